package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.quadratic.SquaredErrorSweep;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Squared error: the contract, and what only it has closed forms for. */
class SquaredErrorSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    return Samples.response(x, 1, seed);
  }

  @Override
  double mean(double eta) {
    return eta;
  }

  @Override
  Family family() {
    return new Gaussian();
  }

  @Override
  boolean hasCalibrationBins() {
    return false;
  }

  @Override
  double labelScale(Rows rows, ModelSpec model) {
    if (model.convention() == Convention.PLAIN) {
      return 1;
    }
    double total = Arrays.stream(rows.weight()).sum();
    double mean = 0;
    double square = 0;
    for (int i = 0; i < rows.y().length; i++) {
      double z = rows.y()[i] - rows.offset()[i];
      mean += rows.weight()[i] / total * z;
      square += rows.weight()[i] / total * z * z;
    }
    return Math.sqrt(model.intercept() ? square - mean * mean : square);
  }

  private SurfacePoint only(Rows rows, double alpha, double lambda) {
    SweepSpec one =
        new SweepSpec(List.of(alpha), new RegParamSpec(List.of(lambda), 1, OptionalDouble.empty()));
    return fit(rows, model(true, true, Convention.PLAIN), one, ones(rows.columns()))
        .surface()
        .point(0, 0);
  }

  @Test
  void orthogonalColumnsAreSoftThresholded() {
    double[][] x = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    double[] y = {4.5, 3.5, -2.5, -5.5}; // products with the columns: 4 and 1
    Rows rows = Rows.of(x, y).withFold(new int[] {0, 1, 0, 1});
    assertThat(only(rows, 1, 0.5).coefficients().dense(2))
        .containsExactly(new double[] {3.5, 0.5}, within(1e-15));
    assertThat(only(rows, 1, 2).coefficients().dense(2))
        .containsExactly(new double[] {2, 0}, within(1e-15));
    assertThat(only(rows, 0, 1).coefficients().dense(2))
        .containsExactly(new double[] {2, 0.5}, within(1e-15));
    assertThat(only(rows, 0.5, 2).coefficients().dense(2))
        .containsExactly(new double[] {1.5, 0}, within(1e-15));
  }

  @Test
  void lambdaZeroIsLeastSquares() {
    double[][] x = {{1}, {2}, {3}, {4}, {6}, {7}};
    double[] y = {1, 3, 2, 5, 4, 7};
    for (double alpha : ALPHAS) {
      SurfacePoint point = only(Rows.of(x, y), alpha, 0);
      assertThat(point.coefficients().values()[0]).isCloseTo(130 / 161.0, within(1e-12));
      assertThat(point.intercept()).isCloseTo(22 / 6.0 - 130 / 161.0 * 23 / 6, within(1e-12));
      assertThat(point.converged()).isTrue();
    }
  }

  @Test
  void scalingTheLabelScalesTheSurface() {
    double[][] x = Samples.correlated(40, 4, 0.3, 31);
    double[] y = labels(x, 32);
    double[] larger = Arrays.stream(y).map(v -> 1000 * v).toArray();
    ModelSpec model = model(true, true, Convention.MLLIB);
    SurfaceFit one = fit(Rows.of(x, y), model, sweep(7), ones(4));
    SurfaceFit other = fit(Rows.of(x, larger), model, sweep(7), ones(4));
    for (int i = 0; i < one.surface().points().size(); i++) {
      SurfacePoint a = one.surface().points().get(i);
      SurfacePoint b = other.surface().points().get(i);
      assertThat(b.lambda()).isCloseTo(1000 * a.lambda(), within(1e-8 * b.lambda()));
      for (int j = 0; j < 4; j++) {
        assertThat(b.coefficients().dense(4)[j])
            .isCloseTo(1000 * a.coefficients().dense(4)[j], within(1e-6));
      }
    }
  }

  @Test
  void aPerfectFitIsScoredFromTheRows() {
    double[][] x = Samples.correlated(60, 3, 0.2, 33);
    double[] y = new double[60];
    Arrays.setAll(y, i -> 1 + 2 * x[i][0] - x[i][1]);
    SweepSpec sweep =
        new SweepSpec(
            List.of(1.0), new RegParamSpec(List.of(1.0, 1e-7), 1, OptionalDouble.empty()));
    SurfaceFit fit = fit(Rows.of(x, y), model(true, true, Convention.PLAIN), sweep, ones(3));
    assertThat(fit.passes()).containsEntry("residuals", 1);
    SurfacePoint perfect = fit.surface().point(0, 1);
    double expected = 0;
    double[] beta = perfect.coefficients().dense(3);
    for (int i = 0; i < 60; i++) {
      double r = y[i] - perfect.intercept();
      for (int j = 0; j < 3; j++) {
        r -= beta[j] * x[i][j];
      }
      expected += r * r / 60;
    }
    assertThat(perfect.deviance()).isPositive().isLessThan(1e-12);
    assertThat(perfect.deviance() / expected).isCloseTo(1, within(1e-6));
    double[] folds = fit.scores().orElseThrow().values().get(Metric.MSE)[0][1];
    assertThat(Arrays.stream(folds).sum()).isPositive().isLessThan(1e-11);
  }

  @Test
  void absoluteErrorsComeFromTheRows() {
    double[][] x = Samples.correlated(30, 2, 0, 35);
    Rows rows = Rows.of(x, labels(x, 36));
    SurfaceFit fit =
        new SquaredErrorSweep(
                model(true, true, Convention.PLAIN),
                new SweepSpec(ALPHAS, new RegParamSpec(List.of(1e6), 1, OptionalDouble.empty())),
                Blas.of(BlasChoice.AUTO),
                SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(2)), new Resampling(true, 0, Metric.MAE))
            .fit();
    double mae = fit.scores().orElseThrow().values().get(Metric.MAE)[4][0][0];
    double mean = 0;
    int training = 0;
    for (int i = 0; i < 30; i++) {
      if (rows.fold()[i] != 0) {
        mean += rows.y()[i];
        training++;
      }
    }
    mean /= training;
    double expected = 0;
    for (int i = 0; i < 30; i += 5) {
      expected += Math.abs(rows.y()[i] - mean) / 6;
    }
    assertThat(mae).isCloseTo(expected, within(1e-12)); // so strong a lasso is the null model
  }

  @Test
  void aConstantLabelInAFoldIsItsNullModel() {
    double[][] x = Samples.correlated(20, 2, 0, 37);
    double[] y = new double[20];
    int[] fold = new int[20];
    for (int i = 0; i < 20; i++) {
      fold[i] = i < 10 ? 0 : 1;
      y[i] = i < 10 ? i : 3;
    }
    SurfaceFit fit = fit(Rows.of(x, y).withFold(fold));
    double[] first = fit.scores().orElseThrow().values().get(Metric.MSE)[4][11];
    double expected = 0;
    for (int i = 0; i < 10; i++) {
      expected += (i - 3) * (i - 3) / 10.0;
    }
    assertThat(first[0]).isCloseTo(expected, within(1e-12));
    assertThat(first[1]).isFinite();
  }

  @Test
  void nothingIsMadeOfRoundingWhereUnpenalisedColumnsExplainTheLabel() {
    double[][] x = Samples.correlated(60, 3, 0.2, 41);
    double[] y = new double[60];
    Arrays.setAll(y, i -> 1 + 3 * x[i][0]);
    double[] factors = {0, 1, 1};
    ModelSpec model = model(true, true, Convention.MLLIB);
    assertThatThrownBy(() -> fit(Rows.of(x, y), model, sweep(5), factors))
        .hasMessageContaining("no automatic grid");
    SweepSpec given =
        new SweepSpec(ALPHAS, new RegParamSpec(List.of(1.0, 0.1), 1, OptionalDouble.empty()));
    SurfaceFit fit = fit(Rows.of(x, y), model, given, factors);
    assertThat(fit.foldModelsMissed()).isZero();
    for (SurfacePoint point : fit.surface().points()) {
      assertThat(point.converged()).isTrue();
      assertThat(point.kktViolation()).isZero();
      assertThat(point.coefficients().indices()).containsExactly(0);
    }
  }

  /** t and t + distance * s, with t and s orthogonal and of length 1, in 4 n rows. */
  private static double[][] nearlyDependent(int n, double distance) {
    double[][] x = new double[4 * n][];
    for (int i = 0; i < x.length; i++) {
      double t = i % 2 == 0 ? 1 : -1;
      double s = i / 2 % 2 == 0 ? 1 : -1;
      x[i] = new double[] {t, t + distance * s};
    }
    return x;
  }

  @Test
  void nearlyDependentColumnsGetTheirLeastSquaresCoefficients() {
    double[][] x = nearlyDependent(10, 0x1p-16);
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> 2 * x[i][0] + (i / 2 % 2 == 0 ? 1 : -1) + (i / 4 % 2 == 0 ? 1 : -1));
    ModelSpec loose = new ModelSpec(new Gaussian(), true, true, Convention.PLAIN, 1e-7, 1e-5);
    SweepSpec sweep =
        new SweepSpec(
            List.of(0.0, 0.5),
            new RegParamSpec(List.of(1.0, 1e-3, 1e-6, 1e-8, 0.0), 1, OptionalDouble.empty()));
    for (SurfacePoint point : fit(Rows.of(x, y), loose, sweep, ones(2)).surface().points()) {
      if (point.lambda() == 0) {
        assertThat(point.coefficients().dense(2))
            .containsExactly(new double[] {2 - 0x1p16, 0x1p16}, within(1e-4 * 0x1p16));
      }
    }
  }

  @Test
  void heldOutErrorsKeepTheirDigitsBetweenLargeCoefficients() {
    double[][] x = nearlyDependent(30, 0x1p-20);
    double[] y = Samples.response(Samples.correlated(x.length, 3, 0, 43), 1, 44);
    for (int i = 0; i < y.length; i++) {
      y[i] += i / 2 % 2 == 0 ? 9 : -9;
    }
    Rows rows = Rows.of(x, y);
    ModelSpec model = model(true, true, Convention.PLAIN);
    SweepSpec sweep =
        new SweepSpec(List.of(0.0), new RegParamSpec(List.of(0.0), 1, OptionalDouble.empty()));
    SweptSurface swept =
        new SquaredErrorSweep(model, sweep, Blas.of(BlasChoice.AUTO), SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(2)), new Resampling(true, 0, Metric.DEVIANCE));
    double[] found = swept.fit().scores().orElseThrow().values().get(Metric.MSE)[0][0];
    List<FoldModel> folds = swept.foldModels(new GridPoint(0, 0));
    for (int f = 0; f < found.length; f++) {
      double sum = 0;
      int n = 0;
      for (int i = f; i < y.length; i += 5, n++) {
        double r = y[i] - folds.get(f).intercept();
        for (int j = 0; j < 2; j++) {
          r -= folds.get(f).beta()[j] * x[i][j];
        }
        sum += r * r;
      }
      assertThat(found[f]).isCloseTo(sum / n, within(1e-7 * found[f]));
    }
  }

  @Test
  void whatCannotBeFittedIsSaid() {
    double[][] x = Samples.correlated(10, 2, 0, 39);
    double[] y = labels(x, 40);
    assertThatThrownBy(() -> fit(Rows.of(x, ones(10))))
        .isInstanceOfSatisfying(
            JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("1.0 in every row");
    assertThatThrownBy(() -> fit(Rows.of(x, y).withFold(new int[10])))
        .hasMessageContaining("two folds");
    assertThatThrownBy(
            () ->
                new SquaredErrorSweep(
                        model(true, true, Convention.PLAIN),
                        sweep(3),
                        Blas.of(BlasChoice.AUTO),
                        SweepListener.NONE)
                    .run(
                        Rows.of(x, y),
                        PenaltyTerms.of(ones(2)),
                        new Resampling(true, 11, Metric.DEVIANCE)))
        .isInstanceOfSatisfying(
            JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("folds.count = 11");
    assertThatThrownBy(
            () -> fit(Rows.of(x, y), model(true, true, Convention.PLAIN), sweep(3), new double[2]))
        .hasMessageContaining("no automatic grid");
  }
}
