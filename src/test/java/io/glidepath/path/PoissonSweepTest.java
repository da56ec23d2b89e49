package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Poisson;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts: the contract. */
class PoissonSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] mean = Samples.means(x, seed);
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Samples.count(mean[i], random);
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return Math.exp(eta);
  }

  @Override
  Family family() {
    return new Poisson();
  }

  /** Counts over nine orders of magnitude, and more columns than rows. */
  private static Rows wildCounts(int n, int p) {
    Random random = new Random(61);
    double[][] x = new double[n][p];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i] = Math.rint(Math.exp(20 * random.nextDouble()));
    }
    return Rows.of(x, y);
  }

  private SurfaceFit given(Rows rows, Double... lambdas) {
    ModelSpec model = new ModelSpec(family(), true, true, Convention.PLAIN, 1e-9, 1e-7);
    SweepSpec sweep =
        new SweepSpec(
            List.of(0.0, 0.5, 1.0), new RegParamSpec(List.of(lambdas), 1, OptionalDouble.empty()));
    SurfaceFit fit = fit(rows, model, sweep, ones(rows.columns()));
    for (SurfacePoint point : fit.surface().points()) {
      String where = point.alpha() + " " + point.lambda();
      assertThat(point.devianceRatio()).as(where).isBetween(0.0, 1.0);
      if (point.converged()) {
        assertThat(violation(rows, fit, model, point, 1e8)).as(where).isLessThan(1e-8);
      }
    }
    return fit;
  }

  @Test
  void aSingleLambdaDecadesBelowTheLargestIsWalkedTo() {
    SurfaceFit fit = given(wildCounts(60, 90), 1e4);
    assertThat(fit.surface().points()).allMatch(SurfacePoint::converged);
    assertThat(fit.foldModelsMissed()).isZero();
  }

  @Test
  void lambdasDecadesApartAreWalkedTo() {
    SurfaceFit fit = given(wildCounts(60, 30), 1e9, 1e3, 0.0);
    assertThat(fit.surface().points()).allMatch(SurfacePoint::converged);
  }

  /** As many unknowns as rows, hardly a penalty, and no time to get there. */
  @Test
  void whatDoesNotConvergeIsNoWorseThanTheNullModel() {
    SurfaceFit fit = given(wildCounts(20, 40), 1e-9);
    assertThat(fit.surface().points()).hasSize(3);
  }

  /** Rates, not counts minus offsets, are what is explained. */
  @Test
  void theLabelMayBeTheOffsetAndAConstant() {
    double[][] x = Samples.correlated(60, 3, 0.2, 71);
    double[] y = labels(x, 72);
    double[] o = Arrays.stream(y).map(v -> v - 1).toArray();
    Rows rows = Rows.of(x, y).withOffset(o);
    ModelSpec model = model(true, true, Convention.PLAIN);
    SurfaceFit fit = fit(rows, model, sweep(4), ones(3));
    double gmax = fit.surface().point(ALPHAS.indexOf(1.0), 0).lambda();
    for (SurfacePoint point : fit.surface().points()) {
      assertThat(violation(rows, fit, model, point, gmax)).isLessThan(1e-9);
    }
  }

  @Test
  void theSameCountInEveryRowIsRefused() {
    double[][] x = Samples.correlated(60, 3, 0.2, 73);
    double[] y = ones(60);
    assertThatThrownBy(() -> fit(Rows.of(x, y)))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining(
            "nothing to explain, the label (minus the offset, if there is one) is 1.0 in every row");
  }
}
