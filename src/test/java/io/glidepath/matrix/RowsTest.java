package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb against plain loops over a matrix, whatever columns are stored how. */
class RowsTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);

  /**
   * A matrix, how it is stored, and units: its standardized columns are (x - centre) / scale.
   *
   * @param sparse positions of the sparse columns
   */
  private record Sample(
      String name, double[][] x, int columns, int[] sparse, double[] centre, double[] scale) {
    @Override
    public String toString() {
      return name;
    }

    Rows rows() {
      return written(x, columns, sparse);
    }

    int[] all() {
      return IntStream.range(0, columns).toArray();
    }

    Rows standardized() {
      return rows().standardized(true, all(), centre, scale);
    }

    /** With a column of ones before them. */
    double[][] plain() {
      double[][] plain = new double[x.length][columns + 1];
      for (int r = 0; r < x.length; r++) {
        plain[r][0] = 1;
        for (int j = 0; j < columns; j++) {
          plain[r][j + 1] = (x[r][j] - centre[j]) / scale[j];
        }
      }
      return plain;
    }
  }

  private static Rows written(double[][] x, int columns, int[] sparse) {
    Rows rows = Rows.of(columns, x.length + 3, sparse);
    RowsWriter writer = rows.writer();
    for (int r = 0; r < x.length; r++) {
      double[] row = x[r];
      for (int j = 0; j < columns; j++) {
        if (Arrays.binarySearch(sparse, j) < 0) {
          writer.set(r, j, row[j]);
        }
      }
      // zeros are written as zeros here and left out there
      boolean zeros = r % 2 == 0;
      int[] held = IntStream.of(sparse).filter(j -> zeros || row[j] != 0).toArray();
      if (sparse.length > 0) {
        writer.sparse(r, held, IntStream.of(held).mapToDouble(j -> row[j]).toArray(), held.length);
      }
    }
    writer.rows(x.length);
    return rows;
  }

  static Stream<Sample> samples() {
    Random random = new Random(31);
    return IntStream.range(0, 60)
        .mapToObj(
            i -> {
              int n = new int[] {0, 1, 2, 17, 130}[i % 5];
              int p = new int[] {0, 1, 3, 9, 40}[(i / 5) % 5];
              int storage = i % 3; // dense, sparse, mixed
              boolean ones = random.nextBoolean();
              double share = random.nextDouble() / 2;
              int[] sparse =
                  IntStream.range(0, p)
                      .filter(j -> storage == 1 || (storage == 2 && random.nextBoolean()))
                      .toArray();
              double[][] x = new double[n][p];
              for (double[] row : x) {
                for (int j = 0; j < p; j++) {
                  double value = ones ? 1 : random.nextGaussian();
                  // column 2 is empty, column 4 constant
                  row[j] = j == 2 ? 0 : j == 4 ? 1 : random.nextDouble() < share ? value : 0;
                }
              }
              if (n > 2) {
                Arrays.fill(x[1], 0);
              }
              double[] centre = random.doubles(p, -1, 1).toArray();
              double[] scale = random.doubles(p, 0.3, 2).toArray();
              return new Sample(
                  String.format("%d: %d x %d, %s", i, n, p, Arrays.toString(sparse)),
                  x,
                  p,
                  sparse,
                  centre,
                  scale);
            });
  }

  private static double[] random(int n) {
    return new Random(32).doubles(n, -1, 1).toArray();
  }

  private static void close(double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("[%d]", i)
          .isCloseTo(
              expected[i], within(1e-12 * (1 + Math.abs(expected[i]) + actual.length / 9.0)));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void valuesAreThoseWritten(Sample sample) {
    Rows rows = sample.rows();
    assertThat(rows.rows()).isEqualTo(sample.x().length);
    assertThat(rows.columns()).isEqualTo(sample.columns());
    assertThat(rows.sparseColumns()).isEqualTo(sample.sparse());
    assertThat(rows.finite()).isTrue();
    double[] column = new double[rows.rows()];
    for (int j = 0; j < sample.columns(); j++) {
      rows.column(j, column);
      for (int r = 0; r < rows.rows(); r++) {
        assertThat(rows.value(r, j)).isEqualTo(sample.x()[r][j]);
        assertThat(column[r]).isEqualTo(sample.x()[r][j]);
      }
    }
    int held = 0;
    for (double[] row : sample.x()) {
      held += (int) IntStream.of(sample.sparse()).filter(j -> row[j] != 0).count();
    }
    assertThat(rows.entries()).as("zeros are not held").isEqualTo(held);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void products(Sample sample) {
    double[][] x = sample.plain();
    Rows rows = sample.standardized();
    int n = x.length;
    int p = sample.columns() + 1;
    for (int m : new int[] {0, 1, 7, 45}) {
      double[] b = random(3 + p * m);
      double[] expected = new double[n * m];
      double[] r = random(n * m);
      double[] gradient = random(2 + p * m);
      double[] sums = gradient.clone();
      for (int k = 0; k < m; k++) {
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < p; j++) {
            expected[k * n + i] += x[i][j] * b[3 + k * p + j];
            sums[2 + k * p + j] += x[i][j] * r[k * n + i];
          }
        }
      }
      double[] y = new double[n * m];
      Arrays.fill(y, 9); // is overwritten
      rows.multiply(b, 3, m, y, BLAS);
      close(y, expected);
      rows.addTransposed(r, m, gradient, 2, BLAS);
      close(gradient, sums);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void weightedSumsAndSquares(Sample sample) {
    double[][] x = sample.plain();
    int n = x.length;
    int p = sample.columns() + 1;
    double[] w = IntStream.range(0, n).mapToDouble(i -> 0.5 + i % 4).toArray();
    double[] sums = new double[p];
    double[] squares = new double[p];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        sums[j] += w[i] * x[i][j];
        squares[j] += w[i] * x[i][j] * x[i][j];
      }
    }
    Rows rows = sample.standardized();
    double[] found = random(p); // is overwritten
    rows.multiplyTransposed(w, found, BLAS);
    close(found, sums);
    double[] foundSquares = new double[p];
    rows.addSquares(w, foundSquares);
    close(foundSquares, squares);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void crossProductsOfWeightedRows(Sample sample) {
    double[][] x = sample.plain();
    int n = x.length;
    int p = sample.columns() + 1;
    double[] roots = IntStream.range(0, n).mapToDouble(i -> Math.sqrt(i % 4)).toArray();
    double[] found = random((p + 1) * p);
    double[] expected = found.clone();
    for (int k = 0; k < p; k++) {
      for (int j = 0; j <= k; j++) {
        for (int i = 0; i < n; i++) {
          expected[k * (p + 1) + j] += i % 4 * x[i][j] * x[i][k];
        }
      }
    }
    Rows rows = sample.standardized();
    Rows spare = rows.weighted(new double[n], null);
    Rows weighted = rows.weighted(roots, spare);
    weighted.addCrossProducts(found, p + 1, BLAS);
    close(found, expected);
    // and as rows of their own
    double[] b = random(p);
    double[] y = new double[n];
    weighted.multiply(b, 0, 1, y, BLAS);
    double[] plain = new double[n];
    rows.multiply(b, 0, 1, plain, BLAS);
    close(y, IntStream.range(0, n).mapToDouble(i -> roots[i] * plain[i]).toArray());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void chosenColumns(Sample sample) {
    int[] chosen = IntStream.range(0, sample.columns() + 1).filter(j -> j % 3 != 1).toArray();
    Rows rows = sample.standardized();
    Rows some = rows.columns(chosen);
    assertThat(some.columns()).isEqualTo(chosen.length);
    assertThat(some.rows()).isEqualTo(rows.rows());
    double[] expected = new double[rows.rows()];
    double[] found = new double[rows.rows()];
    for (int k = 0; k < chosen.length; k++) {
      rows.column(chosen[k], expected);
      some.column(k, found);
      assertThat(found).containsExactly(expected);
    }
    double[] b = random(chosen.length);
    double[] wide = new double[sample.columns() + 1];
    IntStream.range(0, chosen.length).forEach(k -> wide[chosen[k]] = b[k]);
    rows.multiply(wide, 0, 1, expected, BLAS);
    some.multiply(b, 0, 1, found, BLAS);
    close(found, expected);
  }

  /** Units twice are units once, for dense and sparse columns alike. */
  @ParameterizedTest
  @MethodSource("samples")
  void standardizedTwice(Sample sample) {
    Rows once = sample.standardized();
    int[] all = IntStream.rangeClosed(1, sample.columns()).toArray();
    double[] centre = random(sample.columns());
    double[] scale = IntStream.of(all).mapToDouble(j -> j).toArray();
    Rows twice = once.standardized(false, all, centre, scale);
    double[][] x = sample.plain();
    double[] column = new double[x.length];
    for (int k = 0; k < all.length; k++) {
      twice.column(k, column);
      for (int r = 0; r < x.length; r++) {
        assertThat(column[r]).isCloseTo((x[r][k + 1] - centre[k]) / scale[k], within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rowsMoveAndAreCopiedAndWrittenAgain(Sample sample) {
    Rows rows = sample.rows();
    int kept = 0;
    for (int r = 0; r < rows.rows(); r++) {
      if (r % 3 != 0) {
        rows.writer().move(r, kept++);
      }
    }
    rows.writer().rows(kept);
    Rows larger = Rows.of(sample.columns(), rows.rows() + 50, sample.sparse());
    larger.writer().copy(rows, kept);
    larger.writer().rows(kept);
    for (int k = 0; k < kept; k++) {
      double[] expected = sample.x()[k / 2 * 3 + 1 + k % 2];
      for (int j = 0; j < sample.columns(); j++) {
        assertThat(rows.value(k, j)).isEqualTo(expected[j]);
        assertThat(larger.value(k, j)).isEqualTo(expected[j]);
      }
    }
    if (sample.sparse().length > 0) {
      int[] first = {sample.sparse()[0]};
      larger.writer().sparse(kept, first, new double[] {7}, 1);
      larger.writer().sparse(0, first, new double[] {5}, 1);
      assertThat(larger.value(0, first[0])).isEqualTo(5);
    }
  }

  @Test
  void onesTakeNoValuesAndOthersDo() {
    double[][] x = new double[200][50];
    for (double[] row : x) {
      row[7] = 1;
    }
    int[] all = IntStream.range(0, 50).toArray();
    assertThat(written(x, 50, all).sparse.values).isNull();
    x[150][3] = 2;
    Rows rows = written(x, 50, all);
    assertThat(rows.sparse.values).isNotNull();
    assertThat(rows.value(150, 3)).isEqualTo(2);
    assertThat(rows.value(150, 7)).isEqualTo(1);
    assertThat(rows.value(149, 7)).isEqualTo(1);
    x[150][3] = Double.NaN;
    assertThat(written(x, 50, all).finite()).isFalse();
  }

  @Test
  void sparseRowsThatMakeNoSenseAreRefused() {
    RowsWriter writer = Rows.of(4, 2, 1, 3).writer();
    double[] two = {1, 1};
    assertThatThrownBy(() -> writer.sparse(1, new int[] {3, 3}, two, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 has column 3 twice");
    assertThatThrownBy(() -> writer.sparse(1, new int[] {3, 1}, two, 2))
        .hasMessage("row 1 has column 1 after a later one");
    assertThatThrownBy(() -> writer.sparse(0, new int[] {1, 2}, two, 2))
        .hasMessage("row 0: column 2 is not sparse");
  }

  /** Squares of such values leave the range of numbers, those of the units do not. */
  @Test
  void valuesOfAnySizeHaveUnits() {
    for (double size : new double[] {1e300, 1e-300}) {
      double[][] x = {{size}, {0}, {3 * size}, {0}};
      Rows rows =
          written(x, 1, new int[] {0})
              .standardized(false, new int[] {0}, new double[] {size}, new double[] {size});
      double[] c = new double[1];
      rows.addCrossProducts(c, 1, BLAS);
      assertThat(c[0]).isCloseTo(6, within(1e-14));
    }
  }

  @Test
  void rangesCountWhatIsNotHeld() {
    double[][] x = {{5, -1, 2, 0}, {6, 0, 3, 0}};
    double[] low = new double[4];
    double[] high = new double[4];
    written(x, 4, new int[] {1, 2, 3}).sparseRanges(low, high);
    assertThat(low).containsExactly(0, -1, 2, 0);
    assertThat(high).containsExactly(0, 0, 3, 0);
  }

  @Test
  void bothWaysOfTheLoopsGiveTheSameBits() {
    for (boolean ones : new boolean[] {true, false}) {
      SparseColumns x = new SparseColumns(6, 3);
      double value = ones ? 1 : 0.1;
      x.write(0, new int[] {0, 2, 3, 5}, new double[] {value, value, 1, value}, 4);
      x.write(1, new int[0], new double[0], 0);
      x.write(2, new int[] {4}, new double[] {value}, 1);
      for (int m : new int[] {1, 4, 7, 8, 12, 32, 61}) {
        double[] vectors = random(6 * m);
        double[][] sums = {random(3 * m + 2), random(3 * m + 2)};
        double[][] scattered = {vectors.clone(), vectors.clone()};
        SparseLoops[] ways = {new ScalarSparseLoops(), new VectorSparseLoops()};
        for (int way = 0; way < 2; way++) {
          for (int r = 0; r < 3; r++) {
            ways[way].gather(x, r, vectors, m, sums[way], 2 + r * m);
            ways[way].scatter(x, r, sums[way], 2 + r * m, m, scattered[way]);
            ways[way].scatter(x, r, sums[way], 2 + r * m, vectors, m, scattered[way]);
          }
        }
        assertThat(sums[1]).containsExactly(sums[0]).isNotEqualTo(random(3 * m + 2));
        assertThat(scattered[1]).containsExactly(scattered[0]).isNotEqualTo(vectors);
      }
    }
  }
}
