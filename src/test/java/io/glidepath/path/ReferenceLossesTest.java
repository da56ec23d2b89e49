package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Gamma;
import io.glidepath.family.Gaussian;
import io.glidepath.family.NegativeBinomial;
import io.glidepath.family.Tweedie;
import io.glidepath.solve.Bounds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses that glmnet takes from R's family objects, with weights and offsets, against its paths;
 * losses.R made them, some of them with bounds on coefficients. What it leaves of the optimality
 * conditions is up to 2e-8 of the largest gradient, and its columns s1 and s2 are nearly copies of
 * each other.
 */
class ReferenceLossesTest {
  private static final List<Double> ALPHAS = List.of(0.0, 0.5, 1.0);

  static List<Arguments> cases() {
    DoubleUnaryOperator amount = y -> y;
    DoubleUnaryOperator beyond = y -> Math.max(0, y - 100);
    DoubleUnaryOperator count = y -> Math.floor(y / 20);
    return Stream.of(false, true)
        .flatMap(
            bounded ->
                Stream.of(
                    Arguments.of(new Gamma(), amount, bounded),
                    Arguments.of(new Tweedie(1.6), beyond, bounded),
                    Arguments.of(new NegativeBinomial(2), count, bounded)))
        .toList();
  }

  @Test
  void squaredErrorWithinBoundsAgreesWithGlmnet() {
    agreesWithGlmnet(new Gaussian(), y -> y / 100, true, 2e-5); // it leaves up to 2e-7 there
  }

  /** As losses.R has them. */
  private static Bounds bounds(List<String> features) {
    Bounds bounds = Bounds.none(features.size());
    List.of("age", "sex", "s2").forEach(f -> bounds.lower()[features.indexOf(f)] = 0);
    List.of("sex", "s1").forEach(f -> bounds.upper()[features.indexOf(f)] = 0);
    bounds.upper()[features.indexOf("bmi")] = 0.02;
    bounds.lower()[features.indexOf("s3")] = -0.002;
    return bounds;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithGlmnet(Family family, DoubleUnaryOperator label, boolean bounded) {
    agreesWithGlmnet(family, label, bounded, 3e-6);
  }

  private static void agreesWithGlmnet(
      Family family, DoubleUnaryOperator label, boolean bounded, double allowed) {
    ReferenceCase table = new ReferenceCase("diabetes");
    Rows given = table.rows();
    int n = given.y().length;
    Rows rows =
        new Rows(
            given.x(),
            Arrays.stream(given.y()).map(label).toArray(),
            IntStream.range(0, n).mapToDouble(i -> 1 + i % 3).toArray(),
            IntStream.range(0, n).mapToDouble(i -> 0.1 * (i % 5)).toArray(),
            given.fold(),
            given.repeats());
    SurfaceFit fit =
        SweepContract.fit(
            rows,
            new ModelSpec(family, true, true, Convention.GLMNET, 1e-11, 1e-5),
            new SweepSpec(ALPHAS, new RegParamSpec(List.of(), 12, OptionalDouble.of(1e-3))),
            new PenaltyTerms(
                SweepContract.ones(rows.columns()),
                bounded ? bounds(table.features()) : Bounds.none(rows.columns())));
    List<Map<String, String>> paths =
        new ReferenceCase("losses", table).table((bounded ? "bounded-" : "") + family.label());
    assertThat(paths).hasSize(36);
    for (Map<String, String> row : paths) {
      SurfacePoint point =
          fit.surface()
              .point(ALPHAS.indexOf(number(row, "elastic_net_param")), (int) number(row, "k"));
      String where = point.alpha() + " " + point.gridIndex();
      assertThat(point.converged()).as(where).isTrue();
      assertThat(point.lambda() / number(row, "reg_param")).as(where).isCloseTo(1, within(1e-9));
      assertThat(point.intercept()).as(where).isCloseTo(number(row, "intercept"), within(allowed));
      double[] beta = point.coefficients().dense(rows.columns());
      for (int j = 0; j < beta.length; j++) {
        double sd = fit.summaries().get(j).scale();
        assertThat(beta[j] * sd)
            .as(where + " " + table.features().get(j))
            .isCloseTo(number(row, table.features().get(j)) * sd, within(allowed));
      }
    }
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
