package io.glidepath.output;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The chosen model of a run, as a column {@code prediction} behind rows: the mean, of two classes
 * the one whose probability is above 0.5. These have one more column, {@code probability}, a
 * double: that of 1.
 */
public final class ScoringModel {
  private static final String PROBABILITY = "probability";
  private static final double THRESHOLD = 0.5;

  private final PipelineModel pipeline;
  private final PredictionModel<?, ?> regression;

  private ScoringModel(PipelineModel pipeline, PredictionModel<?, ?> regression) {
    this.pipeline = pipeline;
    this.regression = regression;
  }

  /**
   * @throws JobFailure 65 if the saved model is damaged; 66 if the run has none; 74, 77 if the file
   *     system refuses
   */
  public static ScoringModel of(PublishedRun run) {
    Path path = new Path(run.directory(), ModelExport.MODEL);
    if (!run.storage().exists(path)) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING,
          "The run "
              + run.directory()
              + " holds no model to score with (no model/): without folds nothing is chosen. The"
              + " command export writes the model of any grid point.");
    }
    PipelineModel pipeline;
    try {
      if (!run.storage().exists(new Path(path, "metadata"))) {
        throw new IllegalArgumentException("it has no metadata");
      }
      pipeline = PipelineModel.load(path.toString());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw damaged(path, e);
    }
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof PredictionModel<?, ?> regression) {
        return new ScoringModel(pipeline, regression);
      }
    }
    throw damaged(path, new IllegalArgumentException("it has no stage that predicts"));
  }

  private static JobFailure damaged(Path path, Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return new JobFailure(
        ExitCode.BAD_DATA,
        "The model " + path + " cannot be loaded (" + reason + "). Run again with --force.",
        e);
  }

  /**
   * The given columns of the rows, and behind them what the model says.
   *
   * @throws JobFailure 65 if the rows lack a column that the model needs, or have one of the name
   *     of a column that it adds
   */
  public Dataset<Row> score(Dataset<Row> rows, List<String> kept) {
    requireNewNames(List.of(rows.columns()));
    Dataset<Row> scored;
    try {
      scored = pipeline.transform(rows);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw lacking(e, rows).orElseThrow(() -> unchecked(e));
    }
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(ExactName.column(name)));
    columns.addAll(said());
    return scored.select(columns.toArray(Column[]::new));
  }

  /**
   * The given columns of rows that cannot be scored, and behind them null in place of what the
   * model says.
   */
  public Dataset<Row> unscored(Dataset<Row> rows, List<String> kept) {
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(ExactName.column(name)));
    Column nothing = lit(null).cast("double");
    columns.add(nothing.as(regression.getPredictionCol()));
    if (regression instanceof LogisticRegressionModel logistic) {
      columns.add(nothing.as(logistic.getProbabilityCol()));
    } else if (isMeanOfClasses()) {
      columns.add(nothing.as(PROBABILITY));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** What the model calls its prediction. */
  public String predictionCol() {
    return regression.getPredictionCol();
  }

  private List<Column> said() {
    Column prediction = col(regression.getPredictionCol());
    if (regression instanceof LogisticRegressionModel logistic) {
      Column one = vector_to_array(col(logistic.getProbabilityCol()), "float64").getItem(1);
      return List.of(prediction, one.as(logistic.getProbabilityCol()));
    }
    return isMeanOfClasses()
        ? List.of(
            prediction.gt(THRESHOLD).cast("double").as(regression.getPredictionCol()),
            prediction.as(PROBABILITY))
        : List.of(prediction);
  }

  /** With an offset two classes are saved as a model that predicts the probability. */
  private boolean isMeanOfClasses() {
    return regression instanceof GeneralizedLinearRegressionModel glm
        && glm.getFamily().equals("binomial");
  }

  private void requireNewNames(List<String> columns) {
    List<String> added = new ArrayList<>(List.of(regression.getPredictionCol()));
    if (regression instanceof LogisticRegressionModel logistic) {
      added.addAll(List.of(logistic.getProbabilityCol(), logistic.getRawPredictionCol()));
    } else if (isMeanOfClasses()) {
      added.add(PROBABILITY);
    }
    Arrays.stream(pipeline.stages())
        .filter(VectorAssembler.class::isInstance)
        .forEach(stage -> added.add(((VectorAssembler) stage).getOutputCol()));
    for (String name : columns) {
      if (added.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new JobFailure(
            ExitCode.BAD_DATA,
            "the rows to score have a column \""
                + name
                + "\", which is the name of one that the model adds. Leave it out, or rename it.");
      }
    }
  }

  private static Optional<JobFailure> lacking(Exception e, Dataset<Row> rows) {
    if (e instanceof SparkThrowable spark
        && String.valueOf(spark.getCondition()).startsWith("UNRESOLVED_COLUMN")) {
      return Optional.of(
          new JobFailure(
              ExitCode.BAD_DATA,
              "the rows to score have no column "
                  + spark.getMessageParameters().get("objectName")
                  + ", which the model needs. They have: "
                  + String.join(", ", rows.columns())
                  + ".",
              e));
    }
    return Optional.empty();
  }

  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
