package io.glidepath.report;

import io.glidepath.family.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The penalty of a grid point as other programs and books write it, for the same standardized
 * coefficients gamma. The criterion is
 *
 * <pre>
 *   sum w_i loss_i + l1 sum |gamma_j| + l2/2 sum gamma_j^2,    l1 = lambda alpha,   l2 = lambda (1 - alpha) / s
 * </pre>
 *
 * <p>with weights that sum to 1, half the unit deviance as loss, and the convention's s. Others
 * differ in where they put n, the sum of the raw weights, and s, the standard deviation of the
 * label. What a program cannot say is left out.
 *
 * @param n NaN if not known
 * @param labelScale s of the conventions mllib and glmnet, 1 for losses other than squared error;
 *     NaN if not known
 */
record Conversions(Family family, String convention, double n, double labelScale) {

  /** One grid point's line for each program: its name, and what to write there. */
  record Converted(String title, int a, int k, List<List<Object>> rows) {}

  Converted of(Landmark landmark, double alpha, double lambda) {
    double s = convention.equals("plain") ? 1 : labelScale;
    double l1 = lambda * alpha;
    double l2 = lambda * (1 - alpha) / s;
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        row(
            "this run (convention " + convention + ")",
            "elastic_net_param = %s, reg_param = %s",
            alpha,
            lambda));
    if (l1 + l2 > 0) {
      spark(rows, l1, l2);
      scikitLearn(rows, l1, l2);
      books(rows, l1, l2);
    }
    return new Converted(landmark.title(), landmark.point().a(), landmark.point().k(), rows);
  }

  private void spark(List<List<Object>> rows, double l1, double l2) {
    double lambda = l1 + l2 * labelScale;
    if (Double.isFinite(lambda)) {
      if (!family.label().equals("huber")) {
        rows.add(row("glmnet", "alpha = %s, lambda = %s", l1 / lambda, lambda));
      }
      if (family.quadratic() || family.twoClasses()) {
        rows.add(row("MLlib", "elasticNetParam = %s, regParam = %s", l1 / lambda, lambda));
      }
    }
  }

  private void scikitLearn(List<List<Object>> rows, double l1, double l2) {
    double ratio = l1 / (l1 + l2);
    switch (family.label()) {
      case "gaussian" -> {
        rows.add(row("scikit-learn ElasticNet", "alpha = %s, l1_ratio = %s", l1 + l2, ratio));
        if (l2 == 0) {
          rows.add(row("scikit-learn Lasso", "alpha = %s", l1));
        }
        if (l1 == 0 && Double.isFinite(n)) {
          rows.add(row("scikit-learn Ridge", "alpha = %s", n * l2));
        }
      }
      case "binomial" -> {
        if (Double.isFinite(n)) {
          rows.add(
              row(
                  "scikit-learn LogisticRegression",
                  "C = %s, l1_ratio = %s",
                  1 / (n * (l1 + l2)),
                  ratio));
        }
      }
      case "poisson" -> ridge(rows, "scikit-learn PoissonRegressor", l1, l2);
      case "gamma" -> ridge(rows, "scikit-learn GammaRegressor", l1, l2);
      case "tweedie" -> ridge(rows, "scikit-learn TweedieRegressor", l1, l2);
      default -> {
        // has no such loss, or estimates what is given here
      }
    }
  }

  private static void ridge(List<List<Object>> rows, String name, double l1, double l2) {
    if (l1 == 0) {
      rows.add(row(name, "alpha = %s", l2));
    }
  }

  private void books(List<List<Object>> rows, double l1, double l2) {
    if (!Double.isFinite(n)) {
      return;
    }
    if (family.quadratic()) {
      terms(rows, "RSS + \u03bb \u03a3|b| + \u03bb \u03a3b\u00b2", 2 * n * l1, n * l2);
    }
    terms(rows, "mean loss + \u03bb/n \u03a3|b| + \u03bb/2n \u03a3b\u00b2", n * l1, n * l2);
  }

  private static void terms(List<List<Object>> rows, String form, double ofL1, double ofL2) {
    if (ofL2 == 0) {
      rows.add(row(form, "\u03bb of |b| = %s", ofL1));
    } else if (ofL1 == 0) {
      rows.add(row(form, "\u03bb of b\u00b2 = %s", ofL2));
    } else {
      rows.add(row(form, "\u03bb of |b| = %s, \u03bb of b\u00b2 = %s", ofL1, ofL2));
    }
  }

  private static List<Object> row(String name, String form, double... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = Digits.plain(values[i]);
    }
    return List.of(name, String.format(Locale.ROOT, form, texts));
  }
}
