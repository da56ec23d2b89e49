package io.glidepath.path;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The non-zero coefficients of one model.
 *
 * @param indices design columns, ascending
 * @param values coefficients on the scale of the data
 * @param standardized the same times the column's standard deviation (sd_j beta_j)
 */
public record SparseCoefficients(int[] indices, double[] values, double[] standardized) {

  /** What one of them takes. */
  static final int BYTES = Integer.BYTES + 2 * Double.BYTES;

  /** The non-zeros among all p coefficients and their standardized values. */
  public static SparseCoefficients of(double[] beta, double[] gamma) {
    int[] indices = IntStream.range(0, beta.length).filter(j -> gamma[j] != 0).toArray();
    return new SparseCoefficients(
        indices,
        Arrays.stream(indices).mapToDouble(j -> beta[j]).toArray(),
        Arrays.stream(indices).mapToDouble(j -> gamma[j]).toArray());
  }

  public int size() {
    return indices.length;
  }

  /** Sum of the absolute standardized coefficients. */
  public double l1Norm() {
    double sum = 0;
    for (double gamma : standardized) {
      sum += Math.abs(gamma);
    }
    return sum;
  }

  /** Root of the sum of the squared standardized coefficients. */
  public double l2Norm() {
    double sum = 0;
    for (double gamma : standardized) {
      sum += gamma * gamma;
    }
    return Math.sqrt(sum);
  }

  /** All p coefficients on the scale of the data. */
  public double[] dense(int p) {
    double[] all = new double[p];
    for (int i = 0; i < indices.length; i++) {
      all[indices[i]] = values[i];
    }
    return all;
  }

  /** {@code {column: coefficient, ...}}. */
  @Override
  public String toString() {
    return IntStream.range(0, indices.length)
        .mapToObj(i -> indices[i] + ": " + values[i])
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
