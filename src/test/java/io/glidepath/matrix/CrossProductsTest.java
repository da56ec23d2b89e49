package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Products of sparse columns say what those of the same columns held as dense ones say. */
class CrossProductsTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int DENSE = 3;

  /** More than are held as a dense matrix. */
  private static final int COLUMNS = 330;

  private static final int ROWS = 60;
  private static final int[] ALL = IntStream.rangeClosed(0, COLUMNS).toArray();

  /** Numbers in the middle, then a category, then counts; column 7 is a copy of 6. */
  private static double[][] table(long seed) {
    Random random = new Random(seed);
    double[][] x = new double[ROWS][COLUMNS];
    for (double[] row : x) {
      for (int k = 0; k < DENSE; k++) {
        row[5 * k + 100] = random.nextGaussian();
      }
      row[random.nextInt(90)] = 1;
      row[120 + random.nextInt(COLUMNS - 120)] = 1 + random.nextInt(3);
      row[120 + random.nextInt(COLUMNS - 120)] = 2.5;
      row[7] = -2 * row[6];
    }
    x[0][6] = 1;
    x[0][7] = -2;
    return x;
  }

  private static Rows rows(double[][] x, boolean sparse, boolean intercept) {
    int[] held =
        IntStream.range(0, COLUMNS).filter(j -> j < 100 || j > 112 || j % 5 != 0).toArray();
    Rows rows = Rows.of(COLUMNS, x.length, sparse ? held : new int[0]);
    RowsWriter writer = rows.writer();
    for (int r = 0; r < x.length; r++) {
      double[] row = x[r];
      if (sparse) {
        int[] there = IntStream.of(held).filter(j -> row[j] != 0).toArray();
        double[] values = IntStream.of(there).mapToDouble(j -> row[j]).toArray();
        writer.sparse(r, there, values, there.length);
      }
      for (int j = 0; j < COLUMNS; j++) {
        if (!sparse || Arrays.binarySearch(held, j) < 0) {
          writer.set(r, j, row[j]);
        }
      }
    }
    writer.rows(x.length);
    double[] centre = IntStream.range(0, COLUMNS).mapToDouble(j -> 0.01 * (j % 7)).toArray();
    double[] scale = IntStream.range(0, COLUMNS).mapToDouble(j -> 0.1 + 0.02 * (j % 5)).toArray();
    return rows.standardized(
        intercept,
        IntStream.range(0, COLUMNS).toArray(),
        intercept ? centre : new double[COLUMNS],
        scale);
  }

  private static void add(CrossProducts sums, Rows rows) {
    double[] roots =
        IntStream.range(0, rows.rows()).mapToDouble(r -> 0.3 + 0.1 * (r % 4)).toArray();
    sums.add(rows, roots, null, BLAS);
  }

  /** How products are held. */
  private enum Kind {
    DENSE,
    PAIRS,
    FACTORED;

    boolean sparse() {
      return this != DENSE;
    }

    CrossProducts of(Rows rows) {
      return CrossProducts.of(rows, this == FACTORED);
    }
  }

  /** The matrices of two sets of rows, each added up from two blocks. */
  private static List<GramMatrix> matrices(Kind kind, boolean intercept) throws Exception {
    List<CrossProducts> sums = new ArrayList<>();
    for (int set = 0; set < 2; set++) {
      Rows first = rows(table(10 + set), kind.sparse(), intercept);
      CrossProducts one = kind.of(first);
      add(one, first);
      CrossProducts other = one.zeros();
      add(other, rows(table(20 + set), kind.sparse(), intercept));
      one.add(sent(other));
      sums.add(one);
    }
    return CrossProducts.matrices(sums, null);
  }

  private static CrossProducts sent(CrossProducts sums) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sums);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (CrossProducts) in.readObject();
    }
  }

  @ParameterizedTest
  @CsvSource({"PAIRS, true", "PAIRS, false", "FACTORED, true", "FACTORED, false"})
  void mixturesAreThoseOfDenseColumns(Kind kind, boolean intercept) throws Exception {
    int[] all = intercept ? ALL : IntStream.range(0, COLUMNS).toArray();
    int[] some = IntStream.of(all).filter(j -> j % 11 != 3).toArray();
    List<GramMatrix> sparse = matrices(kind, intercept);
    List<GramMatrix> dense = matrices(Kind.DENSE, intercept);
    double[] factors = {0.7, 0.2};
    for (int[] chosen : List.of(all, some)) {
      SymmetricMatrix a = sparse.get(0).mixture(factors, sparse, chosen);
      SymmetricMatrix b = dense.get(0).mixture(factors, dense, chosen);
      assertThat(a.sparse()).isTrue();
      assertThat(b.sparse()).isFalse();
      same(a, b);
      double[] v = vector(chosen.length, 5);
      double[] u = Arrays.stream(vector(chosen.length, 6)).map(e -> 0.001 * e).toArray();
      a.addRanks(v, 2, u, 3);
      b.addRanks(v, 2, u, 3);
      same(a, b);
    }
    same(
        sparse.get(0).mixture(factors, sparse, some).mixed(0.4, last(sparse, some), 0.6),
        dense.get(0).mixture(factors, dense, some).mixed(0.4, last(dense, some), 0.6));
  }

  private static SymmetricMatrix last(List<GramMatrix> matrices, int[] chosen) {
    return matrices.get(1).mixture(new double[] {1}, matrices.subList(1, 2), chosen);
  }

  private static double[] vector(int n, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, n).mapToDouble(j -> j % 3 == 0 ? 0 : random.nextGaussian()).toArray();
  }

  private static void same(SymmetricMatrix a, SymmetricMatrix b) {
    int n = b.size();
    assertThat(a.size()).isEqualTo(n);
    double[] x = vector(n, 9);
    close(a.product(x), b.product(x));
    double[] q = vector(n, 3);
    double[] other = q.clone();
    a.subtractProduct(x, q);
    b.subtractProduct(x, other);
    close(q, other);
    SymmetricMatrix.Moves steps = a.moves(q);
    SymmetricMatrix.Moves others = b.moves(other);
    for (int j = 0; j < n; j += 5) {
      steps.move(j, 0.1 * j);
      others.move(j, 0.1 * j);
      assertThat(steps.at(j / 2)).isCloseTo(others.at(j / 2), within(1e-9));
    }
    steps.end();
    others.end();
    close(q, other);
    int[] some = IntStream.range(0, n).filter(j -> j % 4 != 1).toArray();
    close(a.block(some), b.block(some));
    double[] w = vector(some.length, 7);
    close(a.part(some).product(w), b.part(some).product(w));
    double[][] met = new double[n][n];
    b.eachPair((j, k, product, lengths) -> met[j][k] = product);
    a.eachPair(
        (j, k, product, lengths) ->
            assertThat(product).isCloseTo(met[j][k], within(1e-9 * Math.max(1, lengths))));
    for (int j = 0; j < n; j++) {
      assertThat(a.diagonal(j)).isCloseTo(b.diagonal(j), within(1e-10));
    }
  }

  private static void close(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(1e-9 * Math.max(1, Math.abs(b[i]))));
    }
  }

  @ParameterizedTest
  @CsvSource({"PAIRS, true", "PAIRS, false", "FACTORED, true", "FACTORED, false"})
  void wholeMatricesToo(Kind kind, boolean intercept) throws Exception {
    GramMatrix sparse = matrices(kind, intercept).get(0);
    GramMatrix dense = matrices(Kind.DENSE, intercept).get(0);
    double[] d = vector(COLUMNS + (intercept ? 1 : 0), 4);
    assertThat(sparse.quadratic(d)).isCloseTo(dense.quadratic(d), within(1e-8));
    assertThat(sparse.square(9)).isCloseTo(dense.square(9), within(1e-11));
    GramMatrix twice = sparse.zeros();
    twice.add(2, sparse);
    assertThat(twice.quadratic(d)).isCloseTo(2 * dense.quadratic(d), within(1e-8));
    assertThat(sparse.bytes()).isLessThan(dense.bytes() / 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAIRS", "FACTORED"})
  void pairsThatMeetAreVisitedInOrderAndTheOthersAreNeitherCopiesNorAlike(Kind kind)
      throws Exception {
    List<String> order = new ArrayList<>();
    double[][] met = new double[COLUMNS + 1][COLUMNS + 1];
    matrices(kind, true)
        .get(0)
        .eachPair(
            (j, k, product, lengths) -> {
              order.add(String.format("%04d %04d", k, j));
              met[j][k] = product / lengths;
            });
    assertThat(order).isSorted().doesNotHaveDuplicates();
    assertThat(Math.abs(met[7][8])).isGreaterThan(0.8);
    GramMatrix dense = matrices(Kind.DENSE, true).get(0);
    double[][] first = table(10);
    double[][] second = table(20);
    boolean[] varies = new boolean[COLUMNS + 1];
    for (int j = 0; j < COLUMNS; j++) {
      int column = j;
      varies[j + 1] =
          Stream.of(first, second).flatMap(Arrays::stream).anyMatch(row -> row[column] != 0);
    }
    dense.eachPair(
        (j, k, product, lengths) -> {
          double r = product / lengths;
          if (varies[j] && varies[k] && Math.abs(r) >= 0.8) {
            assertThat(met[j][k]).isCloseTo(r, within(1e-10));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"PAIRS", "FACTORED"})
  void laterSumsOfTheSameRowsShareWhatTheyHaveInCommon(Kind kind) throws Exception {
    Rows x = rows(table(1), true, true);
    CrossProducts sums = kind.of(x);
    add(sums, x);
    CrossProducts beside = sums.beside();
    add(beside, x);
    GramMatrix first = CrossProducts.matrices(List.of(sums), null).get(0);
    GramMatrix again = CrossProducts.matrices(List.of(beside), first).get(0);
    again.add(-1, first);
    assertThat(again.quadratic(vector(COLUMNS + 1, 2))).isCloseTo(0, within(1e-10));
  }

  @Test
  void factorsKnowOtherRowsWhenTheyAreFewer() throws Exception {
    Rows x = rows(table(1), true, true);
    CrossProducts sums = Kind.FACTORED.of(x);
    add(sums, x);
    GramMatrix first = CrossProducts.matrices(List.of(sums), null).get(0);
    assertThatThrownBy(() -> CrossProducts.matrices(List.of(sums.zeros()), first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0 rows where");
  }

  /** Sums of two models over two blocks, of which the second comes by another way. */
  @Test
  void factorsOfSeveralModelsHoldTheRowsOnce() throws Exception {
    Rows x = rows(table(1), true, true);
    Rows y = rows(table(2), true, true);
    CrossProducts[] here = {Kind.FACTORED.of(x), null};
    here[1] = here[0].beside();
    CrossProducts[] there = {here[0].zeros(), null};
    there[1] = there[0].beside();
    for (int k = 0; k < 2; k++) {
      add(here[k], x);
      add(there[k], y);
    }
    for (int k = 0; k < 2; k++) {
      here[k].add(there[k]);
    }
    CrossProducts alone = Kind.PAIRS.of(x);
    add(alone, x);
    add(alone, y);
    double[] d = vector(COLUMNS + 1, 2);
    double expected = CrossProducts.matrices(List.of(alone), null).get(0).quadratic(d);
    GramMatrix first = CrossProducts.matrices(List.of(here[0]), null).get(0);
    GramMatrix second = CrossProducts.matrices(List.of(here[1]), first).get(0);
    assertThat(first.quadratic(d)).isCloseTo(expected, within(1e-8));
    assertThat(second.quadratic(d)).isCloseTo(expected, within(1e-8));
  }
}
