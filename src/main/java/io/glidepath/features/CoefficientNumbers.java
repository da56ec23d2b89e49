package io.glidepath.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * Numbers for the coefficients of features, by feature: a name beats a glob, and a later glob an
 * earlier one.
 */
final class CoefficientNumbers {
  private final Set<String> features;
  private final NamedColumns named;
  private final List<String> problems;

  /**
   * @param problems receives a message for each number that is none, or matches nothing
   */
  CoefficientNumbers(Set<String> features, NamedColumns named, List<String> problems) {
    this.features = features;
    this.named = named;
    this.problems = problems;
  }

  /** Those of each feature; a feature that nothing matches has the usual ones. */
  Map<String, CoefficientTerms> of(CoefficientsSpec spec) {
    Map<String, Double> factors =
        of(
            "columns.penalty-factors",
            spec.penaltyFactors(),
            f -> f >= 0 && f < Double.POSITIVE_INFINITY,
            "0 or a positive number");
    Map<String, Double> lower =
        of("columns.lower-bounds", spec.lowerBounds(), b -> b <= 0, "0 or a negative number");
    Map<String, Double> upper =
        of("columns.upper-bounds", spec.upperBounds(), b -> b >= 0, "0 or a positive number");
    Map<String, CoefficientTerms> terms = new LinkedHashMap<>();
    CoefficientTerms usual = CoefficientTerms.USUAL;
    for (String feature : features) {
      terms.put(
          feature,
          new CoefficientTerms(
              factors.getOrDefault(feature, usual.penaltyFactor()),
              lower.getOrDefault(feature, usual.lowerBound()),
              upper.getOrDefault(feature, usual.upperBound())));
    }
    return terms;
  }

  private Map<String, Double> of(
      String key, Map<String, Double> numbers, DoublePredicate allowed, String expected) {
    Map<String, Double> byGlob = new LinkedHashMap<>();
    Map<String, Double> byName = new LinkedHashMap<>();
    numbers.forEach(
        (text, number) -> {
          NamePattern pattern = new NamePattern(text);
          if (!allowed.test(number)) {
            problems.add(
                String.format(
                    Locale.ROOT, "%s: \"%s\" = %s must be %s", key, text, number, expected));
          }
          for (String name : named.matches(key, pattern, features)) {
            (pattern.isExactly(name) ? byName : byGlob).put(name, number);
          }
        });
    byGlob.putAll(byName);
    return byGlob;
  }
}
