package io.glidepath.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products of columns held as their factors: the rows, X, and the weights, W. For wide rows that
 * are few, as texts are: the pairs of words that meet are many times as many as the words.
 *
 * <p>Memory: {@link FactorRows} once for all those {@link #beside} each other, and 8 bytes a row.
 */
final class FactoredProducts extends CrossProducts {
  private static final long serialVersionUID = 1;

  private final ColumnPlaces places;

  /** Of sparse columns, in their scale; null if none is moved. */
  private final double[] centre;

  private final FactorRows rows;
  private double[] weights = {};
  private int count;

  FactoredProducts(Rows like) {
    this(
        like.places,
        SparseCrossProducts.centre(like.sparse),
        new FactorRows(like.places.dense.length));
  }

  private FactoredProducts(ColumnPlaces places, double[] centre, FactorRows rows) {
    this.places = places;
    this.centre = centre;
    this.rows = rows;
  }

  @Override
  public CrossProducts zeros() {
    return new FactoredProducts(places, centre, new FactorRows(rows.denseColumns()));
  }

  @Override
  public CrossProducts beside() {
    return new FactoredProducts(places, centre, rows);
  }

  @Override
  public Rows add(Rows more, double[] roots, Rows room, Blas blas) {
    if (rows.count() == count) {
      rows.add(more);
    }
    int n = more.rows();
    reserve(n);
    for (int r = 0; r < n; r++) {
      weights[count + r] = roots[r] * roots[r];
    }
    count += n;
    return room;
  }

  @Override
  public void add(CrossProducts other) {
    FactoredProducts more = (FactoredProducts) other;
    if (rows.count() == count) {
      rows.add(more.rows);
    }
    reserve(more.count);
    System.arraycopy(more.weights, 0, weights, count, more.count);
    count += more.count;
  }

  private void reserve(int n) {
    if (weights.length < count + n) {
      weights = Arrays.copyOf(weights, 2 * (count + n));
    }
  }

  @Override
  List<GramMatrix> all(List<CrossProducts> sums, GramMatrix like) {
    List<FactoredProducts> kinds = sums.stream().map(s -> (FactoredProducts) s).toList();
    int total = kinds.stream().mapToInt(s -> s.count).sum();
    FactorColumns columns =
        like == null
            ? FactorColumns.of(places, centre, kinds.stream().map(s -> s.rows).toList())
            : ((FactoredGram) like).columns();
    if (columns.rows() != total) {
      throw new IllegalStateException(total + " rows where " + columns.rows() + " were before");
    }
    List<GramMatrix> matrices = new ArrayList<>();
    int first = 0;
    for (FactoredProducts sum : kinds) {
      double[] all = new double[total];
      System.arraycopy(sum.weights, 0, all, first, sum.count);
      first += sum.count;
      matrices.add(new FactoredGram(columns, all));
    }
    return matrices;
  }
}
