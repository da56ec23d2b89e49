package io.glidepath.family;

import io.glidepath.matrix.Lanes;

/**
 * Positive amounts whose deviation grows with their mean, with the log link: y &gt; 0, mu = e^eta,
 * loss y / mu - 1 - log(y / mu), residual y / mu - 1, h = y / mu.
 *
 * <p>Beyond eta = -300 the loss is a straight line; see {@link LogLink}.
 */
public record Gamma() implements LogLink {
  @Override
  public String label() {
    return "gamma";
  }

  @Override
  public boolean accepts(double label) {
    return label > 0;
  }

  @Override
  public String accepted() {
    return "numbers above 0";
  }

  @Override
  public void residuals(double[] labels, double[] eta, int from, int n) {
    curvatures(labels, eta, from, n);
    for (int i = from; i < from + n; i++) {
      eta[i] -= 1;
    }
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    for (int i = from; i < from + n; i++) {
      eta[i] = Math.min(LARGEST, -eta[i]);
    }
    Lanes.exp(eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] *= labels[r];
    }
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    double[] given = new double[n];
    System.arraycopy(eta, from, given, 0, n);
    curvatures(labels, eta, from, n);
    for (int r = 0; r < n; r++) {
      double ratio = eta[from + r];
      double predictor = LogLink.finite(given[r]);
      double loss = ratio - 1 - Math.log(labels[r]) + predictor;
      if (predictor < -LARGEST) {
        loss += ratio * (-LARGEST - predictor);
      }
      eta[from + r] = Math.max(0, loss);
    }
  }
}
