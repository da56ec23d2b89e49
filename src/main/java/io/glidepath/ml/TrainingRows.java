package io.glidepath.ml;

import io.glidepath.design.Design;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.Folds;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Repeats;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows that an estimator is fitted to, dealt into folds as its parameters say. */
final class TrainingRows {
  private final ElasticNetPath estimator;
  private final Dataset<Row> rows;

  TrainingRows(ElasticNetPath estimator, Dataset<Row> rows) {
    this.estimator = estimator;
    this.rows = rows;
  }

  /** Whether {@link #design} takes a pass for each repeat to count the rows of each class. */
  boolean stratified() {
    return isDealt() && (boolean) estimator.$(estimator.stratify());
  }

  Design design() {
    Optional<String> given = optional(estimator.foldCol());
    String fold = estimator.uid() + "_fold";
    return Design.of(
        isDealt() ? rows.withColumn(fold, folds()) : rows,
        new RowLayout(
            estimator.inputColumns(),
            estimator.$(estimator.labelCol()),
            optional(estimator.weightCol()),
            optional(estimator.offsetCol()),
            isDealt() ? Optional.of(fold) : given,
            new Specifications(estimator).repeats()));
  }

  private boolean isDealt() {
    return !estimator.isSet(estimator.foldCol()) && (int) estimator.$(estimator.numFolds()) > 0;
  }

  private Column folds() {
    Repeats repeats = new Specifications(estimator).repeats();
    if (repeats.count() == 1) {
      return folds(0);
    }
    return Folds.code(IntStream.range(0, repeats.count()).mapToObj(this::folds).toList(), repeats);
  }

  private Column folds(int repeat) {
    List<String> key =
        estimator.isSet(estimator.keyCols())
            ? List.of(estimator.$(estimator.keyCols()))
            : estimator.inputColumns().stream().sorted().toList();
    long seed = (long) estimator.$(estimator.seed()) + repeat;
    int count = (int) estimator.$(estimator.numFolds());
    return stratified()
        ? Folds.stratified(
            rows,
            new FoldSpec(count, seed, Optional.empty(), true, 1),
            key,
            estimator.$(estimator.labelCol()),
            optional(estimator.weightCol()))
        : Folds.byKey(rows.schema(), key, seed, count);
  }

  private Optional<String> optional(Param<String> column) {
    return estimator.isSet(column) ? Optional.of(estimator.$(column)) : Optional.empty();
  }

  /** A penalty factor for each design column. */
  double[] factors(Design design) {
    double[] factors = estimator.$(estimator.penaltyFactors());
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
