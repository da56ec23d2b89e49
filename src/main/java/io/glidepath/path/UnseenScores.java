package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.Pass;
import io.glidepath.stats.RankBins;
import io.glidepath.stats.RankedModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores of models of a surface on rows that neither they nor the choice between them have seen, by
 * the metrics of held-out rows. R2 compares with the mean of the rows trained on, which squared
 * error with an intercept tells; without one it is not defined. Cost: one pass, two where rows are
 * ranked, which finds where the linear predictors lie first.
 *
 * @param rows one cell, 0, with a column of ones before those of the design
 */
public record UnseenScores(RowPasses rows, ModelSpec model, RunLog log) {
  private static final String PURPOSE = "holdout";
  private static final CellSet ALL = CellSet.of(0);

  /**
   * The scores by metric, one for each point; NaN where not defined.
   *
   * @param metrics of the family
   * @param summaries of the design columns in the rows trained on
   */
  public Map<Metric, double[]> of(
      Surface surface,
      List<GridPoint> points,
      List<Metric> metrics,
      List<ColumnSummary> summaries) {
    LinearModels models = models(surface, points, summaries);
    RankBins bins = metrics.contains(Metric.AUC) ? located(models) : null;
    HeldOutSums sums =
        rows.answer(
                new Pass<>(
                    PURPOSE,
                    new HeldOutSums.Of(family()),
                    List.of(new Ask<>(ALL, new RankedModels(models, bins)))))
            .get(0);
    log.passed(PURPOSE);
    Map<Metric, double[]> scores = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      scores.put(
          metric,
          IntStream.range(0, points.size())
              .mapToDouble(
                  i ->
                      metric == Metric.R2
                          ? explained(sums, i, points.size())
                          : sums.score(metric, i))
              .toArray());
    }
    return scores;
  }

  private Family family() {
    return model.family();
  }

  /** Those of the points, and after them the mean of the training rows. */
  private static LinearModels models(
      Surface surface, List<GridPoint> points, List<ColumnSummary> summaries) {
    int width = summaries.size() + 1;
    double[] coefficients = new double[Math.multiplyExact(width, points.size() + 1)];
    for (int i = 0; i < points.size(); i++) {
      SurfacePoint point = surface.point(points.get(i).alphaIndex(), points.get(i).gridIndex());
      coefficients[i * width] = point.intercept();
      double[] beta = point.coefficients().dense(width - 1);
      System.arraycopy(beta, 0, coefficients, i * width + 1, beta.length);
    }
    SurfacePoint any = surface.point(0, 0);
    double[] beta = any.coefficients().dense(width - 1);
    double mean = any.intercept();
    for (int j = 0; j < beta.length; j++) {
      mean += beta[j] * summaries.get(j).mean();
    }
    coefficients[points.size() * width] = mean;
    return new LinearModels(width, coefficients);
  }

  private double explained(HeldOutSums sums, int of, int mean) {
    double without = sums.score(Metric.MSE, mean);
    return model.intercept() && without > 0 ? 1 - sums.score(Metric.MSE, of) / without : Double.NaN;
  }

  private RankBins located(LinearModels models) {
    double[] lines = new double[2 * models.size()];
    for (int i = 0; i < models.size(); i++) {
      lines[2 * i + 1] = 1; // the predictors as they are
    }
    CalibrationSums found =
        rows.answer(
                new Pass<>(
                    PURPOSE,
                    new CalibrationSums.Of(family()),
                    List.of(new Ask<>(ALL, new CalibrationSums.Lines(models, lines)))))
            .get(0);
    log.passed(PURPOSE);
    return new RankBins(
        IntStream.range(0, models.size()).mapToDouble(found::centre).toArray(),
        IntStream.range(0, models.size()).mapToDouble(found::spread).toArray());
  }
}
