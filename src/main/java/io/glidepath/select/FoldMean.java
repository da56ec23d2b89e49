package io.glidepath.select;

/**
 * Weighted mean over folds and its standard error, as cv.glmnet computes them:
 *
 * <pre>
 *   mean = sum W_k v_k / sum W_k,   se = sqrt( (sum W_k (v_k - mean)^2 / sum W_k) / (K - 1) )
 * </pre>
 *
 * <p>K is the number of folds. A value that is not defined (NaN) in any fold makes both NaN; with
 * one fold the standard error is NaN.
 */
public record FoldMean(double mean, double standardError) {

  /**
   * @param values one a fold
   * @param weights sums of row weights, positive
   */
  public static FoldMean of(double[] values, double[] weights) {
    double total = 0;
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      total += weights[k];
      sum += weights[k] * values[k];
    }
    double mean = sum / total;
    double squares = 0;
    for (int k = 0; k < values.length; k++) {
      squares += weights[k] * (values[k] - mean) * (values[k] - mean);
    }
    double se = values.length < 2 ? Double.NaN : Math.sqrt(squares / total / (values.length - 1));
    return new FoldMean(mean, se);
  }

  /** Whether every fold has a value. */
  boolean defined() {
    return !Double.isNaN(mean);
  }
}
