package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ludovic.netlib.blas.BLAS;
import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import io.glidepath.family.Metric;
import io.glidepath.family.Poisson;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sum of a loss against a plain loop over rows, whatever the blocks and their order. */
class LossSumsTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int P = 3;
  private static final int MODELS = 41;

  /** A row of a standardized block, the first column being ones. */
  private record Row(double[] x, double y, double w, double o) {
    double eta(double[] b, int k) {
      double eta = o;
      for (int j = 0; j < P; j++) {
        eta += x[j] * b[k * P + j];
      }
      return eta;
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(new Gaussian(), new Binomial(), new Poisson())
        .flatMap(family -> Stream.of(0, 1, 100).map(n -> Arguments.of(family, n)));
  }

  private static List<Row> rows(int n, boolean offsets) {
    Random random = new Random(21);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] x = {1, random.nextGaussian(), random.nextGaussian()};
      rows.add(new Row(x, random.nextInt(2), 0.5 + i % 4, offsets ? random.nextGaussian() : 0));
    }
    return rows;
  }

  private static LinearModels models() {
    return new LinearModels(P, new Random(22).doubles((long) MODELS * P, -1, 1).toArray());
  }

  private static List<Block> blocks(List<Row> rows, int size) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      int n = Math.min(size, rows.size() - from);
      Block block = new Block(0, P, size + 2);
      for (int r = 0; r < n; r++) {
        Row row = rows.get(from + r);
        for (int j = 0; j < P; j++) {
          block.x().writer().set(r, j, row.x()[j]);
        }
        block.labels()[r] = row.y();
        block.weights()[r] = row.w();
        block.offsets()[r] = row.o();
      }
      block.setRows(n);
      blocks.add(block);
    }
    return blocks;
  }

  /** The same rows in blocks of several sizes, in one sum or in parts. */
  private static <S> List<S> ways(
      List<Row> rows, Supplier<S> none, BiConsumer<S, Block> accept, BiConsumer<S, S> combine) {
    List<S> ways = new ArrayList<>();
    for (int size : new int[] {1, 7, 64, 1000}) {
      S whole = none.get();
      S first = none.get();
      S second = none.get();
      List<Block> blocks = blocks(rows, size);
      for (int i = 0; i < blocks.size(); i++) {
        accept.accept(whole, blocks.get(i));
        accept.accept(i % 3 == 0 ? first : second, blocks.get(i));
      }
      combine.accept(second, none.get());
      combine.accept(second, first);
      ways.add(whole);
      ways.add(second);
    }
    return ways;
  }

  private static double one(Family family, Kernel kernel, double y, double eta) {
    double[] value = {eta};
    kernel.apply(family, new double[] {y}, value);
    return value[0];
  }

  private interface Kernel {
    void apply(Family family, double[] y, double[] value);
  }

  private static final Kernel LOSS = (f, y, v) -> f.losses(y, v, 0, 1);
  private static final Kernel PEARSON = (f, y, v) -> f.pearson(y, v, 0, 1);
  private static final Kernel CURVATURE = (f, y, v) -> f.curvatures(y, v, 0, 1);

  private interface Term {
    double of(Row row, double eta);
  }

  private static double sum(List<Row> rows, LinearModels models, int k, Term term) {
    return rows.stream()
        .mapToDouble(r -> r.w() * term.of(r, r.eta(models.coefficients(), k)))
        .sum();
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12 * (100 + Math.abs(expected))));
  }

  private static double weight(List<Row> rows) {
    return rows.stream().mapToDouble(Row::w).sum();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAndCurvatures(Family family, int n) {
    LinearModels models = models();
    LinearModels anchors = new LinearModels(P, Arrays.copyOf(models.coefficients(), 2 * P));
    for (boolean offsets : new boolean[] {false, true}) {
      List<Row> rows = rows(n, offsets);
      for (ExpansionSums sums :
          ways(
              rows,
              () -> new ExpansionSums(P, MODELS, 2, false),
              (s, b) -> s.accept(b, models, anchors, family, BLAS),
              ExpansionSums::combine)) {
        for (int j = 0; j < P; j++) {
          int column = j;
          for (int k = 0; k < MODELS; k++) {
            close(
                sums.gradients().value(k, j),
                sum(rows, models, k, (r, eta) -> (r.y() - family.mean(eta)) * r.x()[column]));
          }
          for (int i = 0; i <= j; i++) {
            int other = i;
            close(
                Elements.lowerTriangle(sums.curvatures().products(1), P)[j * P + i],
                sum(
                    rows,
                    models,
                    1,
                    (r, eta) -> one(family, CURVATURE, 0, eta) * r.x()[column] * r.x()[other]));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void certificates(Family family, int n) {
    LinearModels models = models();
    List<Row> rows = rows(n, true);
    for (CertificateSums sums :
        ways(
            rows,
            () -> new CertificateSums(P, 2, MODELS, true),
            (s, b) -> s.accept(b, models, family, BLAS),
            CertificateSums::combine)) {
      assertThat(sums.weight()).isEqualTo(weight(rows));
      for (int k = 0; k < MODELS; k++) {
        close(sums.loss(k), sum(rows, models, k, (r, eta) -> one(family, LOSS, r.y(), eta)));
        close(sums.pearson(k), sum(rows, models, k, (r, eta) -> one(family, PEARSON, r.y(), eta)));
        close(
            sums.product(k, 1, 2),
            sum(rows, models, k, (r, eta) -> one(family, CURVATURE, 0, eta) * r.x()[1] * r.x()[2]));
        close(
            sums.gradient(k, 2),
            sum(rows, models, k, (r, eta) -> (r.y() - family.mean(eta)) * r.x()[2]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scores(Family family, int n) {
    LinearModels models = models();
    List<Row> rows = rows(n, true);
    double w = weight(rows);
    for (HeldOutSums sums :
        ways(
            rows,
            () -> new HeldOutSums(P, MODELS, null),
            (s, b) -> s.accept(b, models, family, BLAS),
            HeldOutSums::combine)) {
      assertThat(sums.rankError(0)).isZero();
      for (int k = 0; k < MODELS; k++) {
        if (n == 0) {
          assertThat(sums.score(Metric.DEVIANCE, k)).isNaN();
          assertThat(sums.score(Metric.ACCURACY, k)).isNaN();
          continue;
        }
        double loss = sum(rows, models, k, (r, eta) -> one(family, LOSS, r.y(), eta)) / w;
        double mse = sum(rows, models, k, (r, eta) -> Math.pow(r.y() - family.mean(eta), 2)) / w;
        close(sums.score(Metric.DEVIANCE, k), 2 * loss);
        close(sums.score(Metric.LOG_LOSS, k), loss);
        close(sums.score(Metric.MSE, k), mse);
        close(sums.score(Metric.BRIER, k), mse);
        close(sums.score(Metric.RMSE, k), Math.sqrt(mse));
        close(
            sums.score(Metric.MAE, k),
            sum(rows, models, k, (r, eta) -> Math.abs(r.y() - family.mean(eta))) / w);
      }
    }
  }

  @Test
  void scoresByHand() {
    // probabilities 1/2, 3/4, 1/4, 3/4 by the offset alone
    double e = Math.log(3);
    List<Row> rows =
        List.of(
            new Row(new double[] {1, 0, 0}, 0, 1, 0),
            new Row(new double[] {1, 0, 0}, 1, 2, e),
            new Row(new double[] {1, 0, 0}, 1, 3, -e),
            new Row(new double[] {1, 0, 0}, 0, 4, e));
    HeldOutSums sums = new HeldOutSums(P, 1, new RankBins(new double[] {0}, new double[] {1}));
    LinearModels none = new LinearModels(P, new double[P]);
    blocks(rows, 3).forEach(b -> sums.accept(b, none, new Binomial(), BLAS));
    // an even chance counts as a zero
    assertThat(sums.score(Metric.ACCURACY, 0)).isCloseTo(0.3, within(1e-15));
    assertThat(sums.score(Metric.BRIER, 0))
        .isCloseTo((0.25 + 2 * 0.0625 + 3 * 0.5625 + 4 * 0.5625) / 10, within(1e-15));
    assertThat(sums.score(Metric.LOG_LOSS, 0))
        .isCloseTo((Math.log(2) + 2 * Math.log(4.0 / 3) + 7 * Math.log(4)) / 10, within(1e-15));
    // of 5 x 5: the one at 3/4 beats 1 and ties 4, that at 1/4 beats nothing
    assertThat(sums.score(Metric.AUC, 0)).isCloseTo(2 * (1 + 2.0) / 25, within(1e-15));
    assertThat(sums.rankError(0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void calibrationsAreTheDerivativesOfTheLoss(Family family, int n) {
    LinearModels models = new LinearModels(P, Arrays.copyOf(models().coefficients(), 2 * P));
    List<Row> rows = rows(n, true);
    double[] lines = {0.3, 0.8, -0.2, 1.1};
    for (CalibrationSums sums :
        ways(
            rows,
            () -> new CalibrationSums(2),
            (s, b) -> s.accept(b, models, lines, family, BLAS),
            CalibrationSums::combine)) {
      for (int k = 0; k < 2; k++) {
        int model = k;
        DoubleBinaryOperator loss =
            (a, b) ->
                sum(
                    rows,
                    models,
                    model,
                    (r, eta) -> one(family, LOSS, r.y(), r.o() + a + b * (eta - r.o())));
        double a = lines[2 * k];
        double b = lines[2 * k + 1];
        double d = 1e-3;
        double up = loss.applyAsDouble(a + d, b);
        double down = loss.applyAsDouble(a - d, b);
        double steeper = loss.applyAsDouble(a, b + d);
        double flatter = loss.applyAsDouble(a, b - d);
        double there = loss.applyAsDouble(a, b);
        double mixed =
            loss.applyAsDouble(a + d, b + d)
                - loss.applyAsDouble(a + d, b - d)
                - loss.applyAsDouble(a - d, b + d)
                + loss.applyAsDouble(a - d, b - d);
        double[] gradient = {(down - up) / (2 * d), (flatter - steeper) / (2 * d)};
        double[] curvature = {
          (up - 2 * there + down) / (d * d),
          mixed / (4 * d * d),
          (steeper - 2 * there + flatter) / (d * d)
        };
        double w = weight(rows);
        double mean = sum(rows, models, k, (r, eta) -> r.o() + a + b * (eta - r.o())) / w;
        double square =
            sum(rows, models, k, (r, eta) -> Math.pow(r.o() + a + b * (eta - r.o()) - mean, 2)) / w;
        if (n > 0) {
          close(sums.centre(k), mean);
          close(sums.spread(k), Math.sqrt(square));
        }
        assertThat(sums.gradient(k)).containsExactly(gradient, within(1e-5 * (1 + n)));
        assertThat(sums.curvature(k)).containsExactly(curvature, within(1e-5 * (1 + n)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e300, 1e-300})
  void standardizedColumnsAreFiniteAtAnyScale(double scale) {
    Block rows = new Block(4, 3, 5);
    double[] column = {1e9 - 1, 1e9, 1e9 + 1};
    for (int r = 0; r < 3; r++) {
      rows.x().writer().set(r, 0, column[r] * 1e-9 * scale);
      rows.x().writer().set(r, 2, column[r]);
      rows.labels()[r] = r;
      rows.weights()[r] = 1 + r;
      rows.offsets()[r] = -r;
    }
    rows.setRows(3);
    Standardization units =
        new Standardization(
            true, new int[] {0, 2}, new double[] {scale, 1e9}, new double[] {1e-9 * scale, 0.5});
    assertThat(units.width()).isEqualTo(3);
    Block block = units.apply(rows);
    assertThat(block.cell()).isEqualTo(4);
    assertThat(block.rows()).isEqualTo(3);
    assertThat(block.capacity()).isEqualTo(3);
    assertThat(values(block))
        .containsExactly(new double[] {1, 1, 1, -1, 0, 1, -2, 0, 2}, within(1e-6));
    assertThat(block.labels()).containsExactly(0, 1, 2);
    assertThat(block.weights()).containsExactly(1, 2, 3);
    assertThat(block.offsets()).containsExactly(0, -1, -2);
    assertThat(
            values(
                new Standardization(false, new int[] {2}, new double[1], new double[] {2})
                    .apply(rows)))
        .containsExactly(5e8 - 0.5, 5e8, 5e8 + 0.5);
  }

  /** Column after column. */
  private static double[] values(Block block) {
    return IntStream.range(0, block.columns() * block.rows())
        .mapToDouble(i -> block.x().value(i % block.rows(), i / block.rows()))
        .toArray();
  }
}
