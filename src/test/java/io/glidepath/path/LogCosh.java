package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import java.util.List;

/**
 * A loss that only tests know: log cosh(y - eta), squared error near the label and absolute error
 * far from it. Its residual is not y - mu, its curvature depends on the label, and it has no dual
 * bound here. The second derivative vanishes far from the label, where a Newton step would go
 * nowhere near a minimum; the curvature is that of the parabola which touches the loss from above.
 */
record LogCosh() implements Family {

  @Override
  public String label() {
    return "log-cosh";
  }

  @Override
  public boolean accepts(double label) {
    return true;
  }

  @Override
  public String accepted() {
    return "any number";
  }

  @Override
  public boolean degenerate(double meanLabel) {
    return false;
  }

  @Override
  public double link(double mean) {
    return mean;
  }

  @Override
  public double mean(double eta) {
    return eta;
  }

  @Override
  public void residuals(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      eta[from + r] = Math.tanh(labels[r] - eta[from + r]);
    }
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double residual = labels[r] - eta[from + r];
      eta[from + r] = residual == 0 ? 1 : Math.tanh(residual) / residual;
    }
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double distance = Math.abs(labels[r] - eta[from + r]);
      eta[from + r] = distance + Math.log1p(Math.exp(-2 * distance)) - Math.log(2);
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.MSE);
  }
}
