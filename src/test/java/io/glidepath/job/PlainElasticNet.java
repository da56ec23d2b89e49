package io.glidepath.job;

import java.util.Arrays;

/**
 * The elastic net as the textbook has it, for tables of a few columns: cyclic coordinate descent on
 * the rows, run until nothing moves. Shares nothing with the product but the objective.
 *
 * @param convention mllib, glmnet or plain
 * @param factors penalty factors as configured
 */
record PlainElasticNet(
    String convention, boolean intercept, boolean standardize, double[] factors) {

  /** A table in memory; {@code z} is label minus offset, weights are positive. */
  record Sample(double[][] x, double[] z, double[] w) {

    Sample where(java.util.function.IntPredicate row) {
      int[] rows = java.util.stream.IntStream.range(0, z.length).filter(row).toArray();
      return new Sample(
          Arrays.stream(rows).mapToObj(i -> x[i]).toArray(double[][]::new),
          Arrays.stream(rows).mapToDouble(i -> z[i]).toArray(),
          Arrays.stream(rows).mapToDouble(i -> w[i]).toArray());
    }

    double weight() {
      return Arrays.stream(w).sum();
    }

    double meanSquaredError(Fit fit) {
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        double r = z[i] - fit.predict(x[i]);
        sum += w[i] * r * r;
      }
      return sum / weight();
    }
  }

  /**
   * A fitted model.
   *
   * @param sigma the unit in which the penalty saw each column
   * @param s the label's unit in the ridge part
   */
  record Fit(double intercept, double[] beta, double[] sigma, double s) {
    double predict(double[] x) {
      double sum = intercept;
      for (int j = 0; j < beta.length; j++) {
        sum += x[j] * beta[j];
      }
      return sum;
    }
  }

  /** The factors in force. */
  double[] rescaled() {
    double sum = Arrays.stream(factors).sum();
    return convention.equals("glmnet")
        ? Arrays.stream(factors).map(v -> v * factors.length / sum).toArray()
        : factors;
  }

  /** sqrt(sum w (a - m)^2 / sum w), m the weighted mean, or 0 if the values are not centred. */
  static double spread(double[] a, double[] w, boolean centred) {
    double total = Arrays.stream(w).sum();
    double m = centred ? mean(a, w) : 0;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += w[i] / total * (a[i] - m) * (a[i] - m);
    }
    return Math.sqrt(sum);
  }

  static double mean(double[] a, double[] w) {
    double total = Arrays.stream(w).sum();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += w[i] / total * a[i];
    }
    return sum;
  }

  static double[] column(double[][] x, int j) {
    return Arrays.stream(x).mapToDouble(row -> row[j]).toArray();
  }

  Fit fit(Sample rows, double alpha, double lambda) {
    int n = rows.z().length;
    int p = factors.length;
    double[] v = rescaled();
    double total = rows.weight();
    double[][] x = new double[p][];
    double[] mean = new double[p];
    double[] sigma = new double[p];
    for (int j = 0; j < p; j++) {
      double[] column = column(rows.x(), j);
      mean[j] = intercept ? mean(column, rows.w()) : 0;
      double sd = spread(column, rows.w(), true);
      sigma[j] = standardize ? sd : sd == 0 ? 0 : 1;
      double m = mean[j];
      x[j] = Arrays.stream(column).map(a -> a - m).toArray();
    }
    double zMean = intercept ? mean(rows.z(), rows.w()) : 0;
    double[] r = Arrays.stream(rows.z()).map(z -> z - zMean).toArray();
    double s = convention.equals("plain") ? 1 : spread(rows.z(), rows.w(), intercept);
    double[] beta = new double[p];
    double still = 1e-15 * spread(rows.z(), rows.w(), intercept);
    double moved = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 20_000 && moved > still; round++) {
      moved = 0;
      for (int j = 0; j < p; j++) {
        if (sigma[j] == 0) {
          continue;
        }
        double g = 0;
        double h = 0;
        for (int i = 0; i < n; i++) {
          g += rows.w()[i] / total * x[j][i] * (r[i] + x[j][i] * beta[j]);
          h += rows.w()[i] / total * x[j][i] * x[j][i];
        }
        double l1 = lambda * alpha * v[j] * sigma[j];
        double l2 = lambda * (1 - alpha) * v[j] * sigma[j] * sigma[j] / s;
        double next = Math.signum(g) * Math.max(0, Math.abs(g) - l1) / (h + l2);
        for (int i = 0; i < n; i++) {
          r[i] -= x[j][i] * (next - beta[j]);
        }
        moved = Math.max(moved, Math.abs(next - beta[j]) * Math.sqrt(h));
        beta[j] = next;
      }
    }
    double b0 = zMean;
    for (int j = 0; j < p; j++) {
      b0 -= mean[j] * beta[j];
    }
    return new Fit(intercept ? b0 : 0, beta, sigma, s);
  }
}
