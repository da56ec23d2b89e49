package io.glidepath.config;

import io.glidepath.failure.Secrets;
import io.glidepath.features.CoefficientsSpec;
import io.glidepath.features.ColumnsSpec;
import io.glidepath.features.DatePart;
import io.glidepath.features.LevelSpec;
import io.glidepath.features.Unseen;
import io.glidepath.path.RegParamSpec;
import io.glidepath.table.TableSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns specifications back into the keys of the configuration, secrets hidden: as JSON to be read
 * (and loaded again), and as a fingerprint. Because it starts from what was understood and not from
 * what was written, two ways to say the same thing come out the same.
 */
final class Rendering {
  private static final Set<String> NO_INFLUENCE = Set.of("output", "compute", "verify");

  private final JobSpec job;
  private final Map<String, Object> all = new LinkedHashMap<>();

  Rendering(JobSpec job) {
    this.job = job;
    all.put("input", input());
    all.put("columns", columns(job.columns()));
    all.put("missing", missing());
    all.put(
        "encoding",
        map(
            "levels", Values.label(job.encoding().levels()),
            "unseen", Values.label(job.encoding().unseen())));
    all.put("model", model());
    all.put("sweep", sweep());
    all.put("folds", folds());
    all.put(
        "select", map("metric", job.select().metric(), "rule", Values.label(job.select().rule())));
    all.put("verify", map("mllib", job.verify().mllib()));
    all.put("compute", compute());
    all.put("output", output());
  }

  private Map<String, Object> compute() {
    OptionalInt most = job.sweep().aliveLimit().most();
    Object alive = most.isPresent() ? most.getAsInt() : "auto";
    String cache = Values.label(job.cache());
    return map("blas", Values.label(job.blas()), "max-alive", alive, "cache", cache);
  }

  private Map<String, Object> output() {
    Map<String, Object> output =
        map(
            "path", Secrets.mask(job.output().path()),
            "run-id", job.output().runId().orElse(null),
            "mode", Values.label(job.output().mode()),
            "format", Values.label(job.output().format()),
            "checkpoint", job.output().checkpoint(),
            "predictions", job.output().predictions(),
            "dense-coefficients", Values.label(job.output().denseCoefficients()));
    job.output().namespace().ifPresent(namespace -> output.put("namespace", namespace));
    return output;
  }

  /** The whole configuration, {@code {"glidepath": {...}}}, indented. */
  String json() {
    return Json.pretty(map("glidepath", all));
  }

