package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.GramMatrix;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.Correlations;
import io.glidepath.path.DataPasses;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.SparseColumnProducts;
import io.glidepath.stats.Ask;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.ProductSums;
import io.glidepath.stats.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Of a design with sparse columns: moments of each column by itself, and by a pass of their own the
 * products of those pairs that meet in a row. With g_j = (x_j - mean_j) / sd_j over all rows, these
 * are sums of w g_j g_k and w g_j (z - mean of z) for each cell; of a set of cells with weight W,
 * where the mean of g_j is m_j,
 *
 * <pre>  cov(g_j, g_k) = sum w g_j g_k / W - m_j m_k  </pre>
 *
 * <p>which cancels nothing, since every m_j is small. Memory: for each cell 8 bytes a product.
 */
final class SparseMoments implements SecondMoments {
  private final FoldMoments moments;
  private final boolean intercept;
  private final int[] varying;
  private final List<GramMatrix> products;
  private final List<double[]> withTarget;

  private SparseMoments(
      FoldMoments moments,
      boolean intercept,
      int[] varying,
      List<GramMatrix> products,
      List<double[]> withTarget) {
    this.moments = moments;
    this.intercept = intercept;
    this.varying = varying;
    this.products = products;
    this.withTarget = withTarget;
  }

  /**
   * Asks the data.
   *
   * @param moments of columns by themselves
   */
  static SecondMoments ask(DataPasses data, FoldMoments moments, boolean intercept) {
    Moments all = moments.all();
    int[] varying = SparseColumnProducts.varying(all);
    ProductSums.Asked asked =
        new ProductSums.Asked(
            Standardization.of(all, intercept, varying),
            all.mean(all.columns()),
            data.factored(all.rows()));
    List<Ask<ProductSums.Asked>> asks = moments.cells().askEach(c -> asked);
    List<ProductSums> sums =
        data.answer(new Pass<>(SparseColumnProducts.PURPOSE, new ProductSums.Of(), asks));
    return new SparseMoments(
        moments,
        intercept,
        varying,
        CrossProducts.matrices(sums.stream().map(ProductSums::products).toList(), null),
        sums.stream().map(ProductSums::withTarget).toList());
  }

  @Override
  public Cells cells() {
    return moments.cells();
  }

  @Override
  public RowMoments all() {
    return sum(moments.all(), cells().training(HeldOut.NOTHING).toArray());
  }

  @Override
  public RowMoments training(HeldOut held) {
    return sum(moments.training(held), cells().training(held).toArray());
  }

  @Override
  public RowMoments of(int cell) {
    return sum(moments.byCell().get(cell), cell);
  }

  private RowMoments sum(Moments columns, int... cells) {
    GramMatrix sum = products.get(0).zeros();
    double[] target = new double[withTarget.get(0).length];
    for (int c : cells) {
      sum.add(1, products.get(c));
      for (int j = 0; j < target.length; j++) {
        target[j] += withTarget.get(c)[j];
      }
    }
    return new Summed(columns, sum, target);
  }

  @Override
  public Correlations correlations() {
    Summed all = (Summed) all();
    return new SparseColumnProducts(all.products(), moments.all(), intercept, varying)
        .correlations();
  }

  /** Not told: levels of a category depend on each other, and are what wide designs are made of. */
  @Override
  public boolean unique(boolean centred, Blas blas) {
    return false;
  }

  /** Of some cells. */
  private final class Summed implements RowMoments {
    private final Moments columns;
    private final GramMatrix products;
    private final double[] target;

    Summed(Moments columns, GramMatrix products, double[] target) {
      this.columns = columns;
      this.products = products;
      this.target = target;
    }

    GramMatrix products() {
      return products;
    }

    @Override
    public Moments columns() {
      return columns;
    }

    private int first() {
      return intercept ? 1 : 0;
    }

    private double deviation(int j) {
      return moments.all().deviation(j);
    }

    /** m_j. */
    private double mean(int j) {
      double mean = intercept ? columns.meanDifference(j, moments.all()) : columns.mean(j);
      return mean / deviation(j);
    }

    @Override
    public SymmetricMatrix products(int[] chosen, double[] units, boolean centred) {
      int[] at = IntStream.of(chosen).map(j -> first() + Arrays.binarySearch(varying, j)).toArray();
      double[] scale = new double[chosen.length];
      double[] means = new double[chosen.length];
      for (int a = 0; a < chosen.length; a++) {
        scale[a] = deviation(chosen[a]) / units[a];
        means[a] = scale[a] * mean(chosen[a]);
      }
      SymmetricMatrix matrix =
          products.mixture(new double[] {1 / columns.weight()}, List.of(products), at);
      matrix.scale(scale);
      if (centred) {
        matrix.addRank(-1, means);
      }
      return matrix;
    }

    @Override
    public double withTarget(int j, double unit, double targetUnit) {
      int z = columns.columns();
      double sum = target[first() + Arrays.binarySearch(varying, j)];
      double product = sum / columns.weight() - mean(j) * columns.meanDifference(z, moments.all());
      return product * (deviation(j) / unit) / targetUnit;
    }
  }
}
