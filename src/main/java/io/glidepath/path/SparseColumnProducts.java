package io.glidepath.path;

import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.GramMatrix;
import io.glidepath.solve.Bounds;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.ProductSums;
import io.glidepath.stats.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of the columns of a wide and sparse design, by a pass of their own: those of sparse
 * columns that meet in no row are known without being held. Two such columns are neither copies nor
 * strongly correlated.
 */
public final class SparseColumnProducts implements ColumnProducts {
  /** What its pass is for. */
  public static final String PURPOSE = "products";

  private final GramMatrix products;
  private final Moments all;
  private final boolean intercept;
  private final int[] varying;

  /**
   * @param products of all columns that vary, in units of their deviations, after ones if there is
   *     an intercept
   * @param all moments of the rows
   * @param varying those columns
   */
  public SparseColumnProducts(GramMatrix products, Moments all, boolean intercept, int[] varying) {
    this.products = products;
    this.all = all;
    this.intercept = intercept;
    this.varying = varying;
  }

  /**
   * Asks the data.
   *
   * @param all moments of all rows
   * @param rows the cells that these are in
   */
  public static ColumnProducts ask(DataPasses data, Moments all, boolean intercept, CellSet rows) {
    int[] varying = varying(all);
    Standardization units = Standardization.of(all, intercept, varying);
    ProductSums.Asked asked = new ProductSums.Asked(units, 0, data.factored(all.rows()));
    List<ProductSums> sums =
        data.answer(new Pass<>(PURPOSE, new ProductSums.Of(), List.of(new Ask<>(rows, asked))));
    GramMatrix products = CrossProducts.matrices(List.of(sums.get(0).products()), null).get(0);
    return new SparseColumnProducts(products, all, intercept, varying);
  }

  /** The columns that vary, ascending. */
  public static int[] varying(Moments rows) {
    return IntStream.range(0, rows.columns()).filter(j -> rows.deviation(j) > 0).toArray();
  }

  private int first() {
    return intercept ? 1 : 0;
  }

  @Override
  public ProportionalColumns copies(int[] columns, double[] weight, Bounds bounds) {
    int[] place = new int[first() + varying.length];
    Arrays.fill(place, -1);
    for (int a = 0; a < columns.length; a++) {
      place[first() + Arrays.binarySearch(varying, columns[a])] = a;
    }
    return ProportionalColumns.of(
        columns.length,
        pairs ->
            products.eachPair(
                (j, k, product, lengths) -> {
                  if (place[j] >= 0 && place[k] >= 0) {
                    pairs.visit(place[j], place[k], product, lengths);
                  }
                }),
        weight,
        bounds);
  }

  @Override
  public Correlations correlations() {
    double[] mean =
        Arrays.stream(varying)
            .mapToDouble(j -> intercept ? 0 : all.mean(j) / all.deviation(j))
            .toArray();
    return Correlations.of(
        all.columns(),
        pairs ->
            products.eachPair(
                (j, k, product, lengths) -> {
                  if (j >= first()) {
                    int a = j - first();
                    int b = k - first();
                    double r = product / all.weight() - mean[a] * mean[b];
                    pairs.visit(varying[a], varying[b], r, 1);
                  }
                }));
  }

  @Override
  public double variance(int[] columns, double[] coefficients) {
    double[] d = new double[first() + varying.length];
    double mean = 0;
    for (int a = 0; a < columns.length; a++) {
      int j = columns[a];
      d[first() + Arrays.binarySearch(varying, j)] = coefficients[a];
      mean += intercept ? 0 : coefficients[a] * all.mean(j) / all.deviation(j);
    }
    return products.quadratic(d) / all.weight() - mean * mean;
  }
}
