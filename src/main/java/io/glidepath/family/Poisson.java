package io.glidepath.family;

import io.glidepath.matrix.Lanes;
import java.util.List;

/**
 * Counts with the log link: y &gt;= 0, mu = e^eta, loss mu - y - y log(mu / y) (mu for y = 0), h =
 * mu. Labels need not be whole numbers.
 */
public final class Poisson implements Family {
  private static final long serialVersionUID = 1;

  /** Beyond it e^eta counts as e^300: larger means have no squares. */
  private static final double LARGEST = 300;

  @Override
  public String label() {
    return "poisson";
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0;
  }

  @Override
  public String accepted() {
    return "0 or more";
  }

  @Override
  public boolean degenerate(double meanLabel) {
    return meanLabel <= 0;
  }

  @Override
  public double link(double mean) {
    return Math.log(mean);
  }

  @Override
  public double mean(double eta) {
    return Math.exp(Math.min(LARGEST, eta));
  }

  @Override
  public void means(double[] eta, int from, int n) {
    for (int i = from; i < from + n; i++) {
      eta[i] = Math.min(LARGEST, eta[i]);
    }
    Lanes.exp(eta, from, n);
  }

  @Override
  public void curvatures(double[] eta, int from, int n) {
    means(eta, from, n);
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    double[] linear = new double[n];
    for (int r = 0; r < n; r++) {
      double y = labels[r];
      linear[r] = y > 0 ? y * (Math.log(y) - 1 - eta[from + r]) : 0;
    }
    means(eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] = Math.max(0, eta[from + r] + linear[r]);
    }
  }

  @Override
  public void pearson(double[] labels, double[] eta, int from, int n) {
    means(eta, from, n);
    for (int r = 0; r < n; r++) {
      double residual = labels[r] - eta[from + r];
      eta[from + r] = residual * residual / Math.max(Double.MIN_NORMAL, eta[from + r]);
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.MSE);
  }

  @Override
  public List<Metric> selectable() {
    return List.of(Metric.DEVIANCE, Metric.MSE, Metric.MAE);
  }
}
