package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every loss must hold to. */
abstract class FamilyContract {
  private static final double[] ETAS = {
    -500, -100, -30, -12.5, -3, -1, -0.01, 0, 0.2, 1, 2.5, 7, 30, 100, 250, 500
  };
  private static final double[] BEYOND = {
    -1e308,
    -1e200,
    -1e5,
    -800,
    800,
    1e5,
    1e200,
    1e308,
    Double.NEGATIVE_INFINITY,
    Double.POSITIVE_INFINITY
  };

  private final Family family;
  private final double[] labels;
  private final double[] refused;

  /**
   * @param labels some that are accepted
   * @param refused some that are not
   */
  FamilyContract(Family family, double[] labels, double[] refused) {
    this.family = family;
    this.labels = labels;
    this.refused = refused;
  }

  private double loss(double y, double eta) {
    double[] values = {7, eta, 7};
    family.losses(new double[] {y}, values, 1, 1);
    return values[1];
  }

  private double pearson(double y, double eta) {
    double[] values = {7, eta, 7};
    family.pearson(new double[] {y}, values, 1, 1);
    return values[1];
  }

  private double curvature(double y, double eta) {
    double[] values = {7, eta, 7};
    family.curvatures(new double[] {y}, values, 1, 1);
    return values[1];
  }

  private double residual(double y, double eta) {
    double[] values = {7, eta, 7};
    family.residuals(new double[] {y}, values, 1, 1);
    return values[1];
  }

  private static double step(double eta) {
    return 1e-5 * Math.max(1, Math.abs(eta));
  }

  @Test
  void theResidualIsTheNegativeDerivativeOfTheLoss() {
    for (double eta : ETAS) {
      double d = step(eta);
      for (double y : labels) {
        double slope = (loss(y, eta + d) - loss(y, eta - d)) / (2 * d);
        double error = d * d * curvature(y, eta) + Math.ulp(loss(y, eta - d)) / d;
        double size = Math.abs(y) + Math.abs(family.mean(eta));
        assertThat(residual(y, eta))
            .as("y = %s, eta = %s", y, eta)
            .isCloseTo(-slope, within(error + 1e-8 * size));
      }
    }
  }

  /** Whether h is the second derivative wherever there is one. */
  boolean exactCurvature() {
    return true;
  }

  @Test
  void elseTheCurvatureIsPositiveAndAtMostThatOfAParabolaThatTouchesTheLossFromAbove() {
    assumeTrue(!exactCurvature());
    for (double eta : ETAS) {
      for (double y : labels) {
        double h = curvature(y, eta);
        double touching = y == eta ? 1 : residual(y, eta) / (y - eta);
        assertThat(h).as("y = %s, eta = %s", y, eta).isPositive().isLessThanOrEqualTo(touching);
        double d = step(eta);
        double slope = (residual(y, eta - d) - residual(y, eta + d)) / (2 * d);
        assertThat(slope).isLessThanOrEqualTo(h + 1e-8 + Math.ulp(Math.abs(y) + Math.abs(eta)) / d);
      }
    }
  }

  @Test
  void theCurvatureIsTheNegativeDerivativeOfTheResidual() {
    assumeTrue(exactCurvature());
    for (double eta : ETAS) {
      double d = step(eta);
      for (double y : labels) {
        double slope = (residual(y, eta - d) - residual(y, eta + d)) / (2 * d);
        double rounding = Math.ulp(Math.abs(y) + family.mean(eta + d)) / d;
        double h = curvature(y, eta);
        assertThat(h).isNotNegative();
        if (Math.abs(eta) <= 250) {
          assertThat(h)
              .as("y = %s, eta = %s", y, eta)
              .isCloseTo(slope, within(d * d * h + 1e-8 * h + rounding));
        }
      }
    }
  }

  @Test
  void theLinkIsTheInverseOfTheMean() {
    for (double eta : new double[] {-30, -3, -0.1, 0, 0.4, 5, 15}) {
      assertThat(family.link(family.mean(eta)))
          .isCloseTo(eta, within(1e-13 * Math.abs(eta) + 1e-16 / curvature(labels[0], eta)));
    }
  }

  @Test
  void theLossIsNoneAtTheLabelItselfAndNowhereNegative() {
    for (double y : labels) {
      assertThat(loss(y, family.link(y))).isCloseTo(0, within(1e-14 * (1 + Math.abs(y))));
      for (double eta : ETAS) {
        assertThat(loss(y, eta)).isNotNegative();
      }
    }
  }

