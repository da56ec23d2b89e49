package io.glidepath.ml;

import io.glidepath.path.ColumnSummary;
import io.glidepath.path.SurfacePoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Refits grid points with MLlib's own estimator, on rows made by stock stages, and tells how far
 * the two are apart: {@code LinearRegression}, {@code LogisticRegression}, and for other families
 * {@code GeneralizedLinearRegression}, each at its tightest tolerance, with the grid point in its
 * own parameters.
 *
 * <p>What MLlib cannot be given is not compared, and said: a loss that it lacks, penalty factors,
 * bounds, with the first two offsets, with the last an L1 part. Constant columns are left out:
 * their coefficient is 0 here, while rounding may give them a tiny deviation there, and without
 * intercept a part in the model.
 *
 * @param estimator MLlib's class
 * @param points number of grid points that were refitted
 * @param coefficientDifference the largest for one standard deviation of the column: for squared
 *     error in standard deviations of the label, else of the linear predictor; NaN without points
 * @param objectiveDifference MLlib's objective minus ours, relative to ours, where it is largest in
 *     size; below 0, MLlib found a better solution; NaN without points
 * @param note what was not compared and why, and what else is to be known
 */
public record MllibCheck(
    String estimator,
    int points,
    double coefficientDifference,
    double objectiveDifference,
    Optional<String> note) {
  private static final double SAME_FACTOR = 1e-12;

  /**
   * Refits so many points, spread evenly over those of the surface that can be.
   *
   * @param given rows as they were given to the sweep's pipeline
   * @param before the stages before the sweep
   */
  public static MllibCheck of(
      Dataset<Row> given, List<PipelineStage> before, FittedPath swept, int count) {
    MllibEstimator estimator = MllibEstimator.of(swept);
    String name = estimator.type().getName();
    Optional<String> obstacle = obstacle(estimator, swept);
    if (obstacle.isPresent()) {
      return new MllibCheck(name, 0, Double.NaN, Double.NaN, obstacle);
    }
    MllibRows rows = new MllibRows(given, before, swept);
    List<SurfacePoint> surface =
        swept.result().surface().points().stream().filter(estimator::follows).toList();
    int points = Math.min(count, surface.size());
    double unit = swept.result().family().quadratic() ? rows.labelDeviation() : 1;
    double coefficient = points == 0 ? Double.NaN : 0;
    double objective = coefficient;
    for (int i = 0; i < points; i++) {
      SurfacePoint point = surface.get((int) ((2L * i + 1) * surface.size() / (2L * points)));
      Refit refit = new Refit(swept, point, rows);
      MllibRows.Fitted theirs = estimator.fit(rows, refit);
      coefficient = Math.max(coefficient, refit.coefficientDifference(theirs) / unit);
      double difference = refit.objectiveDifference(theirs);
      objective = Math.abs(difference) > Math.abs(objective) ? difference : objective;
    }
    return new MllibCheck(name, points, coefficient, objective, estimator.note());
  }

  /** Why nothing can be compared. */
  private static Optional<String> obstacle(MllibEstimator estimator, FittedPath swept) {
    String name = estimator.type().getSimpleName();
    int[] columns = MllibRows.varying(swept);
    if (columns.length == 0) {
      return Optional.of("nothing to compare: every column is constant");
    }
    if (!estimator.knowsLoss()) {
      return Optional.of(
          "not compared: " + name + " knows no loss " + swept.result().family().label());
    }
    if (swept.columns().offset().isPresent() && !estimator.knowsOffsets()) {
      return Optional.of("not compared: " + name + " knows no offset");
    }
    if (columns.length > estimator.mostColumns()) {
      return Optional.of(
          "not compared: " + name + " takes " + estimator.mostColumns() + " columns at most");
    }
    List<ColumnSummary> summaries = swept.result().summaries();
    if (Arrays.stream(columns).anyMatch(j -> summaries.get(j).bounded())) {
      return Optional.of("not compared: " + name + " knows no bounds");
    }
    boolean factors =
        Arrays.stream(columns)
            .mapToDouble(j -> summaries.get(j).penaltyFactor())
            .anyMatch(v -> Math.abs(v - 1) > SAME_FACTOR);
    return factors
        ? Optional.of("not compared: " + name + " knows no penalty factors")
        : Optional.empty();
  }

  /** For the run's record. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("estimator", estimator);
    facts.put("points", points);
    facts.put("largest_coefficient_difference", coefficientDifference);
    facts.put("largest_objective_difference", objectiveDifference);
    facts.put("note", note.orElse(null));
    return facts;
  }
}
