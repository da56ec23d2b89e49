package io.glidepath.stats;

/** The area under an ROC curve from groups of rows in ascending order of their predictors. */
final class RankArea {
  private double zeros;
  private double ones;
  private double ordered;
  private double unordered;

  /**
   * The next group.
   *
   * @param tie whether its rows are equal, and not only not told apart
   */
  void next(double zeros, double ones, boolean tie) {
    ordered += ones * (this.zeros + zeros / 2);
    unordered += tie ? 0 : ones * zeros;
    this.zeros += zeros;
    this.ones += ones;
  }

  /** NaN if a class is absent. */
  double value() {
    return zeros > 0 && ones > 0 ? ordered / zeros / ones : Double.NaN;
  }

  /** Half the share of pairs whose order is not known; 0 if a class is absent. */
  double error() {
    return zeros > 0 && ones > 0 ? unordered / zeros / ones / 2 : 0;
  }
}
