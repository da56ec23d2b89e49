package io.glidepath.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Penalty factors by feature: a name beats a glob, and a later glob an earlier one. */
final class PenaltyFactors {
  private PenaltyFactors() {}

  /**
   * Factors by feature; a feature that nothing matches has none.
   *
   * @param factors by name or glob, as configured
   * @param problems receives a message for each factor that is not one, or matches nothing
   */
  static Map<String, Double> of(
      Map<String, Double> factors,
      Set<String> features,
      NamedColumns named,
      List<String> problems) {
    Map<String, Double> byGlob = new LinkedHashMap<>();
    Map<String, Double> byName = new LinkedHashMap<>();
    factors.forEach(
        (text, factor) -> {
          NamePattern pattern = new NamePattern(text);
          if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            problems.add(
                String.format(
                    Locale.ROOT,
                    "columns.penalty-factors: \"%s\" = %s must be 0 or a positive number",
                    text,
                    factor));
          }
          for (String name : named.matches("columns.penalty-factors", pattern, features)) {
            (pattern.isExactly(name) ? byName : byGlob).put(name, factor);
          }
        });
    byGlob.putAll(byName);
    return byGlob;
  }
}
