package io.glidepath.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which columns the configuration takes for features. */
final class FeatureChoice {
  /** What pandas calls an index without a name, which is the number of the row as a rule. */
  private static final Pattern PANDAS_INDEX = Pattern.compile("__index_level_\\d+__");

  private final ColumnsSpec spec;
  private final TakenColumns taken;
  private final NamedColumns named;
  private final List<String> problems;
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param taken columns with another role
   * @param problems receives a message for each name that chooses nothing
   */
  FeatureChoice(ColumnsSpec spec, TakenColumns taken, NamedColumns named, List<String> problems) {
    this.spec = spec;
    this.taken = taken;
    this.named = named;
    this.problems = problems;
  }

  /** What the user should know of the choice. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * Those that are chosen.
   *
   * @param names of all columns, in their order
   * @param dates whose parts are features whatever is chosen, instead of the columns themselves
   */
  Set<String> among(List<String> names, DateColumns dates) {
    List<NamePattern> wanted = NamePattern.all(spec.features());
    List<NamePattern> unwanted = NamePattern.all(spec.exclude());
    Set<String> chosen = new LinkedHashSet<>();
    Set<String> indexes = new LinkedHashSet<>();
    for (NamePattern pattern : wanted) {
      List<String> found = named.matches("columns.features", pattern, names);
      for (String name : found) {
        if (dates.part(name).isPresent()) {
          continue;
        }
        boolean exact = pattern.isExactly(name);
        boolean excluded = unwanted.stream().anyMatch(p -> p.matches(name));
        boolean excludedByName = unwanted.stream().anyMatch(p -> p.isExactly(name));
        if (exact && taken.onlyRole(name).isPresent()) {
          problems.add(
              TakenColumns.twoRoles(name, taken.onlyRole(name).orElseThrow(), "columns.features"));
        } else if (exact && excludedByName) {
          problems.add(
              "columns.features and columns.exclude both name \""
                  + name
                  + "\"; take it out of one");
        } else if (exact) {
          chosen.add(name);
        } else if (isFree(name) && !excluded) {
          (PANDAS_INDEX.matcher(name).matches() ? indexes : chosen).add(name);
        }
      }
      if (!found.isEmpty()
          && pattern.isGlob()
          && found.stream().noneMatch(n -> isFree(n) || dates.part(n).isPresent())) {
        problems.add(
            "columns.features: \""
                + pattern.text()
                + "\" matches only columns that have another role ("
                + String.join(", ", found)
                + ")");
      }
    }
    for (NamePattern pattern : unwanted) {
      named.matches("columns.exclude", pattern, names);
    }
    indexes.removeAll(chosen);
    indexes.forEach(name -> warnings.add(indexLeftOut(name)));
    chosen.removeIf(dates::hasParts);
    chosen.addAll(dates.names());
    return chosen;
  }

  private static String indexLeftOut(String name) {
    return "\""
        + name
        + "\" is left out of the features: pandas writes the numbers of rows under this name. To use"
        + " it, name it in columns.features.";
  }

  /** Columns that say where rows belong are features only by name. */
  private boolean isFree(String name) {
    return taken.role(name).isEmpty()
        || (taken.onlyRole(name).isEmpty() && spec.features().contains(name));
  }
}
