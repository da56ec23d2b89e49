package io.glidepath.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules for levels by feature: a name beats a glob, and a later glob an earlier one, key by key.
 */
final class LevelRules {
  private LevelRules() {}

  /**
   * A rule for each feature.
   *
   * @param specs by name or glob, as configured
   * @param levelled the features that have levels
   * @param problems receives a message for each name or glob that stands for none of them
   */
  static Map<String, LevelRule> of(
      Map<String, LevelSpec> specs,
      Set<String> features,
      Set<String> levelled,
      NamedColumns named,
      List<String> problems) {
    Map<String, LevelRule> rules = new LinkedHashMap<>();
    features.forEach(f -> rules.put(f, LevelRule.USUAL));
    List<Map.Entry<String, LevelSpec>> inOrder = new ArrayList<>();
    specs.entrySet().stream().filter(e -> isGlob(e, features)).forEach(inOrder::add);
    specs.entrySet().stream().filter(e -> !isGlob(e, features)).forEach(inOrder::add);
    for (Map.Entry<String, LevelSpec> spec : inOrder) {
      NamePattern pattern = new NamePattern(spec.getKey());
      List<String> found = named.matches("columns.levels", pattern, features);
      found.forEach(f -> rules.computeIfPresent(f, (k, rule) -> rule.with(spec.getValue())));
      if (!found.isEmpty() && found.stream().noneMatch(levelled::contains)) {
        problems.add(
            "columns.levels: \""
                + spec.getKey()
                + "\" matches only columns without levels; name numbers that are categories in"
                + " columns.categorical");
      }
    }
    return rules;
  }

  private static boolean isGlob(Map.Entry<String, LevelSpec> spec, Set<String> features) {
    return new NamePattern(spec.getKey()).isGlob() && !features.contains(spec.getKey());
  }
}
