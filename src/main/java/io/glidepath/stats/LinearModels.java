package io.glidepath.stats;

import java.io.Serializable;

/**
 * Several linear predictors on standardized columns (see {@link Standardization}), the intercept
 * being the coefficient of the column of ones.
 *
 * @param width number of columns, p
 * @param coefficients p x m, model after model
 */
public record LinearModels(int width, double[] coefficients) implements Serializable {

  /** Number of models, m. */
  public int size() {
    return width == 0 ? 0 : coefficients.length / width;
  }
}
