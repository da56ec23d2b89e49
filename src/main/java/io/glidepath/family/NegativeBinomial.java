package io.glidepath.family;

import io.glidepath.matrix.Lanes;
import java.util.Optional;

/**
 * Counts that scatter more than Poisson's, with the log link: y = 0, 1, 2, ..., mu = e^eta,
 * variance mu + mu^2 / theta. With s = mu / (mu + theta), which is logistic in z = eta - log theta:
 *
 * <pre>
 *   loss     = y log(y / mu) - (y + theta) log((y + theta) / (mu + theta))
 *            = y (log(y / theta) - z) + (y + theta) (log(1 + e^z) - log(1 + y / theta))
 *   residual = theta (y - mu) / (mu + theta) = y - (y + theta) s
 *   h        = (y + theta) s (1 - s)
 * </pre>
 *
 * @param theta given, not estimated; the larger, the nearer to Poisson
 */
public record NegativeBinomial(double theta) implements LogLink {
  public NegativeBinomial {
    shape(theta).checked();
  }

  /** With theta = 1. */
  public NegativeBinomial() {
    this(1);
  }

  private static Shape shape(double theta) {
    return new Shape("theta", theta, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public String label() {
    return "negative-binomial";
  }

  @Override
  public Optional<Shape> shape() {
    return Optional.of(shape(theta));
  }

  @Override
  public Family shaped(double value) {
    return new NegativeBinomial(value);
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0 && label == Math.rint(label);
  }

  @Override
  public String accepted() {
    return "whole numbers, 0 or more";
  }

  @Override
  public void residuals(double[] labels, double[] eta, int from, int n) {
    double logTheta = Math.log(theta);
    for (int i = from; i < from + n; i++) {
      eta[i] -= logTheta;
    }
    Lanes.logistic(eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] = labels[r] - (labels[r] + theta) * eta[from + r];
    }
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    double logTheta = Math.log(theta);
    for (int i = from; i < from + n; i++) {
      eta[i] = -Math.abs(eta[i] - logTheta); // 1 - s has no digits left where s is about 1
    }
    Lanes.logistic(eta, from, n);
    for (int r = 0; r < n; r++) {
      double s = eta[from + r];
      eta[from + r] = (labels[r] + theta) * (s * (1 - s));
    }
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    double logTheta = Math.log(theta);
    double[] z = new double[n];
    for (int r = 0; r < n; r++) {
      z[r] = LogLink.finite(eta[from + r]) - logTheta;
      eta[from + r] = z[r];
    }
    Lanes.softplus(eta, from, n);
    for (int r = 0; r < n; r++) {
      double y = labels[r];
      double loss = (y + theta) * (eta[from + r] - Math.log1p(y / theta));
      if (y > 0) {
        loss += y * (Math.log(y / theta) - z[r]);
      }
      eta[from + r] = Math.max(0, loss);
    }
  }
}
