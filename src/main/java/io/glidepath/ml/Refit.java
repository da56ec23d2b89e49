package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.path.Convention;
import io.glidepath.path.SurfacePoint;
import java.util.Arrays;

/** One grid point's problem, and the distance of MLlib's solution from ours. */
final class Refit {
  private final FittedPath swept;
  private final SurfacePoint point;
  private final MllibRows rows;
  private final double l1;
  private final double l2;

  Refit(FittedPath swept, SurfacePoint point, MllibRows rows) {
    this.swept = swept;
    this.point = point;
    this.rows = rows;
    this.l1 = point.lambda() * point.alpha();
    this.l2 = point.lambda() * (1 - point.alpha()) / labelScale();
  }

  /** s of the sweep's objective: for squared error a root of the null deviance unless plain. */
  private double labelScale() {
    if (!family().quadratic() || swept.spec().model().convention() == Convention.PLAIN) {
      return 1;
    }
    SurfacePoint strongest = swept.result().surface().point(0, 0);
    return Math.sqrt(strongest.deviance() / (1 - strongest.devianceRatio()));
  }

  private Family family() {
    return swept.result().family();
  }

  /** What the penalty multiplies |sigma_j beta_j| by. */
  double l1() {
    return l1;
  }

  /** What the penalty multiplies (sigma_j beta_j)^2 / 2 by. */
  double l2() {
    return l2;
  }

  /** sigma_j of a design column. */
  double scale(int j) {
    return swept.result().summaries().get(j).scale();
  }

  /** The sweep's own solution on the columns that vary. */
  MllibRows.Fitted ours() {
    double[] all = point.coefficients().dense(swept.result().columns().size());
    return new MllibRows.Fitted(
        Arrays.stream(rows.columns()).mapToDouble(j -> all[j]).toArray(), point.intercept());
  }

  /** The largest of |sigma_j (ours_j - theirs_j)|. */
  double coefficientDifference(MllibRows.Fitted theirs) {
    double[] ours = ours().coefficients();
    double largest = 0;
    for (int a = 0; a < ours.length; a++) {
      double difference = Math.abs(ours[a] - theirs.coefficients()[a]);
      largest = Math.max(largest, difference * scale(rows.columns()[a]));
    }
    return largest;
  }

  /** Their objective minus ours, relative to ours. */
  double objectiveDifference(MllibRows.Fitted theirs) {
    double sum = rows.meanLoss(family(), theirs);
    for (int a = 0; a < theirs.coefficients().length; a++) {
      double gamma = theirs.coefficients()[a] * scale(rows.columns()[a]);
      sum += l1 * Math.abs(gamma) + l2 * gamma * gamma / 2;
    }
    return sum / point.objective() - 1;
  }
}
