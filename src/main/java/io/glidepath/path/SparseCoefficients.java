package io.glidepath.path;

/**
 * The non-zero coefficients of one model.
 *
 * @param indices design columns, ascending
 * @param values coefficients on the scale of the data
 * @param standardized the same times the column's standard deviation (sd_j beta_j)
 */
public record SparseCoefficients(int[] indices, double[] values, double[] standardized) {

  public int size() {
    return indices.length;
  }

  /** All p coefficients on the scale of the data. */
  public double[] dense(int p) {
    double[] all = new double[p];
    for (int i = 0; i < indices.length; i++) {
      all[indices[i]] = values[i];
    }
    return all;
  }
}
