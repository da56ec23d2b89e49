package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Gamma;
import io.glidepath.family.Poisson;
import io.glidepath.family.Tweedie;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exposure e as an offset log e, or a rate y / e as the label with weight e^(2-q), q the power of
 * the variance: the same losses, so the same coefficients where columns keep their units.
 */
class ExposureTest {
  static List<Arguments> cases() {
    return List.of(
        Arguments.of(new Poisson(), 1.0),
        Arguments.of(new Tweedie(1.6), 1.6),
        Arguments.of(new Gamma(), 2.0));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void offsetAndWeightedRateGiveEqualCoefficients(Family family, double power) {
    double[][] x = Samples.correlated(120, 4, 0.3, 91);
    Random random = new Random(92);
    double[] exposure = random.doubles(120, 0.2, 3).toArray();
    double[] y = Samples.means(x, 93);
    Arrays.setAll(y, i -> exposure[i] * y[i] * (0.2 + random.nextDouble()));
    double[] offset = Arrays.stream(exposure).map(Math::log).toArray();
    double[] rate = IntStream.range(0, 120).mapToDouble(i -> y[i] / exposure[i]).toArray();
    double[] weight = Arrays.stream(exposure).map(e -> Math.pow(e, 2 - power)).toArray();
    SurfaceFit one = fit(Rows.of(x, y).withOffset(offset), family);
    SurfaceFit other = fit(Rows.of(x, rate).withWeight(weight), family);
    double mean = Arrays.stream(weight).average().orElseThrow();
    for (int i = 0; i < one.surface().points().size(); i++) {
      SurfacePoint a = one.surface().points().get(i);
      SurfacePoint b = other.surface().points().get(i);
      assertThat(b.lambda() * mean).isCloseTo(a.lambda(), within(1e-9 * a.lambda()));
      assertThat(b.coefficients().dense(4))
          .containsExactly(a.coefficients().dense(4), within(1e-8));
      assertThat(b.intercept()).isCloseTo(a.intercept(), within(1e-8));
    }
  }

  /** Standardized by its weights, a column would have other units in the two. */
  private static SurfaceFit fit(Rows rows, Family family) {
    ModelSpec model = new ModelSpec(family, true, false, Convention.PLAIN, 1e-12, 1e-5);
    SweepSpec sweep =
        new SweepSpec(List.of(0.5, 1.0), new RegParamSpec(List.of(), 8, OptionalDouble.of(1e-3)));
    return SweepContract.fit(rows, model, sweep, SweepContract.ones(4));
  }
}
