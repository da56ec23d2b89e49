package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Binomial;
import io.glidepath.family.Confusion;
import io.glidepath.family.Poisson;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One column, its value the linear predictor of model 0; that of model 1 is 2. */
class CalibrationBinSumsTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final LinearModels MODELS = new LinearModels(2, new double[] {0, 1, 2, 0});

  private static Block block(double[] eta, double[] y, double[] w, double[] o) {
    Block block = new Block(0, 2, eta.length);
    for (int r = 0; r < eta.length; r++) {
      block.x().writer().set(r, 0, 1);
      block.x().writer().set(r, 1, eta[r]);
      block.labels()[r] = y[r];
      block.weights()[r] = w[r];
      block.offsets()[r] = o[r];
    }
    block.setRows(eta.length);
    return block;
  }

  private static CalibrationBinSums none(double centre, double spread) {
    return new CalibrationBinSums(
        new RankBins(new double[] {centre, centre}, new double[] {spread, spread}));
  }

  private static double[] all(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void fewRowsByHand() {
    double[] eta = {3, 0, 1, 1, 2};
    CalibrationBinSums sums = none(1, 1);
    sums.accept(
        block(
            eta,
            new double[] {5, 1, 2, 0, 3},
            new double[] {1, 2, 3, 1, 3},
            new double[] {0, 0, 0, 0, -0.5}),
        MODELS,
        new Poisson(),
        BLAS);
    // weights from below: 2 at 0, 4 at 1, 3 at 1.5, 1 at 3; middles 1, 4, 7.5, 9.5
    List<CalibrationBinSums.Tenth> tenths = sums.tenths(0);
    assertThat(tenths).extracting(CalibrationBinSums.Tenth::index).containsExactly(1, 4, 7, 9);
    assertThat(tenths)
        .extracting(CalibrationBinSums.Tenth::weight)
        .containsExactly(2.0, 4.0, 3.0, 1.0);
    assertThat(tenths.stream().mapToDouble(CalibrationBinSums.Tenth::predicted).toArray())
        .containsExactly(new double[] {1, Math.E, Math.exp(1.5), Math.exp(3)}, within(1e-12));
    assertThat(tenths)
        .extracting(CalibrationBinSums.Tenth::observed)
        .containsExactly(1.0, 1.5, 3.0, 5.0);
    // offsets alone tell the rows of model 1 apart
    assertThat(sums.tenths(1)).hasSize(2);
  }

  @Test
  void rowsAreCountedByWhatTheyAreTakenFor() {
    CalibrationBinSums sums =
        new CalibrationBinSums(new RankBins(new double[] {0, 0}, new double[] {1, 1}), 0.5, 0.9);
    Block rows =
        block(
            new double[] {-1, 0, 1, 3},
            new double[] {1, 0, 1, 1},
            new double[] {1, 2, 4, 8},
            all(4, 0));
    sums.accept(rows, MODELS, new Binomial(), BLAS);
    CalibrationBinSums more =
        new CalibrationBinSums(new RankBins(new double[] {0, 0}, new double[] {1, 1}), 0.5, 0.9);
    more.accept(rows, MODELS, new Binomial(), BLAS);
    sums.combine(more);
    assertThat(sums.confusions(0))
        .containsExactly(new Confusion(0.5, 24, 4, 2, 0), new Confusion(0.9, 16, 0, 10, 4));
    assertThat(none(0, 1).confusions(0)).isEmpty();
  }

  @Test
  void equalPredictionsAreOneBin() {
    CalibrationBinSums sums = none(2, 0);
    sums.accept(
        block(new double[] {1, 5, 9}, new double[] {0, 1, 1}, new double[] {1, 2, 5}, all(3, 0)),
        MODELS,
        new Binomial(),
        BLAS);
    double mean = 1 / (1 + Math.exp(-2));
    CalibrationBinSums.Tenth only = sums.tenths(1).get(0);
    assertThat(sums.tenths(1)).hasSize(1);
    assertThat(only.index()).isEqualTo(5);
    assertThat(only.weight()).isEqualTo(8);
    assertThat(only.predicted()).isCloseTo(mean, within(1e-15));
    assertThat(only.observed()).isEqualTo(7.0 / 8);
  }

  /** Around the centre too, where rounding puts equal rows on both sides of it. */
  @Test
  void roundingDoesNotPartEqualPredictions() {
    CalibrationBinSums sums = none(30, 1);
    double[] eta = {Math.nextDown(30.0), 30, Math.nextUp(30.0), 22, 38};
    sums.accept(block(eta, all(5, 1), all(5, 1), all(5, 0)), MODELS, new Binomial(), BLAS);
    assertThat(sums.tenths(0))
        .extracting(CalibrationBinSums.Tenth::weight)
        .containsExactly(1.0, 3.0, 1.0);
  }

  @Test
  void normalPredictionsFallIntoDeciles() {
    int n = 100_000;
    Random random = new Random(43);
    double[] eta = random.doubles(n).map(u -> 4 + 3 * random.nextGaussian()).toArray();
    double[] w = IntStream.range(0, n).mapToDouble(i -> 1 + i % 2).toArray();
    CalibrationBinSums whole = none(4, 3);
    CalibrationBinSums first = none(4, 3);
    CalibrationBinSums second = none(4, 3);
    for (int from = 0; from < n; from += 1000) {
      Block block =
          block(
              Arrays.copyOfRange(eta, from, from + 1000),
              all(1000, 1),
              Arrays.copyOfRange(w, from, from + 1000),
              all(1000, 0));
      whole.accept(block, MODELS, new Binomial(), BLAS);
      (from % 3000 == 0 ? first : second).accept(block, MODELS, new Binomial(), BLAS);
    }
    second.combine(first);
    second.combine(none(4, 3));
    double total = Arrays.stream(w).sum();
    assertThat(whole.tenths(0)).hasSize(10);
    for (int t = 0; t < 10; t++) {
      CalibrationBinSums.Tenth tenth = whole.tenths(0).get(t);
      // half a fine bin at either end
      assertThat(tenth.weight() / total).isCloseTo(0.1, within(1.3 / 1023));
      assertThat(second.tenths(0).get(t).weight()).isEqualTo(tenth.weight());
      assertThat(second.tenths(0).get(t).predicted()).isCloseTo(tenth.predicted(), within(1e-12));
      assertThat(tenth.observed()).isEqualTo(1);
    }
    assertThat(whole.tenths(0).stream().mapToDouble(CalibrationBinSums.Tenth::weight).sum())
        .isEqualTo(total);
  }

  /** 45 rows of equal weight: the middle of every ninth is where a tenth begins. */
  @Test
  void aMiddleOnABorderGoesUpInWhateverOrderWeightsAreSummed() {
    double[] eta = IntStream.range(0, 45).mapToDouble(i -> i / 22.0 - 1).toArray();
    for (double weight : new double[] {1, 0.7, 0.1, 1e-3, 1 / 3.0}) {
      CalibrationBinSums sums = none(0, 1);
      sums.accept(block(eta, eta, all(45, weight), all(45, 0)), MODELS, new Poisson(), BLAS);
      assertThat(sums.tenths(0).stream().map(t -> Math.round(t.weight() / weight)))
          .containsExactly(4L, 5L, 4L, 5L, 4L, 5L, 4L, 5L, 4L, 5L);
    }
  }

  @Test
  void theHighestPredictionIsInTheLastBinHoweverLittleItWeighs() {
    CalibrationBinSums sums = none(0, 1);
    double[] eta = {-1, 1};
    sums.accept(block(eta, eta, new double[] {1e12, 1}, all(2, 0)), MODELS, new Poisson(), BLAS);
    assertThat(sums.tenths(0)).extracting(CalibrationBinSums.Tenth::index).containsExactly(5, 9);
  }

  @Test
  void nothingIsLostFarAway() {
    CalibrationBinSums sums = none(0, 1e-3);
    double[] eta = {-700, 700, 1e9, -1e9, Double.MAX_VALUE};
    sums.accept(block(eta, all(5, 1), all(5, 2), all(5, 0)), MODELS, new Binomial(), BLAS);
    assertThat(sums.tenths(0))
        .extracting(CalibrationBinSums.Tenth::weight)
        .containsExactly(4.0, 6.0);
    assertThat(none(0, 1).tenths(0)).isEmpty();
  }
}
