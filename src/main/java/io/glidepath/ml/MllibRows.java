package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.path.ColumnSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A sweep's rows as MLlib's estimators want them: one vector of the columns that vary, with label,
 * weight (1 where there is none) and offset (0) as numbers. Rows of weight 0 are left out, because
 * MLlib's assembler fails on missing values in them too.
 */
final class MllibRows {
  static final String FEATURES = "glidepath_varying";
  static final String LABEL = "glidepath_label";
  static final String WEIGHT = "glidepath_weight";
  static final String OFFSET = "glidepath_offset";
  private static final String ASSEMBLED = "glidepath_assembled";

  /** A linear model on the columns that vary. */
  record Fitted(double[] coefficients, double intercept) {}

  private final Dataset<Row> rows;
  private final int[] columns;
  private double labelDeviation = Double.NaN;
  private double populationOverSample = Double.NaN;

  /**
   * @param given as the sweep's pipeline got them
   * @param before the stages before the sweep
   */
  MllibRows(Dataset<Row> given, List<PipelineStage> before, FittedPath swept) {
    this.columns = varying(swept);
    List<PipelineStage> stages = new ArrayList<>(before);
    stages.add(
        new VectorAssembler()
            .setInputCols(swept.columns().features().toArray(String[]::new))
            .setOutputCol(ASSEMBLED));
    stages.add(
        new VectorSlicer().setInputCol(ASSEMBLED).setOutputCol(FEATURES).setIndices(columns));
    Dataset<Row> weighing =
        number(swept.columns().weight()).map(w -> given.filter(w.gt(0))).orElse(given);
    this.rows =
        new Pipeline()
            .setStages(stages.toArray(PipelineStage[]::new))
            .fit(weighing)
            .transform(weighing)
            .select(
                functions.col(FEATURES),
                functions.col(swept.columns().label()).cast(DataTypes.DoubleType).as(LABEL),
                number(swept.columns().weight()).orElse(functions.lit(1.0)).as(WEIGHT),
                number(swept.columns().offset()).orElse(functions.lit(0.0)).as(OFFSET));
  }

  private static Optional<Column> number(Optional<String> column) {
    return column.map(name -> functions.col(name).cast(DataTypes.DoubleType));
  }

  /** Positions of the design columns that are not constant. */
  static int[] varying(FittedPath swept) {
    List<ColumnSummary> summaries = swept.result().summaries();
    return IntStream.range(0, summaries.size())
        .filter(j -> summaries.get(j).status() != ColumnSummary.Status.CONSTANT)
        .toArray();
  }

  /** Positions of the columns in the design. */
  int[] columns() {
    return columns;
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** Population standard deviation of the label. */
  double labelDeviation() {
    if (Double.isNaN(labelDeviation)) {
      double mean = mean(functions.col(LABEL));
      Column centred = functions.col(LABEL).minus(mean);
      labelDeviation = Math.sqrt(mean(centred.multiply(centred)));
    }
    return labelDeviation;
  }

  /** Population over sample standard deviation of any column, sqrt(1 - sum w^2 / (sum w)^2). */
  double populationOverSample() {
    if (Double.isNaN(populationOverSample)) {
      Column w = functions.col(WEIGHT);
      Row sums = rows.agg(functions.sum(w), functions.sum(w.multiply(w))).head();
      double total = sums.getDouble(0);
      populationOverSample = Math.sqrt(1 - sums.getDouble(1) / total / total);
    }
    return populationOverSample;
  }

  double meanLoss(Family family, Fitted model) {
    return mean(
        model,
        (y, eta) -> {
          double[] value = {eta};
          family.losses(new double[] {y}, value, 0, 1);
          return value[0];
        });
  }

  /** Mean curvature of labels at their means, the mean working weight of iterated least squares. */
  double meanCurvature(Family family, Fitted model) {
    return mean(
        model,
        (y, eta) -> {
          double[] value = {eta};
          family.curvatures(new double[] {family.mean(eta)}, value, 0, 1);
          return value[0];
        });
  }

  private double mean(Fitted model, UDF2<Double, Double, Double> ofLabelAndEta) {
    Column eta =
        functions
            .udf(
                new LinearPrediction(model.intercept(), model.coefficients()), DataTypes.DoubleType)
            .apply(functions.struct(functions.col(FEATURES)), functions.col(OFFSET));
    return mean(
        functions.udf(ofLabelAndEta, DataTypes.DoubleType).apply(functions.col(LABEL), eta));
  }

  private double mean(Column value) {
    Column w = functions.col(WEIGHT);
    return rows.agg(functions.sum(w.multiply(value)).divide(functions.sum(w))).head().getDouble(0);
  }
}
