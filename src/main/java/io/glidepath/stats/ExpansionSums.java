package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * The loss around several models over standardized rows: the gradient at each of them, and the
 * curvature at some, the anchors. Mutable, not thread-safe.
 */
public final class ExpansionSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final GradientSums gradients;
  private final CurvatureSums curvatures;

  /**
   * @param width number of standardized columns
   */
  public ExpansionSums(int width, int models, int anchors) {
    this.gradients = new GradientSums(width, models);
    this.curvatures = new CurvatureSums(width, anchors);
  }

  /** Adds the rows of a standardized block. */
  public void accept(
      Block block, LinearModels models, LinearModels anchors, Family family, Blas blas) {
    gradients.accept(block, models, family, blas);
    curvatures.accept(block, anchors, family, blas);
  }

  /** Adds the rows of another. */
  public void combine(ExpansionSums other) {
    gradients.combine(other.gradients);
    curvatures.combine(other.curvatures);
  }

  public GradientSums gradients() {
    return gradients;
  }

  public CurvatureSums curvatures() {
    return curvatures;
  }
}
