package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** accept, combine, empty, singletons, order; against exact arithmetic. */
class MomentsTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final MathContext EXACT = new MathContext(60);

  /** Rows (x1, x2, z, w). */
  private static double[][] rows(int n, double mean, double scale) {
    Random random = new Random(7);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double a = random.nextGaussian();
      rows[i] =
          new double[] {
            mean + scale * a,
            scale * (a + random.nextGaussian()),
            random.nextGaussian() - a,
            1 + i % 3
          };
    }
    return rows;
  }

  private static Moments of(double[][] rows, int from, int to, int blockRows) {
    Moments moments = new Moments(2);
    for (int start = from; start < to; start += blockRows) {
      Block block = new Block(0, 2, blockRows);
      int n = Math.min(blockRows, to - start);
      for (int r = 0; r < n; r++) {
        block.x().writer().set(r, 0, rows[start + r][0]);
        block.x().writer().set(r, 1, rows[start + r][1]);
        block.labels()[r] = rows[start + r][2] + 0.5;
        block.offsets()[r] = 0.5;
        block.weights()[r] = rows[start + r][3];
      }
      block.setRows(n);
      moments.accept(block, BLAS);
    }
    return moments;
  }

  private static BigDecimal exactCovariance(double[][] rows, int j, int k) {
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal meanJ = BigDecimal.ZERO;
    BigDecimal meanK = BigDecimal.ZERO;
    for (double[] row : rows) {
      BigDecimal w = new BigDecimal(row[3]);
      weight = weight.add(w);
      meanJ = meanJ.add(w.multiply(new BigDecimal(row[j])));
      meanK = meanK.add(w.multiply(new BigDecimal(row[k])));
    }
    meanJ = meanJ.divide(weight, EXACT);
    meanK = meanK.divide(weight, EXACT);
    BigDecimal sum = BigDecimal.ZERO;
    for (double[] row : rows) {
      sum =
          sum.add(
              new BigDecimal(row[3])
                  .multiply(new BigDecimal(row[j]).subtract(meanJ))
                  .multiply(new BigDecimal(row[k]).subtract(meanK), EXACT));
    }
    return sum.divide(weight, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1e9,1", "-1e12,1e3", "0,1e200", "0,1e-200", "0,1e300", "1,1e-10"})
  void agreesWithExactArithmetic(double mean, double scale) {
    double[][] rows = rows(200, mean, scale);
    Moments moments = of(rows, 0, 200, 32);
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k <= j; k++) {
        double unitJ = j == 2 ? 1 : scale;
        double unitK = k == 2 ? 1 : scale;
        BigDecimal units = new BigDecimal(unitJ).multiply(new BigDecimal(unitK));
        double expected = exactCovariance(rows, j, k).divide(units, EXACT).doubleValue();
        assertThat(moments.covariance(j, k, unitJ, unitK))
            .isCloseTo(expected, within(2e-14 * Math.max(1, Math.abs(expected))));
      }
    }
    assertThat(moments.deviation(0) / scale)
        .isCloseTo(
            Math.sqrt(
                exactCovariance(rows, 0, 0)
                    .divide(new BigDecimal(scale).pow(2), EXACT)
                    .doubleValue()),
            within(1e-14));
    assertThat(moments.rows()).isEqualTo(200);
    assertThat(moments.weight()).isEqualTo(399);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1e9,1", "-1e12,1e3", "0,1e200", "0,1e-200", "0,1e300"})
  void theVarianceOfASumOfColumns(double mean, double scale) {
    double[][] rows = rows(200, mean, scale);
    Moments moments = of(rows, 0, 200, 32);
    BigDecimal squares = exactCovariance(rows, 0, 0).multiply(exactCovariance(rows, 1, 1));
    double correlation =
        exactCovariance(rows, 0, 1).divide(squares.sqrt(EXACT), EXACT).doubleValue();
    assertThat(correlation).isNotZero();
    int[] columns = {0, 1};
    assertThat(moments.variance(columns, new double[] {3, -2}))
        .isCloseTo(9 + 4 - 12 * correlation, within(1e-12));
    assertThat(moments.variance(columns, new double[] {0, 2})).isCloseTo(4, within(1e-12));
    assertThat(moments.variance(columns, new double[2])).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1e9,1", "0,1e300", "0,1e-300"})
  void partsCombineToTheWhole(double mean, double scale) {
    double[][] rows = rows(100, mean, scale);
    Moments whole = of(rows, 0, 100, 100);
    Moments parts = of(rows, 0, 1, 1);
    parts.combine(of(rows, 1, 30, 8));
    parts.combine(new Moments(2));
    parts.combine(of(rows, 30, 100, 64));
    same(parts, whole, scale);
    Moments fromNothing = new Moments(2);
    fromNothing.combine(whole);
    same(fromNothing, whole, scale);
  }

  private static void same(Moments found, Moments expected, double scale) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.weight()).isEqualTo(expected.weight());
    for (int j = 0; j < 2; j++) {
      assertThat(found.meanDifference(j, expected) / scale).isCloseTo(0, within(1e-14));
      assertThat(found.covariance(j, 2, scale, 1))
          .isCloseTo(expected.covariance(j, 2, scale, 1), within(1e-14));
    }
  }

  @Test
  void meansOfPartsDifferByWhatTheRowsSay() {
    double[][] rows = rows(64, 1e9, 1);
    Moments one = of(rows, 0, 32, 32);
    Moments other = of(rows, 32, 64, 16);
    double expected = 0;
    double weights = 0;
    for (int i = 0; i < 64; i++) {
      weights += i < 32 ? rows[i][3] : 0;
    }
    double otherWeights = other.weight();
    for (int i = 0; i < 64; i++) {
      double share = i < 32 ? rows[i][3] / weights : -rows[i][3] / otherWeights;
      expected += share * (rows[i][0] - 1e9);
    }
    assertThat(one.meanDifference(0, other)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void constantColumnsHaveNoDeviationWhateverTheirValue() {
    double[][] rows = rows(10, 0, 1);
    for (double[] row : rows) {
      row[0] = 0.1 + 0.2;
    }
    Moments moments = of(rows, 0, 5, 2);
    moments.combine(of(rows, 5, 10, 5));
    assertThat(moments.constant(0)).isTrue();
    assertThat(moments.constant(1)).isFalse();
    assertThat(moments.deviation(0)).isZero();
    assertThat(moments.covariance(0, 1, 1, 1)).isZero();
    assertThat(moments.mean(0)).isEqualTo(0.1 + 0.2);
  }

  /** Two values a and b in turn. */
  private static Moments alternating(double a, double b) {
    double[][] rows = rows(40, 0, 1);
    for (int i = 0; i < 40; i++) {
      rows[i][0] = i % 2 == 0 ? a : b;
    }
    Moments moments = of(rows, 0, 15, 8);
    moments.combine(of(rows, 15, 40, 8));
    return moments;
  }

  @Test
  void valuesThatDoublePrecisionCannotTellApartInUseAreConstant() {
    for (double[] pair :
        new double[][] {{0.3, 0.1 + 0.2}, {1e15, 1e15 + 0.125}, {1e18, 1e18 + 128}, {-7, -7}}) {
      Moments moments = alternating(pair[0], pair[1]);
      assertThat(moments.constant(0)).as(pair[0] + " " + pair[1]).isTrue();
      assertThat(moments.deviation(0)).isZero();
      assertThat(moments.relativeDeviation(0))
          .isCloseTo(Math.abs(pair[1] - pair[0]) / 2 / Math.abs(pair[1]), within(1e-18));
    }
  }

  @Test
  void whatIsConstantDependsOnSpreadBesideSizeAlone() {
    for (double scale : new double[] {1, 0x1p-900, 0x1p900}) {
      double below = 2 * 0.999 * Moments.LEAST_RELATIVE_DEVIATION;
      double above = 2 * 1.01 * Moments.LEAST_RELATIVE_DEVIATION;
      assertThat(alternating(scale, scale * (1 - below)).constant(0)).isTrue();
      assertThat(alternating(scale, scale * (1 - above)).constant(0)).isFalse();
    }
    assertThat(alternating(0, 1e-300).constant(0)).isFalse();
    assertThat(alternating(1e9, 1e9 + 1).relativeDeviation(0)).isCloseTo(5e-10, within(1e-12));
  }

  @Test
  void aColumnMayBeConstantInEachPartAndVaryOverall() {
    double[][] rows = rows(4, 0, 1);
    for (int i = 0; i < 4; i++) {
      rows[i] = new double[] {i < 2 ? 3 : 5, 1, i, 1};
    }
    Moments moments = of(rows, 0, 2, 2);
    moments.combine(of(rows, 2, 4, 2));
    assertThat(moments.deviation(0)).isCloseTo(1, within(1e-15));
    assertThat(moments.covariance(0, 2, 1, 1)).isCloseTo(1, within(1e-15));
  }

  @Test
  void nothingIsConstantNothing() {
    Moments nothing = new Moments(2);
    assertThat(nothing.rows()).isZero();
    assertThat(nothing.constant(0)).isTrue();
    assertThat(nothing.deviation(2)).isZero();
  }

  @Test
  void theSameOrderGivesTheSameBitsAlsoOverTheWire() throws Exception {
    double[][] rows = rows(50, 5, 1);
    Moments one = of(rows, 0, 50, 16);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(of(rows, 0, 50, 16));
    }
    Moments other;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      other = (Moments) in.readObject();
    }
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        assertThat(other.covariance(j, k, 1, 1)).isEqualTo(one.covariance(j, k, 1, 1));
      }
      assertThat(other.mean(j)).isEqualTo(one.mean(j));
    }
  }

  /** Sample over population deviation, by raw weights; also in parts. */
  @Test
  void theSampleFactorIsOfAllWeights() {
    double[][] rows = rows(10, 0, 1);
    double w = 0;
    double squares = 0;
    for (double[] row : rows) {
      w += row[3];
      squares += row[3] * row[3];
    }
    double expected = Math.sqrt(w / (w - squares / w));
    Moments whole = of(rows, 0, 10, 4);
    assertThat(whole.sampleFactor()).isCloseTo(expected, within(1e-15));
    Moments parts = of(rows, 0, 3, 2);
    parts.combine(of(rows, 3, 10, 5));
    assertThat(parts.sampleFactor()).isCloseTo(expected, within(1e-15));
    Moments fromNothing = new Moments(2);
    assertThat(fromNothing.sampleFactor()).isEqualTo(1);
    fromNothing.combine(whole);
    assertThat(fromNothing.sampleFactor()).isEqualTo(whole.sampleFactor());
    assertThat(of(rows, 0, 1, 1).sampleFactor()).isEqualTo(1);
  }
}
