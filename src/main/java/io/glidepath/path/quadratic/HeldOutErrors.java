package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.Moments;

/**
 * Mean squared errors of trained models on other rows, from those rows' second moments alone: with
 * e = mean residual and S the held-out covariances,
 *
 * <pre>  mse = e^2 + S_zz - 2 S_xz'beta + beta'S_xx beta  </pre>
 *
 * <p>everything in the training set's standard units, and means taken as differences to the
 * training means, so that nothing large cancels. Only near a perfect fit, and between large
 * coefficients of nearly dependent columns, the terms cancel each other; {@link Errors#cancelled}
 * says so. Cost: 2 p^2 flops a model.
 */
final class HeldOutErrors {
  /** An error this much smaller than the terms it is made of has lost half of its digits. */
  private static final double CANCELLED = 1e-8;

  /** The same mean of the target twice, added up in another order, in its deviations. */
  private static final double ROUNDING = 1e-14;

  /** Differences of means are squared after they have cancelled, which costs fewer digits. */
  private static final double LINEAR = 1e-7;

  /**
   * Mean squared errors along a path.
   *
   * @param squared in squared units of the label, by grid index
   * @param cancelled whether the moments no longer tell the error, and rows have to
   */
  record Errors(double[] squared, boolean[] cancelled) {}

  private final TrainedPaths paths;
  private final Blas blas;
  private final int p;
  private final double unit;
  private final double[] covariance;
  private final double[] withTarget;
  private final double[] meanShift;
  private final double targetShift;
  private final double targetVariance;
  private final double trainingShift;
  private final double heldOutMean;

  /**
   * @param seen moments of the rows that the models were trained on
   */
  HeldOutErrors(TrainedPaths paths, Moments seen, Moments heldOut, Blas blas) {
    this.paths = paths;
    this.blas = blas;
    StandardUnits units = paths.units();
    this.p = heldOut.columns();
    this.unit = units.target() == 0 ? 1 : units.target();
    this.covariance = new double[p * p];
    this.withTarget = new double[p];
    this.meanShift = new double[p];
    for (int j = 0; j < p; j++) {
      double sd = units.deviation(j);
      if (sd == 0) {
        continue;
      }
      for (int k = 0; k <= j; k++) {
        double c = units.deviation(k) == 0 ? 0 : heldOut.covariance(k, j, units.deviation(k), sd);
        covariance[j * p + k] = c;
        covariance[k * p + j] = c;
      }
      withTarget[j] = heldOut.covariance(j, p, sd, unit);
      meanShift[j] = (units.intercept() ? heldOut.meanDifference(j, seen) : heldOut.mean(j)) / sd;
    }
    this.trainingShift = heldOut.meanDifference(p, seen) / unit;
    this.targetShift = units.intercept() ? trainingShift : heldOut.mean(p) / unit;
    this.heldOutMean = heldOut.mean(p);
    this.targetVariance = heldOut.covariance(p, p, unit, unit);
  }

  /** The errors of an alpha's models. */
  Errors along(int a) {
    double[] path = paths.path(a);
    int models = paths.lambdas();
    double[] products = new double[path.length];
    blas.multiply(p, models, p, covariance, p, path, products);
    double[] errors = new double[models];
    boolean[] cancelled = new boolean[models];
    for (int k = 0; k < models; k++) {
      double mean = targetShift;
      double spread = targetVariance;
      double means = Math.abs(targetShift);
      double lengths = Math.sqrt(targetVariance);
      for (int j = 0, at = k * p; j < p; j++, at++) {
        mean -= meanShift[j] * path[at];
        spread += path[at] * (products[at] - 2 * withTarget[j]);
        means += Math.abs(meanShift[j] * path[at]);
        lengths += Math.abs(path[at]) * Math.sqrt(covariance[j * p + j]);
      }
      double error = mean * mean + Math.max(0, spread);
      double terms =
          Math.max(lengths * lengths, trainingShift * trainingShift + LINEAR * means * means);
      cancelled[k] = error < CANCELLED * terms;
      errors[k] = unit * unit * error;
    }
    return new Errors(errors, cancelled);
  }

  /**
   * Mean squared error of the training rows' mean: what r2 compares with. 0 also where rounding
   * alone keeps that mean from the only value held out.
   */
  double ofTrainingMean() {
    boolean equal = targetVariance == 0 && Math.abs(trainingShift) < ROUNDING;
    return equal ? 0 : unit * unit * (targetVariance + trainingShift * trainingShift);
  }

  /**
   * Least-squares line of the held-out target on its predictions; NaN where these do not vary.
   *
   * @param intercept in units of the label
   */
  record Line(double intercept, double slope) {}

  /** The calibration of the model at a grid point. */
  Line calibration(GridPoint point) {
    double[] x = paths.standardized(point.alphaIndex(), point.gridIndex());
    double residual = targetShift;
    double together = 0;
    double variance = 0;
    double terms = 0;
    for (int j = 0; j < p; j++) {
      residual -= meanShift[j] * x[j];
      together += withTarget[j] * x[j];
      for (int k = 0; k < p; k++) {
        double term = x[j] * x[k] * covariance[j * p + k];
        variance += term;
        terms += Math.abs(term);
      }
    }
    if (!(variance > ROUNDING * terms)) {
      return new Line(Double.NaN, Double.NaN);
    }
    double slope = together / variance;
    double prediction = heldOutMean - unit * residual;
    return new Line(unit * residual + (1 - slope) * prediction, slope);
  }
}
