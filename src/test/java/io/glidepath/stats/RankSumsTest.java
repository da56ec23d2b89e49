package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two models a time: eta, and minus eta. */
class RankSumsTest {

  /** Rows (eta, label, weight). */
  private static double[][] rows(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double label = random.nextInt(3) == 0 ? 1 : 0;
      rows[i] = new double[] {3 + 2 * random.nextGaussian() + label, label, 1 + i % 3};
    }
    return rows;
  }

  private static RankSums of(double[][] rows, int from, int to, int blockRows) {
    return of(rows, from, to, blockRows, 3, 2);
  }

  private static RankSums of(
      double[][] rows, int from, int to, int blockRows, double centre, double spread) {
    RankSums sums =
        new RankSums(new RankBins(new double[] {centre, -centre}, new double[] {spread, spread}));
    for (int start = from; start < to; start += blockRows) {
      int n = Math.min(blockRows, to - start);
      Block block = new Block(0, 0, blockRows);
      double[] eta = new double[2 * n + 1];
      for (int r = 0; r < n; r++) {
        eta[1 + r] = rows[start + r][0];
        eta[1 + n + r] = -rows[start + r][0];
        block.labels()[r] = rows[start + r][1];
        block.weights()[r] = rows[start + r][2];
      }
      block.setRows(n);
      sums.open(block);
      sums.accept(0, eta, 1, n);
      sums.accept(1, eta, 1 + n, n);
    }
    return sums;
  }

  /** By pairs, ties counted half. */
  private static double expected(double[][] rows) {
    double[][] sorted = rows.clone();
    Arrays.sort(sorted, Comparator.comparingDouble(r -> r[0]));
    double zeros = 0;
    double ones = 0;
    double ordered = 0;
    for (int i = 0; i < sorted.length; ) {
      double tiedOnes = 0;
      double tiedZeros = 0;
      double eta = sorted[i][0];
      for (; i < sorted.length && sorted[i][0] == eta; i++) {
        tiedOnes += sorted[i][1] * sorted[i][2];
        tiedZeros += (1 - sorted[i][1]) * sorted[i][2];
      }
      ordered += tiedOnes * (zeros + tiedZeros / 2);
      ones += tiedOnes;
      zeros += tiedZeros;
    }
    return ordered / ones / zeros;
  }

  @Test
  void byHand() {
    double[][] rows = {{1, 0, 2}, {2, 1, 1}, {2, 0, 3}, {5, 1, 4}};
    // of 5 x 5: the first one beats 2 and ties 3, the second beats 5, four times
    RankSums sums = of(rows, 0, 4, 3);
    assertThat(sums.auc(0)).isCloseTo((2 + 1.5 + 4 * 5) / 25, within(1e-15));
    assertThat(sums.auc(1)).isCloseTo(1 - 23.5 / 25, within(1e-15));
    assertThat(sums.error(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 4096})
  void fewRowsAreExact(int blockRows) {
    double[][] rows = rows(RankSums.EXACT, 1);
    RankSums sums = of(rows, 0, rows.length, blockRows);
    assertThat(sums.auc(0)).isCloseTo(expected(rows), within(1e-8));
    assertThat(sums.error(0)).isZero();
  }

  /** Even if the model's predictors are not where they were expected. */
  @ParameterizedTest
  @CsvSource({"3,2,8e-5", "0,1,1e-3", "3,10,5e-4", "100,0.1,0.51", "3,0,2e-4"})
  void binsAreWithinTheBoundTheyState(double centre, double spread, double stated) {
    double[][] rows = rows(20_000, 2);
    RankSums sums = of(rows, 0, rows.length, 1000, centre, spread);
    assertThat(sums.error(0)).isPositive().isLessThan(stated);
    assertThat(sums.auc(0)).isCloseTo(expected(rows), within(sums.error(0)));
    assertThat(sums.auc(1)).isCloseTo(1 - expected(rows), within(sums.error(1)));
  }

  @Test
  void blocksLargerThanWhatIsKeptAreCounted() {
    double[][] rows = rows(10_000, 3);
    RankSums sums = of(rows, 0, rows.length, 10_000);
    assertThat(sums.error(0)).isPositive();
    assertThat(sums.auc(0)).isCloseTo(expected(rows), within(sums.error(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "100,100",
    "3000,3000",
    "100,6000",
    "6000,100",
    "6000,9000",
    "4095,1",
    "4096,1",
    "0,50",
    "50,0",
    "0,0"
  })
  void partsCombineToTheWhole(int first, int second) {
    double[][] rows = rows(first + second, 4);
    RankSums sums = of(rows, 0, first, 512);
    RankSums other = of(rows, first, first + second, 300);
    double before = other.auc(0);
    sums.combine(other);
    RankSums whole = of(rows, 0, first + second, 1000);
    assertThat(sums.auc(0)).isEqualTo(whole.auc(0), within(1e-13));
    assertThat(sums.error(1)).isEqualTo(whole.error(1), within(1e-13));
    assertThat(sums.error(0) == 0).isEqualTo(first + second <= RankSums.EXACT);
    assertThat(other.auc(0)).isEqualTo(Double.valueOf(before));
  }

  /** One 0/1 column: two values, with rounding errors, in any number of rows. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 50_000})
  void rowsThatAreEqualInAModelsColumnsAreTies(int n) {
    double[][] rows = rows(n, 5);
    for (int i = 0; i < n; i++) {
      rows[i][0] = i % 5 == 0 ? 1.7 + rows[i][1] : 1.7;
    }
    double expected = expected(rows);
    for (int i = 0; i < n; i++) {
      rows[i][0] += (i % 3 - 1) * 4e-16;
    }
    RankSums sums = of(rows, 0, n, 1000, 1.9, 0.4);
    assertThat(sums.auc(0)).isCloseTo(expected, within(1e-12));
    assertThat(sums.error(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 50_000})
  void aModelWithoutColumnsRanksNothing(int n) {
    double[][] rows = rows(n, 6);
    for (double[] row : rows) {
      row[0] = -2;
    }
    RankSums sums = of(rows, 0, n, 1000, -2, 0);
    assertThat(sums.auc(0)).isEqualTo(0.5);
    assertThat(sums.error(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-40, 3, 1e40, 1e300})
  void weightsMayBeOfAnySize(double factor) {
    for (int n : new int[] {2000, 6000}) {
      double[][] rows = rows(n, 7);
      double expected = of(rows, 0, n, 1000).auc(0);
      for (double[] row : rows) {
        row[2] *= factor;
      }
      RankSums sums = of(rows, 0, 1000, 1000);
      sums.combine(of(rows, 1000, n, 1000));
      assertThat(sums.auc(0)).isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void anAbsentClassHasNoArea() {
    double[][] rows = rows(5000, 8);
    for (double[] row : rows) {
      row[1] = 0;
    }
    for (int n : new int[] {0, 1, 100, 5000}) {
      assertThat(of(rows, 0, n, 1000).auc(0)).isNaN();
      assertThat(of(rows, 0, n, 1000).error(0)).isZero();
    }
  }

  @Test
  void predictorsBeyondAllBoundsAreRanked() {
    double[][] rows = {
      {Double.NEGATIVE_INFINITY, 0, 1}, {-1e308, 0, 1}, {0, 1, 1}, {1e308, 1, 1}, {1e300, 1, 1}
    };
    assertThat(of(rows, 0, 5, 5).auc(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"100,2500", "4096,100000", "5000,90000", "50000,90000"})
  void travelsCompactly(int n, int bytes) throws Exception {
    double[][] rows = rows(n, 9);
    RankSums sums = of(rows, 0, n, 1000);
    double auc = sums.auc(0);
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(wire)) {
      out.writeObject(sums);
    }
    assertThat(wire.size()).isLessThan(bytes);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(wire.toByteArray()))) {
      RankSums read = (RankSums) in.readObject();
      assertThat(read.auc(0)).isEqualTo(auc);
      assertThat(read.error(1)).isEqualTo(sums.error(1));
      read.combine(sums);
      assertThat(read.auc(0)).isCloseTo(auc, within(1e-4));
      assertThat(sums.auc(0)).isEqualTo(auc);
    }
  }
}