  /**
   * What makes Pearson's statistic a valid certificate: the loss is the divergence of its conjugate
   * between mu and y, as long as eta is the link of mu.
   */
  @Test
  void pearsonBoundsTheLoss() {
    assumeTrue(family.dualBound());
    for (double eta : Arrays.stream(ETAS).filter(e -> e <= 250).toArray()) {
      for (double y : labels) {
        double h = curvature(y, eta);
        double mean = family.mean(eta);
        assertThat(loss(y, eta))
            .as("y = %s, eta = %s", y, eta)
            .isLessThanOrEqualTo(pearson(y, eta) * (1 + 1e-12) + 1e-12 * Math.abs(y));
        if (h > 1e-4 && eta < 30) {
          double expected = (y - mean) * (y - mean) / h;
          assertThat(pearson(y, eta)).isCloseTo(expected, within(1e-9 * expected + 1e-16 / h));
        }
      }
    }
  }

  @Test
  void stretchesAreWhatEachNumberIs() {
    double[] means = ETAS.clone();
    double[] losses = ETAS.clone();
    double[] curvatures = ETAS.clone();
    double[] pearson = ETAS.clone();
    double[] residuals = ETAS.clone();
    double[] ys = new double[ETAS.length];
    Arrays.setAll(ys, i -> labels[i % labels.length]);
    family.means(means, 1, ETAS.length - 2);
    family.curvatures(tail(ys), curvatures, 1, ETAS.length - 2);
    family.losses(tail(ys), losses, 1, ETAS.length - 2);
    family.residuals(tail(ys), residuals, 1, ETAS.length - 2);
    if (family.dualBound()) {
      family.pearson(tail(ys), pearson, 1, ETAS.length - 2);
    }
    for (int i = 1; i < ETAS.length - 1; i++) {
      double mean = family.mean(ETAS[i]);
      assertThat(means[i]).isCloseTo(mean, within(4 * Math.ulp(mean)));
      assertThat(curvatures[i]).isEqualTo(curvature(ys[i], ETAS[i]));
      assertThat(losses[i]).isEqualTo(loss(ys[i], ETAS[i]));
      assertThat(residuals[i]).isEqualTo(residual(ys[i], ETAS[i]));
      if (family.dualBound()) {
        assertThat(pearson[i]).isEqualTo(pearson(ys[i], ETAS[i]));
      }
    }
    for (double[] values : List.of(means, losses, curvatures, residuals, pearson)) {
      assertThat(values[0]).isEqualTo(ETAS[0]);
      assertThat(values[ETAS.length - 1]).isEqualTo(ETAS[ETAS.length - 1]);
    }
  }

  private static double[] tail(double[] values) {
    return Arrays.copyOfRange(values, 1, values.length);
  }

  @Test
  void nothingBecomesNaN() {
    for (double eta : BEYOND) {
      assertThat(family.mean(eta)).isNotNaN();
      double[] mean = {eta};
      family.means(mean, 0, 1);
      assertThat(mean[0]).isNotNaN();
      for (double y : labels) {
        assertThat(curvature(y, eta)).isNotNaN().isNotNegative();
        assertThat(residual(y, eta)).isNotNaN();
        assertThat(loss(y, eta)).as("y = %s, eta = %s", y, eta).isNotNaN().isNotNegative();
        if (family.dualBound()) {
          assertThat(pearson(y, eta)).as("y = %s, eta = %s", y, eta).isNotNaN().isNotNegative();
        }
      }
    }
  }

  @Test
  void labelsAreAcceptedOrRefused() {
    for (double y : labels) {
      assertThat(family.accepts(y)).as("%s", y).isTrue();
    }
    for (double y : refused) {
      assertThat(family.accepts(y)).as("%s", y).isFalse();
    }
    assertThat(family.accepted()).isNotBlank();
  }

  @Test
  void itsNameFindsIt() {
    assertThat(Family.of(family.label())).get().hasSameClassAs(family);
    assertThat(family.shape().map(s -> family.shaped(s.value())).orElse(family)).isEqualTo(family);
    assertThat(Family.labels()).contains(family.label());
  }

  @Test
  void whatIsPublishedMayBeSelectedBy() {
    assertThat(family.metrics()).startsWith(Metric.DEVIANCE);
    assertThat(family.selectable()).containsAll(family.metrics()).doesNotHaveDuplicates();
    assertThat(family.selectable())
        .doesNotContain(Metric.CALIBRATION_SLOPE, Metric.CALIBRATION_INTERCEPT);
    for (Metric metric : family.selectable()) {
      assertThat(family.metrics(metric)).containsAll(family.metrics()).contains(metric);
      assertThat(family.selectableLabels()).contains(metric.label());
    }
  }
}
