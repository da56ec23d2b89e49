package io.glidepath.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of columns most of which are sparse: those of dense columns with all others as arrays,
 * those of two sparse ones where they meet in a row. Sparse columns are measured in their scale but
 * not centred, which would leave no product 0; {@link SparseGram} does that by algebra.
 *
 * <p>Memory: 8 d (d + s) bytes for d dense and s sparse columns and some 24 a pair. Cost: k^2 / 2
 * additions to a hash table for a row of k sparse entries.
 */
final class SparseCrossProducts extends CrossProducts {
  private static final long serialVersionUID = 1;

  final int[] dense;
  final int[] sparse;

  /** Of sparse columns, in their scale; null if none is moved. */
  final double[] centre;

  /** d x d, the upper triangle. */
  final double[] square;

  /** Of dense column k with sparse column j at k s + j. */
  final double[] mixed;

  /** Of sparse columns with themselves. */
  final double[] own;

  final PairSums pairs = new PairSums();

  SparseCrossProducts(Rows like) {
    this(like.places.dense, like.places.sparse, centre(like.sparse));
  }

  private SparseCrossProducts(int[] dense, int[] sparse, double[] centre) {
    this.dense = dense;
    this.sparse = sparse;
    this.centre = centre;
    this.square = new double[dense.length * dense.length];
    this.mixed = new double[dense.length * sparse.length];
    this.own = new double[sparse.length];
  }

  /** Of sparse columns in their scale; null if all are 0. */
  static double[] centre(SparseColumns x) {
    double[] centre =
        IntStream.range(0, x.columns).mapToDouble(j -> x.centre(j) / x.scale(j)).toArray();
    return Arrays.stream(centre).allMatch(c -> c == 0) ? null : centre;
  }

  @Override
  public CrossProducts zeros() {
    return new SparseCrossProducts(dense, sparse, centre);
  }

  @Override
  public Rows add(Rows rows, double[] roots, Rows room, Blas blas) {
    Rows weighted = rows.weighted(roots, room);
    int d = dense.length;
    int n = rows.rows();
    DenseColumns columns = weighted.dense;
    blas.addCrossProduct(d, n, columns.values, columns.stride, square, d);
    int[] inOrder = IntStream.range(0, sparse.length).toArray();
    SparseProducts.addTransposed(
        weighted.sparse.uncentred(),
        n,
        columns.values,
        columns.stride,
        d,
        new SparseProducts.Placed(mixed, 0, sparse.length, inOrder));
    addPairs(weighted.sparse, n);
    return weighted;
  }

  private void addPairs(SparseColumns x, int n) {
    double[] entries = x.inScale(n);
    for (int r = 0; r < n; r++) {
      double w = x.root(r) * x.root(r);
      for (int e = x.starts[r]; e < x.starts[r + 1]; e++) {
        double entry = w * entries[e];
        own[x.indices[e]] += entry * entries[e];
        for (int f = e + 1; f < x.starts[r + 1]; f++) {
          pairs.add(x.indices[e], x.indices[f], entry * entries[f]);
        }
      }
    }
  }

  @Override
  public void add(CrossProducts other) {
    SparseCrossProducts more = (SparseCrossProducts) other;
    add(square, more.square);
    add(mixed, more.mixed);
    add(own, more.own);
    pairs.add(more.pairs);
  }

  private static void add(double[] to, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  @Override
  List<GramMatrix> all(List<CrossProducts> sums, GramMatrix like) {
    List<SparseCrossProducts> kinds = new ArrayList<>();
    sums.forEach(s -> kinds.add((SparseCrossProducts) s));
    ProductPattern pattern =
        like == null ? ProductPattern.of(kinds) : ((SparseGram) like).pattern();
    return kinds.stream().map(s -> (GramMatrix) new SparseGram(pattern, pattern.fill(s))).toList();
  }
}
