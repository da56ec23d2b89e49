package io.glidepath.family;

import java.util.Arrays;
import java.util.List;

/** Squared error with the identity link: loss (y - eta)^2 / 2, mu = eta, h = 1. */
public record Gaussian() implements IdentityLink {
  @Override
  public String label() {
    return "gaussian";
  }

  @Override
  public boolean quadratic() {
    return true;
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    Arrays.fill(eta, from, from + n, 1);
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double residual = labels[r] - eta[from + r];
      eta[from + r] = residual * residual / 2;
    }
  }

  @Override
  public boolean dualBound() {
    return true;
  }

  @Override
  public void pearson(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double residual = labels[r] - eta[from + r];
      eta[from + r] = residual * residual;
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.MSE, Metric.RMSE, Metric.R2);
  }

  @Override
  public List<Metric> selectable() {
    return List.of(Metric.DEVIANCE, Metric.MSE, Metric.RMSE, Metric.MAE, Metric.R2);
  }
}
