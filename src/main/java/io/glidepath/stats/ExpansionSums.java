package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * The loss around several models over standardized rows: the gradient at each of them, and the
 * curvature at some, the anchors. Mutable, not thread-safe.
 */
public final class ExpansionSums implements Sums<ExpansionSums> {
  private static final long serialVersionUID = 1;

  private final GradientSums gradients;
  private final CurvatureSums curvatures;

  /**
   * @param width number of standardized columns
   * @param factored as {@link CrossProducts#of} takes it
   */
  public ExpansionSums(int width, int models, int anchors, boolean factored) {
    this.gradients = new GradientSums(width, models);
    this.curvatures = new CurvatureSums(anchors, factored);
  }

  /** Adds the rows of a standardized block. */
  public void accept(
      Block block, LinearModels models, LinearModels anchors, Family family, Blas blas) {
    gradients.accept(block, models, family, blas);
    curvatures.accept(block, anchors, family, blas);
  }

  @Override
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

  /**
   * Points to expand the loss around.
   *
   * @param models whose gradients are wanted
   * @param anchors whose curvatures are
   * @param factored whether products of sparse rows are held as the rows, {@link CrossProducts#of}
   * @param curvatureBytes about what the curvature at one of them takes
   */
  public record Around(
      LinearModels models, LinearModels anchors, boolean factored, long curvatureBytes)
      implements Serializable {}

  /** Of models and anchors. */
  public record Of(Family family) implements Statistic<Around, ExpansionSums> {

    @Override
    public Class<Around> question() {
      return Around.class;
    }

    @Override
    public Class<ExpansionSums> sums() {
      return ExpansionSums.class;
    }

    @Override
    public ExpansionSums empty(Around asked) {
      return new ExpansionSums(
          asked.models().width(), asked.models().size(), asked.anchors().size(), asked.factored());
    }

    @Override
    public void accept(ExpansionSums sums, Around asked, Block block, Blas blas) {
      sums.accept(block, asked.models(), asked.anchors(), family, blas);
    }

    @Override
    public int models(Around asked) {
      return asked.models().size();
    }

    @Override
    public long bytes(Around asked) {
      return 8L * asked.models().width() * models(asked)
          + asked.curvatureBytes() * asked.anchors().size();
    }
  }
}
