package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.features.CoefficientTerms;
import io.glidepath.features.DesignColumn;
import io.glidepath.path.Calibrations;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.RunLog;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.stats.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Results of sweeps that never were: one alpha, any points, two folds. */
final class HandMade {
  private HandMade() {}

  /** A point of model intercept + x'beta. */
  static SurfacePoint point(double alpha, int k, double lambda, double intercept, double... beta) {
    int[] indices = IntStream.range(0, beta.length).filter(j -> beta[j] != 0).toArray();
    double[] values = Arrays.stream(indices).mapToDouble(j -> beta[j]).toArray();
    return new SurfacePoint(
        alpha,
        k,
        lambda,
        intercept,
        new SparseCoefficients(indices, values, values),
        0,
        0,
        1,
        0.5,
        1,
        0,
        Double.NaN,
        true);
  }

  /** The same with what it attains. */
  static SurfacePoint attaining(SurfacePoint p, double devianceRatio, double objective) {
    return like(p, devianceRatio, objective, p.kktViolation(), p.converged());
  }

  /** The same, but not converged. */
  static SurfacePoint missing(SurfacePoint p, double violation) {
    return like(p, p.devianceRatio(), p.objective(), violation, false);
  }

  private static SurfacePoint like(
      SurfacePoint p, double devianceRatio, double objective, double violation, boolean converged) {
    return new SurfacePoint(
        p.alpha(),
        p.gridIndex(),
        p.lambda(),
        p.intercept(),
        p.coefficients(),
        p.l1Norm(),
        p.l2Norm(),
        p.deviance(),
        devianceRatio,
        objective,
        violation,
        p.dualityGap(),
        converged);
  }

  /** The last point is the best and chosen. */
  static SweepResult result(String family, double[] scales, List<SurfacePoint> points) {
    return result(family, scales, points, 0, Optional.empty());
  }

  static SweepResult result(
      String family,
      double[] scales,
      List<SurfacePoint> points,
      double rankError,
      Optional<Calibrations> calibrations) {
    return result(
        family,
        Arrays.stream(scales)
            .mapToObj(
                s ->
                    new ColumnSummary(
                        0,
                        0.5,
                        s,
                        1,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        ColumnSummary.Status.USED))
            .toList(),
        points,
        rankError,
        calibrations);
  }

  static SweepResult result(
      String family,
      List<ColumnSummary> summaries,
      List<SurfacePoint> points,
      double rankError,
      Optional<Calibrations> calibrations) {
    int last = points.size() - 1;
    double[][][] folds = new double[1][points.size()][];
    double[][] mean = new double[1][points.size()];
    double[][] error = new double[1][points.size()];
    double[][] rankErrors = new double[1][points.size()];
    rankErrors[0][0] = rankError;
    for (int k = 0; k <= last; k++) {
      folds[0][k] = new double[] {9.0 - k, 11.0 - k};
      mean[0][k] = 10.0 - k;
      error[0][k] = 1;
    }
    Selected best =
        new Selected(Selected.Scope.SURFACE, SelectionRule.BEST, 0, last, mean[0][last], 1, true);
    return new SweepResult(
        Family.of(family).orElseThrow(),
        IntStream.range(0, summaries.size())
            .mapToObj(j -> "x" + j)
            .map(
                n ->
                    new DesignColumn(
                        n,
                        n,
                        Optional.empty(),
                        DesignColumn.Kind.NUMERIC,
                        CoefficientTerms.withFactor(1)))
            .toList(),
        summaries,
        new Surface(List.of(points)),
        Optional.of(
            new CrossValidation(
                Cells.once(new int[] {0, 1}, new double[] {1, 1}),
                List.of(
                    new CrossValidation.Curves(
                        "deviance",
                        folds,
                        mean,
                        error,
                        Optional.empty(),
                        Optional.empty(),
                        rankErrors)))),
        Optional.of(new Choice("deviance", List.of(best), List.of())),
        calibrations,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        10,
        25,
        0,
        0,
        0,
        new RunLog().effort());
  }

  /** A model of columns x0, x1, ... that selects by the rule best. */
  static ElasticNetPathModel model(SweepResult result) {
    ElasticNetPathModel model = new ElasticNetPathModel("elasticNetPath_test", result);
    model.set(model.family(), result.family().label());
    model.set(model.rule(), "best");
    model.set(
        model.featuresCols(),
        result.columns().stream().map(DesignColumn::feature).toArray(String[]::new));
    return model;
  }
}
