package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ScanColumn.OnMissing;
import io.glidepath.features.ScanColumn.Role;
import io.glidepath.table.ReadFailures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The work behind {@link Profile#of}. */
final class Profiler {
  /** So many levels of a column are counted by the tasks; of more a shuffle takes care. */
  private static final int COUNTED_BY_TASKS = 10_000;

  private final Dataset<Row> rows;
  private final ColumnRoles roles;
  private final MissingSpec missing;
  private final ScanPlan plan;
  private final Map<String, List<String>> vectorNames = new LinkedHashMap<>();

  Profiler(Dataset<Row> rows, ColumnRoles roles, MissingSpec missing, Encoding encoding) {
    this.rows = rows;
    this.roles = roles;
    this.missing = missing;
    this.plan = new ScanPlan(roles, missing, encoding);
  }

  Profile profile() {
    try {
      return profiled();
    } catch (JobFailure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<JobFailure> known = ReadFailures.translate(e);
      if (known.isPresent()) {
        throw known.get();
      }
      throw e;
    }
  }

  private Profile profiled() {
    for (FeatureColumn feature : roles.features()) {
      if (feature.kind() == FeatureColumn.Kind.VECTOR
          || feature.kind() == FeatureColumn.Kind.ARRAY) {
        vectorNames.put(feature.name(), VectorNames.of(rows, feature, roles.weight()));
      }
    }
    if (!plan.scans()) {
      return new Profile(
          levels(Map.of()),
          Map.of(),
          Map.of(),
          vectorNames,
          Map.of(),
          Map.of(),
          OptionalLong.empty());
    }
    Scan scan = scan(plan.needed());
    ScanCounts counts = scan.count("profile: levels and missing values", COUNTED_BY_TASKS);
    if (DataProblems.any(scan.columns(), plan.weight(), counts)) {
      throw everyProblem("the data").orElseThrow();
    }
    requireRows(counts);
    requireTwoValues(scan, counts);
    Map<String, Levels> scanned = new FoundLevels(roles.features(), scan, counts).byFeature();
    nameKeys(scanned);
    return new Profile(
        levels(scanned),
        tokens(scanned),
        surrogates(scan, counts),
        vectorNames,
        missing(scan, counts),
        dropped(counts),
        OptionalLong.of(counts.read));
  }

  private Scan scan(List<ScanColumn> columns) {
    int[] widths =
        columns.stream()
            .mapToInt(c -> vectorNames.getOrDefault(c.name(), List.of()).size())
            .toArray();
    return new Scan(rows, plan.weight(), columns, widths);
  }

  Optional<JobFailure> problems(String what, Map<String, List<String>> elements) {
    vectorNames.putAll(elements);
    return everyProblem(what);
  }

  /** A second scan, of all columns, so that one message tells everything. */
  private Optional<JobFailure> everyProblem(String what) {
    Scan scan = scan(plan.all());
    ScanCounts counts = scan.count("profile: counting what is wrong", 0);
    return DataProblems.any(scan.columns(), plan.weight(), counts)
        ? Optional.of(DataProblems.failure(what, scan.columns(), plan.weight(), counts))
        : Optional.empty();
  }

  private void requireRows(ScanCounts counts) {
    if (counts.used > 0) {
      return;
    }
    throw new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "no row is left: %d read, %d of weight 0, dropped for missing values: %s. Check"
                + " input.query and where, columns.weight and missing.*.",
            counts.read,
            counts.zeroWeight,
            dropped(counts)));
  }

  private void requireTwoValues(Scan scan, ScanCounts counts) {
    for (int j = 0; j < scan.columns().size(); j++) {
      ScanColumn column = scan.columns().get(j);
      if (column.role() == Role.LABEL && column.isLevel()) {
        new LabelValues(roles.label(), counts.levels[j]).check();
      }
    }
  }

  private void nameKeys(Map<String, Levels> scanned) {
    for (FeatureColumn feature : roles.features()) {
      if (feature.kind() == FeatureColumn.Kind.MAP) {
        vectorNames.put(feature.name(), VectorNames.of(feature, scanned.get(feature.name())));
      }
    }
  }

  private Map<String, Levels> tokens(Map<String, Levels> scanned) {
    Map<String, Levels> tokens = new LinkedHashMap<>();
    for (FeatureColumn feature : roles.features()) {
      if (feature.kind() == FeatureColumn.Kind.BAG || feature.kind() == FeatureColumn.Kind.MAP) {
        tokens.put(feature.name(), scanned.get(feature.name()));
      }
    }
    return tokens;
  }

  private Map<String, Levels> levels(Map<String, Levels> scanned) {
    Map<String, Levels> levels = new LinkedHashMap<>();
    for (FeatureColumn feature : roles.features()) {
      if (feature.kind() == FeatureColumn.Kind.CATEGORICAL) {
        levels.put(
            feature.name(),
            scanned.getOrDefault(feature.name(), new Levels(List.of("false", "true"), "false")));
      }
    }
    return levels;
  }

  private Map<String, Double> surrogates(Scan scan, ScanCounts counts) {
    int[] filled =
        IntStream.range(0, scan.columns().size())
            .filter(j -> scan.columns().get(j).role() == Role.NUMERIC)
            .filter(j -> scan.columns().get(j).onMissing() == OnMissing.FILL)
            .toArray();
    double[] values;
    if (missing.numeric() == MissingSpec.Numeric.MEDIAN && filled.length > 0) {
      values = new WeightedMedians(scan, filled).values();
    } else {
      values = IntStream.of(filled).mapToDouble(j -> counts.means[j].value()).toArray();
    }
    Map<String, Double> surrogates = new LinkedHashMap<>();
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < filled.length; i++) {
      String name = scan.columns().get(filled[i]).name();
      surrogates.put(name, values[i]);
      if (Double.isNaN(values[i])) {
        empty.add("\"" + name + "\"");
      }
    }
    if (!empty.isEmpty()) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "there is no value to fill in: every value is missing in "
              + String.join(", ", empty)
              + ". Leave the column out (columns.exclude).");
    }
    return surrogates;
  }

  private static Map<String, Long> missing(Scan scan, ScanCounts counts) {
    Map<String, Long> missing = new LinkedHashMap<>();
    for (int j = 0; j < counts.missing.length; j++) {
      if (counts.missing[j] > 0) {
        missing.put(scan.columns().get(j).name(), counts.missing[j]);
      }
    }
    return missing;
  }

  private static Map<String, Long> dropped(ScanCounts counts) {
    Map<String, Long> dropped = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      if (counts.dropped[role.ordinal()] > 0) {
        dropped.put(role.key(), counts.dropped[role.ordinal()]);
      }
    }
    return dropped;
  }
}
