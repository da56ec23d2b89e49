package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import io.glidepath.solve.Asymmetric;
import io.glidepath.solve.Bounds;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A penalty that is not the elastic net, swept by both engines, which know nothing of it. */
class ForeignPenaltyTest {

  static Stream<Family> families() {
    return Stream.of(new Gaussian(), new Binomial());
  }

  @ParameterizedTest
  @MethodSource("families")
  void isSweptAndCertifiedByEitherEngine(Family family) {
    double[][] x = Samples.correlated(150, 5, 0.3, 91);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double eta = x[i][0] - 0.8 * x[i][1] + 0.1 * x[i][2] + Math.sin(7.0 * i);
      y[i] = family.quadratic() ? eta : eta > 0 ? 1 : 0;
    }
    PenaltyTerms terms =
        new PenaltyTerms(new double[] {1, 1, 0.5, 2, 1}, Bounds.none(5), Asymmetric::new);
    SurfaceFit fit =
        SweepContract.fit(
            Rows.of(x, y),
            new ModelSpec(family, true, false, Convention.PLAIN, 1e-10, 1e-9),
            new SweepSpec(
                List.of(0.0, 0.5, 1.0), new RegParamSpec(List.of(), 8, OptionalDouble.of(1e-3))),
            terms);
    assertThat(fit.worstFoldViolation()).isLessThan(1e-9);
    assertThat(fit.surface().point(2, 0).coefficients().dense(5)).containsOnly(0);
    assertThat(fit.surface().point(2, 1).coefficients().l1Norm()).isPositive();
    for (SurfacePoint point : fit.surface().points()) {
      assertThat(point.converged()).isTrue();
      assertThat(violation(x, y, family, terms.factors(), point)).isLessThan(1e-9);
    }
  }

  /** The distance of the gradient from the slopes of the penalty, from the rows alone. */
  private static double violation(
      double[][] x, double[] y, Family family, double[] factors, SurfacePoint point) {
    double[] beta = point.coefficients().dense(5);
    double[] gradient = new double[5];
    for (int i = 0; i < y.length; i++) {
      double eta = point.intercept();
      for (int j = 0; j < 5; j++) {
        eta += x[i][j] * beta[j];
      }
      for (int j = 0; j < 5; j++) {
        gradient[j] += (y[i] - family.mean(eta)) * x[i][j] / y.length;
      }
    }
    double worst = 0;
    for (int j = 0; j < 5; j++) {
      double strength = point.lambda() * factors[j];
      double q = gradient[j] - strength * (1 - point.alpha()) * beta[j];
      double up = strength * point.alpha();
      double low = beta[j] > 0 ? up : -up / 5;
      double high = beta[j] < 0 ? -up / 5 : up;
      worst = Math.max(worst, Math.max(low - q, q - high));
    }
    return worst;
  }
}