  /**
   * Hex SHA-256 of what decides the numbers. Not part of it: where results go, how they are
   * computed and checked, the order of keys, of tables, of sets of names, and secrets.
   */
  String fingerprint() {
    Map<String, Object> deciding = new TreeMap<>(all);
    deciding.keySet().removeAll(NO_INFLUENCE);
    deciding.put("columns", unordered(job.columns()));
    deciding.put("folds", foldsThatDecide());
    deciding.put("missing", missingThatDecides());
    if (job.encoding().unseen() == Unseen.ZERO) {
      deciding.put("encoding", Values.label(job.encoding().levels())); // as in foldsThatDecide
    }
    byte[] text = Json.compact(sorted(deciding)).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Map<String, Object> folds() {
    return map(
        "count", job.folds().count(),
        "seed", job.folds().seed(),
        "column", job.folds().column().orElse(null),
        "group", job.folds().group().orElse(null),
        "time", job.folds().time().orElse(null),
        "stratify", job.folds().stratify(),
        "repeats", job.folds().repeats(),
        "holdout", job.folds().holdout().orElse(null));
  }

  /** A key that came later, left alone, does not change what was published before it came. */
  private Map<String, Object> foldsThatDecide() {
    Map<String, Object> folds = folds();
    folds.remove("stratify", false);
    folds.remove("repeats", 1);
    List.of("group", "time", "holdout").forEach(key -> folds.remove(key, null));
    return folds;
  }

  private Map<String, Object> input() {
    Map<String, Object> tables = new LinkedHashMap<>();
    for (TableSpec table : job.input().tables()) {
      Map<String, Object> options = new TreeMap<>();
      table
          .options()
          .forEach((k, v) -> options.put(k, Secrets.isSecret(k) ? Secrets.MASK : Secrets.mask(v)));
      Map<String, Object> read = new LinkedHashMap<>();
      table.table().ifPresent(name -> read.put("table", name));
      if (table.table().isEmpty()) {
        read.put("path", table.paths().stream().map(Secrets::mask).toList());
      }
      table.format().ifPresent(format -> read.put("format", format.label()));
      table.schema().ifPresent(schema -> read.put("schema", schema));
      read.put("where", table.where().map(Secrets::mask).orElse(null));
      read.put("options", options);
      tables.put(table.name(), read);
    }
    return map("tables", tables, "query", job.input().query().map(Secrets::mask).orElse(null));
  }

  private static Map<String, Object> columns(ColumnsSpec columns) {
    return map(
        "key", columns.key(),
        "label", columns.label(),
        "positive", columns.positive().orElse(null),
        "weight", columns.weight().orElse(null),
        "offset", columns.offset().orElse(null),
        "features", columns.features(),
        "exclude", columns.exclude(),
        "categorical", columns.categorical(),
        "levels", levels(columns),
        "dates", dates(columns),
        "interactions", columns.interactions(),
        "penalty-factors", columns.coefficients().penaltyFactors(),
        "lower-bounds", columns.coefficients().lowerBounds(),
        "upper-bounds", columns.coefficients().upperBounds());
  }

  private static Map<String, Object> dates(ColumnsSpec columns) {
    Map<String, Object> map = new LinkedHashMap<>();
    columns
        .dates()
        .forEach((name, parts) -> map.put(name, parts.stream().map(DatePart::label).toList()));
    return map;
  }

  private static Map<String, Object> levels(ColumnsSpec columns) {
    Map<String, Object> map = new LinkedHashMap<>();
    columns.levels().forEach((name, said) -> map.put(name, levels(said)));
    return map;
  }

  private static Map<String, Object> levels(LevelSpec said) {
    Map<String, Object> map = new LinkedHashMap<>();
    said.minRows().ifPresent(n -> map.put("min-rows", n));
    said.max().ifPresent(n -> map.put("max", n));
    said.other().ifPresent(name -> map.put("other", name));
    return map;
  }

  /** The columns with those lists sorted whose order means nothing; the order of globs does. */
  private static Map<String, Object> unordered(ColumnsSpec columns) {
    Map<String, Object> map = columns(columns);
    if (columns.positive().isEmpty()) {
      map.remove("positive"); // as in foldsThatDecide
    }
    if (columns.interactions().isEmpty()) {
      map.remove("interactions");
    }
    map.remove("levels");
    map.remove("dates");
    if (!columns.dates().isEmpty()) {
      map.put(
          "dates",
          dates(columns).entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
    }
    if (!columns.levels().isEmpty()) {
      map.put(
          "levels",
          columns.levels().keySet().stream()
              .map(n -> List.of(n, levels(columns.levels().get(n))))
              .toList());
    }
    map.put("exclude", new TreeSet<>(columns.exclude()));
    map.put("categorical", new TreeSet<>(columns.categorical()));
    CoefficientsSpec coefficients = columns.coefficients();
    map.put("penalty-factors", unordered(coefficients.penaltyFactors()));
    map.put("lower-bounds", unordered(coefficients.lowerBounds()));
    map.put("upper-bounds", unordered(coefficients.upperBounds()));
    if (coefficients.lowerBounds().isEmpty()) {
      map.remove("lower-bounds");
    }
    if (coefficients.upperBounds().isEmpty()) {
      map.remove("upper-bounds");
    }
    return map;
  }

  private static Map<String, Object> unordered(Map<String, Double> byColumn) {
    Map<String, Double> names = new TreeMap<>();
    List<Object> globs = new ArrayList<>();
    byColumn.forEach(
        (name, number) -> {
          if (isGlob(name)) {
            globs.add(List.of(name, number));
          } else {
            names.put(name, number);
          }
        });
    return map("names", names, "globs", globs);
  }

  private static boolean isGlob(String name) {
    return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private Map<String, Object> missing() {
    return map(
        "label", Values.label(job.missing().label()),
        "weight", Values.label(job.missing().weight()),
        "offset", Values.label(job.missing().offset()),
        "numeric", Values.label(job.missing().numeric()),
        "categorical", Values.label(job.missing().categorical()),
        "indicator", job.missing().indicator());
  }

  /** As {@link #foldsThatDecide}. */
  private Map<String, Object> missingThatDecides() {
    Map<String, Object> missing = missing();
    missing.remove("indicator", false);
    return missing;
  }

  private Map<String, Object> model() {
    Map<String, Object> model =
        map(
            "family", job.model().family().label(),
            "intercept", job.model().intercept(),
            "standardize", job.model().standardize(),
            "convention", Values.label(job.model().convention()),
            "tolerance", job.model().tolerance(),
            "fold-tolerance", job.model().foldTolerance());
    job.model().family().shape().ifPresent(s -> model.put(s.name(), s.value()));
    return model;
  }

  private Map<String, Object> sweep() {
    RegParamSpec grid = job.sweep().regParam();
    Object ratio = grid.minRatio().isPresent() ? grid.minRatio().getAsDouble() : "auto";
    Object regParam =
        grid.values().isEmpty()
            ? map(
                "count", grid.count(), "min-ratio", ratio, "extend", grid.extend() ? "auto" : "off")
            : grid.values();
    return map("elastic-net-param", job.sweep().elasticNetParam(), "reg-param", regParam);
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> keys = new TreeMap<>();
      map.forEach((k, v) -> keys.put((String) k, sorted(v)));
      return keys;
    }
    return value instanceof Collection<?> list
        ? list.stream().map(Rendering::sorted).toList()
        : value;
  }
}
