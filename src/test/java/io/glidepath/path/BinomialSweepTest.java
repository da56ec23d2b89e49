package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Confusion;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Yes or no: the contract. */
class BinomialSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] response = Samples.response(x, 1, seed);
    double mean = Arrays.stream(response).average().orElseThrow();
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextDouble() < mean(0.4 * (response[i] - mean)) ? 1 : 0;
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }

  @Override
  double deviationFactor(Rows rows, ModelSpec model) {
    double total = Arrays.stream(rows.weight()).sum();
    double squares = Arrays.stream(rows.weight()).map(w -> w * w).sum();
    return model.convention() == Convention.MLLIB
        ? Math.sqrt(total / (total - squares / total))
        : 1;
  }

  @Override
  Family family() {
    return new Binomial();
  }

  /** So many folds that the bins of ten points do not fit into one pass. */
  @Test
  void binsDoNotDependOnHowManyPointsShareAPass() {
    int n = 600;
    double[][] x = Samples.correlated(n, 1, 0, 43);
    SweepSpec sweep =
        new SweepSpec(List.of(0.0), new RegParamSpec(List.of(), 10, OptionalDouble.empty()));
    ModelSpec model = new ModelSpec(family(), true, true, Convention.PLAIN, 1e-6, 1e-4);
    Rows rows = Rows.of(x, labels(x, 44)).withFold(IntStream.range(0, n).toArray());
    List<GridPoint> points = IntStream.range(0, 10).mapToObj(k -> new GridPoint(0, k)).toList();
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(1)), new Resampling(true, 0, Metric.DEVIANCE))) {
      SurfaceFit fit = swept.fit();
      List<CalibrationBin> together = swept.calibrate(points).bins();
      assertThat(fit.passes()).containsEntry("calibration bins", 2);
      assertThat(together).hasSize(10 * n).allMatch(b -> b.weight() == 1 && b.bin() == 5);
      for (int k : new int[] {0, 8, 9}) {
        assertThat(swept.calibrate(points.subList(k, k + 1)).bins())
            .isEqualTo(together.subList(k * n, (k + 1) * n));
      }
    }
  }

  /** Counted over the held-out rows of all folds, at even odds and at the share of ones. */
  @Test
  void confusionsCountHeldOutRows() {
    double[][] x = Samples.correlated(200, 3, 0.2, 91);
    double[] w = IntStream.range(0, 200).mapToDouble(i -> 1 + i % 3).toArray();
    Rows rows = Rows.of(x, labels(x, 92)).withWeight(w);
    GridPoint at = new GridPoint(1, 6);
    try (SweptSurface swept =
        Engines.of(
                model(true, true, Convention.PLAIN),
                sweep(8),
                Blas.of(BlasChoice.AUTO),
                Checkpoint.NONE,
                SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(3)), new Resampling(true, 0, Metric.DEVIANCE))) {
      List<Confusion> found = swept.calibrate(List.of(at)).confusions().get(0);
      double total = Arrays.stream(w).sum();
      double rate = IntStream.range(0, 200).mapToDouble(i -> w[i] * rows.y()[i]).sum() / total;
      assertThat(found.get(0).threshold()).isEqualTo(0.5);
      assertThat(found.get(1).threshold()).isCloseTo(rate, within(1e-15));
      for (Confusion confusion : found) {
        double[] counts = new double[4];
        for (FoldModel model : swept.foldModels(at)) {
          Rows held = rows.part(model.fold(), true);
          double[] eta = predictors(held, model.intercept(), model.beta());
          for (int i = 0; i < eta.length; i++) {
            int taken = mean(eta[i]) >= confusion.threshold() ? 0 : 2;
            int cell = taken == 0 ? (held.y()[i] == 1 ? 0 : 1) : (held.y()[i] == 1 ? 2 : 3);
            counts[cell] += held.weight()[i];
          }
        }
        assertThat(
                new double[] {
                  confusion.truePositive(),
                  confusion.falsePositive(),
                  confusion.falseNegative(),
                  confusion.trueNegative()
                })
            .containsExactly(counts, within(1e-9));
        assertThat(counts).doesNotContain(0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'the only row with another label (of 60 rows)', folds.count = 0",
    "2, 'all 2 rows with another label (of 60 rows)', folds.stratify = true"
  })
  void aFoldWithAllOnesIsRefusedWithWhatCanHelp(int ones, String holds, String change) {
    double[] y = new double[60];
    for (int i = 0; i < ones; i++) {
      y[3 + 5 * i] = 1; // folds are i % 5
    }
    double[][] x = Samples.correlated(60, 3, 0.2, 74);
    assertThatThrownBy(() -> fit(Rows.of(x, y)))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("the label is 0.0 in every row outside fold 3, which holds " + holds)
        .hasMessageContaining(change);
  }
}
