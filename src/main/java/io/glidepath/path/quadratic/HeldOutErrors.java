package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.Moments;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean squared errors of trained models on other rows, from those rows' second moments alone: with
 * e = mean residual and S the held-out covariances,
 *
 * <pre>  mse = e^2 + S_zz - 2 S_xz'beta + beta'S_xx beta  </pre>
 *
 * <p>everything in the training set's standard units, and means taken as differences to the
 * training means, so that nothing large cancels. Only near a perfect fit, and between large
 * coefficients of nearly dependent columns, the terms cancel each other; {@link Errors#cancelled}
 * says so. Cost: 2 p^2 flops a model, or two for each product that there is.
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
  private final int[] varying;
  private final double unit;
  private final SymmetricMatrix covariance;
  private final double[] withTarget;
  private final double[] meanShift;
  private final double targetShift;
  private final double targetVariance;
  private final double trainingShift;
  private final double heldOutMean;

  /**
   * @param seen moments of the rows that the models were trained on
   * @param others of those that they were not
   */
  HeldOutErrors(TrainedPaths paths, Moments seen, RowMoments others, Blas blas) {
    Moments heldOut = others.columns();
    this.paths = paths;
    this.blas = blas;
    StandardUnits units = paths.units();
    this.p = heldOut.columns();
    this.unit = units.target() == 0 ? 1 : units.target();
    this.varying = IntStream.range(0, p).filter(j -> units.deviation(j) > 0).toArray();
    double[] deviations = Arrays.stream(varying).mapToDouble(units::deviation).toArray();
    this.covariance = others.products(varying, deviations, true);
    this.withTarget = new double[varying.length];
    this.meanShift = new double[varying.length];
    for (int a = 0; a < varying.length; a++) {
      int j = varying[a];
      double sd = deviations[a];
      withTarget[a] = others.withTarget(j, sd, unit);
      meanShift[a] = (units.intercept() ? heldOut.meanDifference(j, seen) : heldOut.mean(j)) / sd;
    }
    this.trainingShift = heldOut.meanDifference(p, seen) / unit;
    this.targetShift = units.intercept() ? trainingShift : heldOut.mean(p) / unit;
    this.heldOutMean = heldOut.mean(p);
    this.targetVariance = heldOut.covariance(p, p, unit, unit);
  }

  /** The errors of an alpha's models. */
  Errors along(int a) {
    int models = paths.lambdas();
    int n = varying.length;
    double[] path = ofVarying(paths.path(a), models);
    double[] products = new double[path.length];
    covariance.multiply(models, path, products, blas);
    double[] errors = new double[models];
    boolean[] cancelled = new boolean[models];
    for (int k = 0; k < models; k++) {
      double mean = targetShift;
      double spread = targetVariance;
      double means = Math.abs(targetShift);
      double lengths = Math.sqrt(targetVariance);
      for (int j = 0, at = k * n; j < n; j++, at++) {
        mean -= meanShift[j] * path[at];
        spread += path[at] * (products[at] - 2 * withTarget[j]);
        means += Math.abs(meanShift[j] * path[at]);
        lengths += Math.abs(path[at]) * Math.sqrt(Math.max(0, covariance.diagonal(j)));
      }
      double error = mean * mean + Math.max(0, spread);
      double terms =
          Math.max(lengths * lengths, trainingShift * trainingShift + LINEAR * means * means);
      cancelled[k] = error < CANCELLED * terms;
      errors[k] = unit * unit * error;
    }
    return new Errors(errors, cancelled);
  }

  /** The numbers of the columns that vary in training, of those of all columns of some models. */
  private double[] ofVarying(double[] all, int models) {
    int n = varying.length;
    if (n == p) {
      return all;
    }
    double[] some = new double[n * models];
    for (int k = 0; k < models; k++) {
      for (int a = 0; a < n; a++) {
        some[k * n + a] = all[k * p + varying[a]];
      }
    }
    return some;
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
    double[] x = ofVarying(paths.standardized(point.alphaIndex(), point.gridIndex()), 1);
    double[] products = covariance.product(x);
    double residual = targetShift;
    double together = 0;
    double variance = 0;
    double lengths = 0;
    for (int j = 0; j < x.length; j++) {
      residual -= meanShift[j] * x[j];
      together += withTarget[j] * x[j];
      variance += x[j] * products[j];
      lengths += Math.abs(x[j]) * Math.sqrt(Math.max(0, covariance.diagonal(j)));
    }
    if (!(variance > ROUNDING * lengths * lengths)) {
      return new Line(Double.NaN, Double.NaN);
    }
    double slope = together / variance;
    double prediction = heldOutMean - unit * residual;
    return new Line(unit * residual + (1 - slope) * prediction, slope);
  }
}
