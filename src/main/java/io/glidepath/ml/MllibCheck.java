package io.glidepath.ml;

import io.glidepath.path.ColumnSummary;
import io.glidepath.path.SurfacePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Refits grid points with MLlib's own estimator, in pipelines of stock stages, and tells how far
 * the two are apart.
 *
 * <p>MLlib divides the ridge part by the label's standard deviation. Where the sweep divides by
 * another s, the same objective has other parameters there: lambda' alpha' = lambda alpha and
 * lambda' (1 - alpha') = lambda (1 - alpha) sd / s. Offsets and penalty factors have no
 * counterpart. Constant columns are left out: their coefficient is 0 here, while rounding may give
 * them a tiny deviation there, and without intercept a part in the model.
 *
 * @param points number of grid points that were refitted
 * @param coefficientDifference the largest, in standard deviations of the label for one of the
 *     column
 * @param objectiveDifference MLlib's objective minus ours, relative to ours, where it is largest in
 *     size; below 0, MLlib found a better solution
 */
public record MllibCheck(int points, double coefficientDifference, double objectiveDifference) {
  private static final String ASSEMBLED = "glidepath_assembled";
  private static final String VARYING = "glidepath_varying";

  /**
   * Refits so many points, spread evenly over the surface.
   *
   * @param rows as they were given to the sweep's pipeline
   * @param before the stages before the sweep
   */
  public static MllibCheck of(
      Dataset<Row> rows, List<PipelineStage> before, ElasticNetPathModel swept, int count) {
    Dataset<Row> used = weighing(rows, swept);
    List<SurfacePoint> surface = swept.result().surface().points();
    int[] varying = varying(swept);
    int points = varying.length == 0 ? 0 : Math.min(count, surface.size());
    double deviation = labelDeviation(used, swept);
    double coefficient = 0;
    double objective = 0;
    for (int i = 0; i < points; i++) {
      SurfacePoint point = surface.get((int) ((2L * i + 1) * surface.size() / (2L * points)));
      Refit refit = new Refit(swept, point, deviation, varying);
      LinearRegressionModel theirs = refit(used, before, swept, refit);
      coefficient = Math.max(coefficient, refit.coefficientDifference(theirs));
      double difference = refit.objectiveDifference(theirs);
      objective = Math.abs(difference) > Math.abs(objective) ? difference : objective;
    }
    return new MllibCheck(points, coefficient, objective);
  }

  /** For the run's record. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("estimator", LinearRegression.class.getName());
    facts.put("points", points);
    facts.put("largest_coefficient_difference", coefficientDifference);
    facts.put("largest_objective_difference", objectiveDifference);
    return facts;
  }

  private static LinearRegressionModel refit(
      Dataset<Row> rows, List<PipelineStage> before, ElasticNetPathModel swept, Refit refit) {
    LinearRegression theirs =
        new LinearRegression()
            .setFeaturesCol(VARYING)
            .setLabelCol(swept.$(swept.labelCol()))
            .setElasticNetParam(refit.elasticNetParam())
            .setRegParam(refit.regParam())
            .setStandardization((boolean) swept.$(swept.standardization()))
            .setFitIntercept((boolean) swept.$(swept.fitIntercept()))
            .setTol(1e-14)
            .setMaxIter(100_000);
    if (swept.isSet(swept.weightCol())) {
      theirs.setWeightCol(swept.$(swept.weightCol()));
    }
    List<PipelineStage> stages = new ArrayList<>(before);
    stages.add(
        new VectorAssembler()
            .setInputCols(swept.inputColumns().toArray(String[]::new))
            .setOutputCol(ASSEMBLED));
    stages.add(
        new VectorSlicer().setInputCol(ASSEMBLED).setOutputCol(VARYING).setIndices(varying(swept)));
    stages.add(theirs);
    PipelineModel model = new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(rows);
    return (LinearRegressionModel) model.stages()[stages.size() - 1];
  }

  private static int[] varying(ElasticNetPathModel swept) {
    List<ColumnSummary> summaries = swept.result().summaries();
    return IntStream.range(0, summaries.size())
        .filter(j -> summaries.get(j).status() != ColumnSummary.Status.CONSTANT)
        .toArray();
  }

  /** MLlib's assembler fails on missing values, also in rows that have no weight. */
  private static Dataset<Row> weighing(Dataset<Row> rows, ElasticNetPathModel swept) {
    return swept.isSet(swept.weightCol())
        ? rows.filter(functions.col(swept.$(swept.weightCol())).gt(0))
        : rows;
  }

  private static double labelDeviation(Dataset<Row> rows, ElasticNetPathModel swept) {
    var label = functions.col(swept.$(swept.labelCol())).cast("double");
    var weight =
        swept.isSet(swept.weightCol())
            ? functions.col(swept.$(swept.weightCol())).cast("double")
            : functions.lit(1.0);
    var total = functions.sum(weight);
    double mean = rows.agg(functions.sum(label.multiply(weight)).divide(total)).head().getDouble(0);
    var centred = label.minus(mean);
    return Math.sqrt(
        rows.agg(functions.sum(centred.multiply(centred).multiply(weight)).divide(total))
            .head()
            .getDouble(0));
  }
}
