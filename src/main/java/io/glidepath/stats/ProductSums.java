package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.Rows;
import java.io.Serializable;

/**
 * Weighted products of standardized columns with each other and with the target z, sum w x~_j x~_k
 * and sum w x~_j z, of rows with sparse columns: only pairs that meet in a row. Mutable, not
 * thread-safe.
 */
public final class ProductSums implements Sums<ProductSums> {
  private static final long serialVersionUID = 1;

  /** Null until there are rows. */
  private CrossProducts products;

  private final double[] withTarget;

  private final boolean factored;
  private transient Rows room;

  private ProductSums(int width, boolean factored) {
    this.withTarget = new double[width];
    this.factored = factored;
  }

  /**
   * Adds the rows of a standardized block.
   *
   * @param centre what the target is measured from
   */
  private void accept(Block block, double centre, Blas blas) {
    int n = block.rows();
    double[] roots = new double[n];
    double[] target = new double[n];
    for (int r = 0; r < n; r++) {
      roots[r] = Math.sqrt(block.weights()[r]);
      target[r] = block.weights()[r] * (block.labels()[r] - block.offsets()[r] - centre);
    }
    block.x().addTransposed(target, 1, withTarget, 0, blas);
    if (products == null) {
      products = CrossProducts.of(block.x(), factored);
    }
    room = products.add(block.x(), roots, room, blas);
  }

  @Override
  public void combine(ProductSums other) {
    for (int j = 0; j < withTarget.length; j++) {
      withTarget[j] += other.withTarget[j];
    }
    if (other.products != null) {
      products = products == null ? other.products.zeros() : products;
      products.add(other.products);
    }
  }

  /** sum w x~_j x~_k; null if there were no rows. */
  public CrossProducts products() {
    return products;
  }

  /** sum w x~_j (z - centre). */
  public double[] withTarget() {
    return withTarget.clone();
  }

  /**
   * In what units.
   *
   * @param units that the rows are not in yet
   * @param targetCentre what the target, label minus offset, is measured from
   * @param factored whether products of sparse rows are held as the rows, {@link CrossProducts#of}
   */
  public record Asked(Standardization units, double targetCentre, boolean factored)
      implements Serializable {}

  /** Of columns in some units. */
  public record Of() implements Statistic<Asked, ProductSums> {

    /** A guess: what pairs of a column there are. */
    private static final long BYTES_A_COLUMN = 1 << 10;

    @Override
    public Class<Asked> question() {
      return Asked.class;
    }

    @Override
    public Class<ProductSums> sums() {
      return ProductSums.class;
    }

    @Override
    public ProductSums empty(Asked asked) {
      return new ProductSums(asked.units().width(), asked.factored());
    }

    @Override
    public void accept(ProductSums sums, Asked asked, Block block, Blas blas) {
      sums.accept(asked.units().apply(block), asked.targetCentre(), blas);
    }

    @Override
    public int models(Asked asked) {
      return 0;
    }

    @Override
    public long bytes(Asked asked) {
      return BYTES_A_COLUMN * asked.units().width();
    }
  }
}
