package io.glidepath.family;

import io.glidepath.matrix.Lanes;
import java.util.List;

/**
 * Yes or no with the logit link: y in {0, 1}, mu = 1 / (1 + e^-eta), loss log(1 + e^eta) - y eta, h
 * = mu (1 - mu).
 */
public record Binomial() implements Family {
  /** Pearson's share counts as e^600 beyond, so that sums of it stay finite. */
  private static final double LARGEST = 600;

  @Override
  public String label() {
    return "binomial";
  }

  @Override
  public boolean twoClasses() {
    return true;
  }

  @Override
  public boolean accepts(double label) {
    return label == 0 || label == 1;
  }

  @Override
  public String accepted() {
    return "0 or 1";
  }

  @Override
  public boolean degenerate(double meanLabel) {
    return meanLabel <= 0 || meanLabel >= 1;
  }

  @Override
  public double link(double mean) {
    return Math.log(mean / (1 - mean));
  }

  @Override
  public String predictor() {
    return "log odds";
  }

  @Override
  public double mean(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }

  @Override
  public void means(double[] eta, int from, int n) {
    Lanes.logistic(eta, from, n);
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    for (int i = from; i < from + n; i++) {
      eta[i] = -Math.abs(eta[i]); // 1 - mu has no digits left where mu is about 1
    }
    Lanes.logistic(eta, from, n);
    for (int i = from; i < from + n; i++) {
      eta[i] *= 1 - eta[i];
    }
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    // log(1 + e^-z) with z = eta for a one, -eta for a zero
    for (int r = 0; r < n; r++) {
      eta[from + r] *= 1 - 2 * labels[r];
    }
    Lanes.softplus(eta, from, n);
  }

  @Override
  public boolean dualBound() {
    return true;
  }

  @Override
  public void pearson(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      eta[from + r] = Math.min(LARGEST, eta[from + r] * (1 - 2 * labels[r]));
    }
    Lanes.exp(eta, from, n);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.LOG_LOSS, Metric.AUC, Metric.ACCURACY, Metric.BRIER);
  }
}
