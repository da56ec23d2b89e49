package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.engine.Engines;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.select.Selector;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine against surfaces that glmnet and Newton steps brought to a violation of 1e-14. */
class ReferenceSurfaceTest {
  private static final List<Double> ALPHAS = List.of(0.0, 0.1, 0.5, 0.9, 1.0);

  @ParameterizedTest
  @CsvSource({
    "diabetes,gaussian",
    "diabetes_weighted,gaussian",
    "prostate,gaussian",
    "churn,binomial",
    "doctor_visits,poisson"
  })
  void agreesWithTheReference(String name, String family) {
    ReferenceCase reference = new ReferenceCase(name);
    SurfaceFit fit = fit(name, family, reference.rows());
    checkPaths(reference, fit.surface());
    checkCoefficients(reference, fit);
    CrossValidation validation = CrossValidation.of(fit.scores().orElseThrow());
    checkValidation(reference, validation);
    checkSelection(reference, fit.surface(), validation);
    assertThat(fit.worstFoldViolation()).isLessThan(1e-12);
    if (family.equals("gaussian")) {
      assertThat(fit.passes()).containsExactly(Map.entry("moments", 1));
    }
  }

  private static SurfaceFit fit(String name, String family, Rows rows) {
    ModelSpec model =
        new ModelSpec(Family.of(family).orElseThrow(), true, true, Convention.GLMNET, 1e-12, 1e-12);
    SweepSpec sweep =
        new SweepSpec(ALPHAS, new RegParamSpec(List.of(), 30, OptionalDouble.of(1e-4)));
    double[] factors = new double[rows.columns()];
    java.util.Arrays.fill(factors, 1);
    if (name.equals("diabetes_weighted")) {
      factors[0] = 0;
      factors[1] = 0;
      factors[2] = 0.5;
    }
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, PenaltyTerms.of(factors), new Resampling(true, 0, Metric.DEVIANCE))) {
      return swept.fit();
    }
  }

  private static void checkPaths(ReferenceCase reference, Surface surface) {
    for (Map<String, String> row : reference.table("paths")) {
      SurfacePoint point = point(surface, row);
      assertThat(point.lambda() / number(row, "reg_param")).isCloseTo(1, within(1e-9));
      assertThat(point.deviance() / number(row, "deviance")).isCloseTo(1, within(1e-9));
      assertThat(point.devianceRatio()).isCloseTo(number(row, "dev_ratio"), within(1e-9));
      assertThat(point.nonzero()).isEqualTo((int) number(row, "nonzero"));
      assertThat(point.kktViolation()).isLessThan(1e-12);
      assertThat(point.dualityGap()).isBetween(0.0, 1e-9);
      assertThat(point.converged()).isTrue();
    }
  }

  private static void checkCoefficients(ReferenceCase reference, SurfaceFit fit) {
    Map<String, Double> expected = reference.coefficients();
    for (Map<String, String> row : reference.table("paths")) {
      if (!ReferenceCase.known(row)) {
        continue;
      }
      SurfacePoint point = point(fit.surface(), row);
      double[] beta = point.coefficients().dense(reference.features().size());
      for (int j = 0; j < beta.length; j++) {
        String key = point.alpha() + "/" + point.gridIndex() + "/" + reference.features().get(j);
        double scale = fit.summaries().get(j).scale();
        assertThat(beta[j] * scale)
            .as(key)
            .isCloseTo(expected.getOrDefault(key, 0.0) * scale, within(1e-9));
      }
    }
  }

  private static void checkValidation(ReferenceCase reference, CrossValidation validation) {
    CrossValidation.Curves curves = validation.curves("deviance");
    for (Map<String, String> row : reference.table("cv")) {
      if (!ReferenceCase.known(row)) {
        continue;
      }
      int a = ALPHAS.indexOf(number(row, "elastic_net_param"));
      int k = (int) number(row, "k");
      assertThat(curves.mean()[a][k] / number(row, "mean")).isCloseTo(1, within(1e-10));
      assertThat(curves.standardError()[a][k] / number(row, "standard_error"))
          .isCloseTo(1, within(1e-8));
    }
  }

  private static void checkSelection(
      ReferenceCase reference, Surface surface, CrossValidation validation) {
    Choice choice =
        Selector.choose(surface, validation, new SelectSpec("deviance", SelectionRule.ONE_SE))
            .orElseThrow();
    List<Map<String, String>> curves = reference.table("cv");
    for (Map<String, String> row : reference.table("selected")) {
      if (!ReferenceCase.known(at(curves, row))) {
        continue; // copies in a fold: held-out values are not one only, nor is what they choose
      }
      Selected selected =
          choice.selected().stream()
              .filter(s -> s.scope() == Selected.Scope.PATH)
              .filter(s -> s.rule().label().equals(row.get("rule")))
              .filter(s -> surface.alpha(s.alphaIndex()) == number(row, "elastic_net_param"))
              .findFirst()
              .orElseThrow();
      assertThat(selected.gridIndex()).isEqualTo((int) number(row, "k"));
    }
    assertThat(choice.chosen().rule()).isEqualTo(SelectionRule.ONE_SE);
    assertThat(choice.comparison()).hasSize(11);
  }

  private static Map<String, String> at(List<Map<String, String>> curves, Map<String, String> row) {
    return curves.stream()
        .filter(c -> number(c, "elastic_net_param") == number(row, "elastic_net_param"))
        .filter(c -> number(c, "k") == number(row, "k"))
        .findFirst()
        .orElseThrow();
  }

  private static SurfacePoint point(Surface surface, Map<String, String> row) {
    return surface.point(ALPHAS.indexOf(number(row, "elastic_net_param")), (int) number(row, "k"));
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
