package io.glidepath.ml;

import io.glidepath.path.Convention;
import io.glidepath.path.SurfacePoint;
import java.util.Locale;
import org.apache.spark.ml.regression.LinearRegressionModel;

/** One grid point in MLlib's parameters, and the distance of MLlib's solution from ours. */
final class Refit {
  private final ElasticNetPathModel swept;
  private final SurfacePoint point;
  private final double deviation;
  private final int[] columns;
  private final double l1;
  private final double l2;

  /**
   * @param deviation population standard deviation of the label
   * @param columns the design columns that MLlib was given
   */
  Refit(ElasticNetPathModel swept, SurfacePoint point, double deviation, int[] columns) {
    this.swept = swept;
    this.point = point;
    this.deviation = deviation;
    this.columns = columns;
    this.l1 = point.lambda() * point.alpha();
    this.l2 = point.lambda() * (1 - point.alpha()) / labelScale();
  }

  /** s of the sweep's objective: a root of the null deviance, but 1 under plain. */
  private double labelScale() {
    String convention = swept.$(swept.convention()).toUpperCase(Locale.ROOT);
    if (Convention.valueOf(convention) == Convention.PLAIN) {
      return 1;
    }
    SurfacePoint strongest = swept.result().surface().point(0, 0);
    return Math.sqrt(strongest.deviance() / (1 - strongest.devianceRatio()));
  }

  double regParam() {
    return l1 + l2 * deviation;
  }

  double elasticNetParam() {
    return regParam() == 0 ? 0 : l1 / regParam();
  }

  double coefficientDifference(LinearRegressionModel theirs) {
    double[] ours = point.coefficients().dense(swept.result().columns().size());
    double largest = 0;
    for (int a = 0; a < columns.length; a++) {
      double difference = Math.abs(ours[columns[a]] - theirs.coefficients().apply(a));
      largest = Math.max(largest, difference * scale(columns[a]) / deviation);
    }
    return largest;
  }

  double objectiveDifference(LinearRegressionModel theirs) {
    double sum = theirs.summary().meanSquaredError() / 2;
    for (int a = 0; a < columns.length; a++) {
      double gamma = theirs.coefficients().apply(a) * scale(columns[a]);
      sum += l1 * Math.abs(gamma) + l2 * gamma * gamma / 2;
    }
    return sum / point.objective() - 1;
  }

  private double scale(int j) {
    return swept.result().summaries().get(j).scale();
  }
}
