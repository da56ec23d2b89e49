package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Huber;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Labels of which some are far from all others: the contract. */
@ExtendWith(ShortContract.class)
class HuberSweepTest extends SweepContract {
  private static final double DELTA = 0.7;

  @Override
  double[] labels(double[][] x, long seed) {
    double[] y = Samples.response(x, 1, seed);
    double centre = Arrays.stream(y).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(y).map(v -> (v - centre) * (v - centre)).average().orElseThrow());
    for (int i = 0; i < y.length; i++) {
      y[i] = (y[i] - centre) / spread * (i % 10 == 0 ? 4 : 1);
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return eta;
  }

  @Override
  double residual(double y, double eta) {
    return Math.abs(y - eta) <= DELTA ? y - eta : DELTA * Math.signum(y - eta);
  }

  @Override
  Family family() {
    return new Huber(DELTA);
  }

  /** Steps are measured by the labels, so their unit is of no matter. */
  @Test
  void labelsInThousandsTakeNoMorePasses() {
    double[][] x = Samples.correlated(400, 6, 0.3, 61);
    double[] y = labels(x, 62);
    SurfaceFit ones = fit(x, y, DELTA);
    SurfaceFit thousands =
        fit(x, Arrays.stream(y).map(v -> 1e5 + 1000 * v).toArray(), 1000 * DELTA);
    int lasso = ALPHAS.indexOf(1.0); // of the mixes the one that keeps its meaning
    for (int k = 0; k < ones.surface().lambdas(0); k++) {
      SurfacePoint one = ones.surface().point(lasso, k);
      SurfacePoint other = thousands.surface().point(lasso, k);
      assertThat(other.converged()).isTrue();
      assertThat(other.deviance() / 1e6).isCloseTo(one.deviance(), within(1e-7));
    }
    assertThat(thousands.passes().get("march")).isLessThan(2 * ones.passes().get("march"));
    assertThat(thousands.passes().get("models")).isLessThan(2 * ones.passes().get("models"));
  }

  private static SurfaceFit fit(double[][] x, double[] y, double delta) {
    ModelSpec model = new ModelSpec(new Huber(delta), true, true, Convention.PLAIN, 1e-8, 1e-6);
    return fit(Rows.of(x, y), model, sweep(20), ones(x[0].length));
  }
}
