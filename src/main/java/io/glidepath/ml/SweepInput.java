package io.glidepath.ml;

import io.glidepath.design.Design;
import io.glidepath.design.Folds;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an estimator reads of a table by its settings: the design, and a penalty factor a column.
 */
final class SweepInput {
  private final SweepParams params;

  SweepInput(SweepParams params) {
    this.params = params;
  }

  Design design(Dataset<?> dataset) {
    String fold = params.uid() + "_fold";
    Dataset<Row> rows = dataset.toDF();
    Optional<String> foldColumn = optional(params.foldCol());
    int folds = (int) params.$(params.numFolds());
    if (foldColumn.isEmpty() && folds > 0) {
      List<String> key =
          params.isSet(params.keyCols())
              ? List.of(params.$(params.keyCols()))
              : params.inputColumns().stream().sorted().toList();
      rows =
          rows.withColumn(
              fold, Folds.byKey(dataset.schema(), key, (long) params.$(params.seed()), folds));
      foldColumn = Optional.of(fold);
    }
    return Design.of(
        rows,
        new RowLayout(
            params.inputColumns(),
            params.$(params.labelCol()),
            optional(params.weightCol()),
            optional(params.offsetCol()),
            foldColumn));
  }

  private Optional<String> optional(Param<String> column) {
    return params.isSet(column) ? Optional.of(params.$(column)) : Optional.empty();
  }

  double[] factors(Design design) {
    double[] factors = params.$(params.penaltyFactors());
    if (factors.length == 0) {
      double[] ones = new double[design.width()];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (factors.length != design.width()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "penaltyFactors has %d values and the design %d columns; give one for each column: %s",
              factors.length,
              design.width(),
              design.featureNames()));
    }
    return factors;
  }
}
