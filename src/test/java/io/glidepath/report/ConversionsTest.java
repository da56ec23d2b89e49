package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The penalty in other people's words, against their own objective functions written out: both
 * penalties of a program, times what it divides its loss by, must be the run's.
 */
class ConversionsTest {
  private static final Landmark ANY = new Landmark("chosen", "Chosen", new GridPoint(0, 0));

  private static Map<String, String> lines(
      String family, String convention, double n, double s, double alpha, double lambda) {
    return new Conversions(Family.of(family).orElseThrow(), convention, n, s)
        .of(ANY, alpha, lambda).rows().stream()
            .collect(Collectors.toMap(r -> (String) r.get(0), r -> (String) r.get(1)));
  }

  @Test
  void squaredError() {
    Map<String, String> lines = lines("gaussian", "mllib", 200, 4, 0.25, 8);
    // l1 = 2, l2 = 8 * 0.75 / 4 = 1.5
    assertThat(lines)
        .containsEntry("this run (convention mllib)", "elastic_net_param = 0.25, reg_param = 8")
        .containsEntry("MLlib", "elasticNetParam = 0.25, regParam = 8")
        .containsEntry("glmnet", "alpha = 0.25, lambda = 8")
        .containsEntry("scikit-learn ElasticNet", "alpha = 3.5, l1_ratio = 0.571429")
        .containsEntry(
            "RSS + \u03bb \u03a3|b| + \u03bb \u03a3b\u00b2",
            "\u03bb of |b| = 800, \u03bb of b\u00b2 = 300")
        .containsEntry(
            "mean loss + \u03bb/n \u03a3|b| + \u03bb/2n \u03a3b\u00b2",
            "\u03bb of |b| = 400, \u03bb of b\u00b2 = 300")
        .doesNotContainKeys("scikit-learn Lasso", "scikit-learn Ridge");
  }

  @Test
  void plainKnowsNoScaleOfTheLabel() {
    Map<String, String> lines = lines("gaussian", "plain", 200, 4, 0.25, 2);
    // l1 = 0.5, l2 = 1.5: glmnet's lambda = 0.5 + 4 * 1.5
    assertThat(lines)
        .containsEntry("scikit-learn ElasticNet", "alpha = 2, l1_ratio = 0.25")
        .containsEntry("glmnet", "alpha = 0.0769231, lambda = 6.5");
  }

  @Test
  void pureEndsHaveProgramsOfTheirOwn() {
    assertThat(lines("gaussian", "mllib", 200, 4, 1, 3))
        .containsEntry("scikit-learn Lasso", "alpha = 3")
        .containsEntry("RSS + \u03bb \u03a3|b| + \u03bb \u03a3b\u00b2", "\u03bb of |b| = 1200");
    assertThat(lines("gaussian", "mllib", 200, 4, 0, 8))
        .containsEntry("scikit-learn Ridge", "alpha = 400")
        .containsEntry(
            "mean loss + \u03bb/n \u03a3|b| + \u03bb/2n \u03a3b\u00b2", "\u03bb of b\u00b2 = 400");
    assertThat(lines("poisson", "mllib", 200, 1, 0, 8))
        .containsEntry("scikit-learn PoissonRegressor", "alpha = 8")
        .doesNotContainKey("MLlib");
    assertThat(lines("gamma", "mllib", 200, 1, 0, 8))
        .containsEntry("scikit-learn GammaRegressor", "alpha = 8")
        .containsKey("glmnet")
        .doesNotContainKey("MLlib");
    assertThat(lines("huber", "mllib", 200, 1, 0, 8))
        .hasSize(2)
        .doesNotContainKeys("glmnet", "MLlib");
  }

  @Test
  void twoClasses() {
    assertThat(lines("binomial", "mllib", 500, 1, 0.5, 0.01))
        .containsEntry("scikit-learn LogisticRegression", "C = 0.2, l1_ratio = 0.5")
        .containsEntry("MLlib", "elasticNetParam = 0.5, regParam = 0.01");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(lines("gaussian", "mllib", Double.NaN, 4, 1, 3))
        .doesNotContainKey("RSS + \u03bb \u03a3|b| + \u03bb \u03a3b\u00b2")
        .containsKey("scikit-learn Lasso");
    List<List<Object>> none =
        new Conversions(new Gaussian(), "mllib", 10, 4).of(ANY, 0.5, 0).rows();
    assertThat(none).hasSize(1);
  }
}
