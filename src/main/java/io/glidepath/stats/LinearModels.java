package io.glidepath.stats;

import java.io.Serializable;
import java.util.List;

/**
 * Several linear predictors on standardized columns (see {@link Standardization}), the intercept
 * being the coefficient of the column of ones.
 *
 * @param width number of columns, p
 * @param coefficients p x m, model after model
 */
public record LinearModels(int width, double[] coefficients) implements Serializable {

  /** The models of several, side by side. */
  static LinearModels together(List<LinearModels> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    double[] all =
        new double[parts.stream().mapToInt(p -> p.coefficients.length).reduce(0, Math::addExact)];
    int at = 0;
    for (LinearModels part : parts) {
      System.arraycopy(part.coefficients, 0, all, at, part.coefficients.length);
      at += part.coefficients.length;
    }
    return new LinearModels(parts.get(0).width, all);
  }

  /** Number of models, m. */
  public int size() {
    return width == 0 ? 0 : coefficients.length / width;
  }
}
