package io.glidepath.job;

import static org.apache.spark.sql.functions.lit;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.ml.FittedPath;
import io.glidepath.ml.OutOfFold;
import io.glidepath.output.TableSchemas;
import io.glidepath.path.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table of out-of-fold predictions, which Spark writes: it has as many rows as the input. */
record PredictedRows(FeaturePipeline features, FittedPath fitted, RunLog log) {

  /**
   * Goes on unless the table is wanted and a key column has the name of one of its own.
   *
   * @throws JobFailure CONFIGURATION
   */
  static void requireNames(JobSpec job, ColumnRoles roles) {
    if (!job.output().predictions()) {
      return;
    }
    List<String> own = new ArrayList<>(List.of(TableSchemas.RUN_ID));
    own.addAll(OutOfFold.columns(job.folds()));
    for (String key : roles.key()) {
      if (own.stream().anyMatch(key::equalsIgnoreCase)) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            "output.predictions: the key column \""
                + key
                + "\" has the name of a column of the table ("
                + String.join(", ", own)
                + "); name other columns in columns.key, or rename it in input.query");
      }
    }
  }

  /**
   * By prepared rows: run_id, the columns of the key, the fold, the label, the prediction, in a
   * pass that is made when they are written; nothing, with a warning, if nothing was chosen.
   *
   * @param prepared rows that the path was fitted on
   */
  Optional<Dataset<Row>> of(String runId, Dataset<Row> prepared) {
    if (fitted.result().selected().isEmpty()) {
      log.warn("output.predictions: no grid point was chosen, so there is no table of predictions");
      return Optional.empty();
    }
    log.passed(TableSchemas.PREDICTIONS);
    Dataset<Row> predicted = OutOfFold.of(features.assemble(prepared), fitted, features.key(), log);
    List<Column> columns = new ArrayList<>(List.of(lit(runId).as(TableSchemas.RUN_ID)));
    for (String name : predicted.columns()) {
      columns.add(predicted.col("`" + name.replace("`", "``") + "`"));
    }
    return Optional.of(predicted.select(columns.toArray(Column[]::new)));
  }
}
