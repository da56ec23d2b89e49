package io.glidepath.stats;

import java.io.Serializable;

/**
 * Several linear models to be applied to the same rows.
 *
 * @param intercepts one a model
 * @param coefficients p x m, model after model, on the scale of the data
 */
public record ModelBatch(double[] intercepts, double[] coefficients) implements Serializable {

  /** Number of models, m. */
  public int size() {
    return intercepts.length;
  }
}
