package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.LevelWeights.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The levels of categories and the tokens of bags that a scan has found, by their rules. */
final class FoundLevels {
  private final List<FeatureColumn> features;
  private final Scan scan;
  private final ScanCounts counts;

  FoundLevels(List<FeatureColumn> features, Scan scan, ScanCounts counts) {
    this.features = features;
    this.scan = scan;
    this.counts = counts;
  }

  /**
   * The levels of every feature that has any and was scanned.
   *
   * @throws JobFailure 78 for more than its rule allows, for all of them in one message; 78 if a
   *     level has the name of one that is made; 65 for a bag that is empty in every row
   */
  Map<String, Levels> byFeature() {
    Map<String, Levels> levels = new LinkedHashMap<>();
    List<String> tooMany = new ArrayList<>();
    for (int j = 0; j < scan.columns().size(); j++) {
      ScanColumn column = scan.columns().get(j);
      if (!column.hasLevels() || column.role() == ScanColumn.Role.LABEL) {
        continue;
      }
      FeatureColumn feature = feature(column.name());
      LevelCounts found = counted(feature, j);
      if (found.found() > feature.levels().max()) {
        tooMany.add(tooMany(feature, found.found()));
      } else {
        Levels each = levels(feature, found);
        if (feature.kind() == FeatureColumn.Kind.MAP) {
          ElementSql.requireFew(feature, each.names().size());
        }
        levels.put(feature.name(), each);
      }
    }
    if (!tooMany.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "category with too many levels: "
              + String.join(", ", tooMany)
              + ". For each, allow more (columns.levels.*.max), or "
              + Profile.WAY_OUT
              + "; if its values are numbers, do not name it in columns.categorical.");
    }
    return levels;
  }

  private LevelCounts counted(FeatureColumn feature, int j) {
    LevelWeights weights = counts.levels[j];
    if (weights.isOverflown()) {
      return scan.countLevels(j, feature.levels());
    }
    // both values of a boolean are levels, however many rows have them
    return LevelCounts.of(
        weights.all(), ColumnTypes.isBoolean(feature.type()) ? LevelRule.USUAL : feature.levels());
  }

  private static String tooMany(FeatureColumn feature, long found) {
    LevelRule rule = feature.levels();
    return String.format(
        Locale.ROOT,
        "\"%s\" has %d levels%s, and may have %d",
        feature.name(),
        found,
        rule.minRows() > 1 ? " of " + rule.minRows() + " rows or more" : "",
        rule.max());
  }

  private Levels levels(FeatureColumn feature, LevelCounts found) {
    Map<String, Level> byName = new LinkedHashMap<>(found.kept());
    if (ColumnTypes.isBoolean(feature.type())) {
      byName.putIfAbsent("false", new Level());
      byName.putIfAbsent("true", new Level());
    }
    if (byName.containsKey(null)) {
      Level missing = byName.remove(null);
      put(feature, byName, Sql.MISSING, missing, "missing values", "missing.categorical");
    }
    List<String> names =
        new ArrayList<>(byName.keySet().stream().sorted(LevelOrder.of(feature.type())).toList());
    if (found.rare().isPresent()) {
      String other = feature.levels().other();
      put(feature, byName, other, found.rare().get(), "rare levels", "columns.levels.*.other");
      names.add(other);
    }
    if (names.isEmpty()) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "column \""
              + feature.name()
              + (feature.kind() == FeatureColumn.Kind.MAP
                  ? "\" is an empty map in every row."
                  : "\" is an empty list in every row.")
              + " Leave it out (columns.exclude).");
    }
    String mostFrequent = names.get(0);
    for (String name : names) {
      if (byName.get(name).weight() > byName.get(mostFrequent).weight()) {
        mostFrequent = name;
      }
    }
    List<Double> shares =
        names.stream().map(n -> Math.min(1, (double) byName.get(n).rows() / counts.used)).toList();
    return new Levels(names, mostFrequent, shares, found.rare().isPresent());
  }

  private static void put(
      FeatureColumn feature,
      Map<String, Level> byName,
      String name,
      Level level,
      String what,
      String key) {
    if (byName.put(name, level) != null) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "column \"%s\" has %s and a level \"%s\" as well. Rename that level in input.query, or"
                  + " choose another %s.",
              feature.name(),
              what,
              name,
              key));
    }
  }

  private FeatureColumn feature(String name) {
    return features.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }
}
