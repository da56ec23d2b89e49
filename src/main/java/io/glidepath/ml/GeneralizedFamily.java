package io.glidepath.ml;

import io.glidepath.family.Family;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionBase;

/**
 * Losses as MLlib's {@code GeneralizedLinearRegression} names them: by a family and a link. A loss
 * that it does not know is taken for one with the same link, which predicts the same.
 */
public final class GeneralizedFamily {
  private static final String TWEEDIE = "tweedie";
  private static final Set<String> KNOWN =
      Set.of("gaussian", "binomial", "poisson", "gamma", TWEEDIE);

  /** MLlib's names of links, by the mean that belongs to a linear predictor. */
  private static final Map<String, DoubleUnaryOperator> LINKS =
      Map.of(
          "identity", eta -> eta,
          "log", Math::exp,
          "logit", eta -> 1 / (1 + Math.exp(-eta)),
          "inverse", eta -> 1 / eta,
          "sqrt", eta -> eta * eta,
          "cloglog", eta -> -Math.expm1(-Math.exp(eta)));

  /** A family of each link that a loss may have. */
  private static final Map<String, String> BY_LINK =
      Map.of("identity", "gaussian", "log", "poisson", "logit", "binomial");

  private static final double PROBE = 0.3;
  private static final double SAME = 1e-9;

  private GeneralizedFamily() {}

  /** Whether MLlib has this very loss. */
  static boolean isKnown(Family family) {
    return KNOWN.contains(family.label());
  }

  /** Whether the mean is the linear predictor. */
  public static boolean isIdentity(Family family) {
    return link(family).equals("identity");
  }

  /**
   * Sets family and link of an estimator or a model; what predicts the same if MLlib has no such.
   */
  public static void set(GeneralizedLinearRegressionBase params, Family family) {
    String link = link(family);
    if (family.label().equals(TWEEDIE)) { // of all families the one whose link is a power: 0, log
      params.set(params.family(), TWEEDIE);
      params.set(params.variancePower(), family.shape().orElseThrow().value());
      params.set(params.linkPower(), 0.0);
      return;
    }
    params.set(params.family(), isKnown(family) ? family.label() : BY_LINK.get(link));
    params.set(params.link(), link);
  }

  /** Found by trying, so that a further family needs nothing here. */
  private static String link(Family family) {
    double mean = family.mean(PROBE);
    return LINKS.entrySet().stream()
        .filter(e -> Math.abs(e.getValue().applyAsDouble(PROBE) - mean) < SAME)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("MLlib has no link of family " + family.label()));
  }
}
