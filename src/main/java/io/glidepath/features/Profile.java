package io.glidepath.features;

import io.glidepath.failure.JobFailure;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What must be known of the data before the design matrix is: the levels of categories, the means
 * or medians that fill in for missing numbers, the widths of vectors, and how many rows are
 * dropped.
 *
 * <p>Rows of weight 0 are as if they were not there. Rows dropped by a {@code drop-row} policy come
 * next; levels, means and medians are over the rows left. NaN counts as missing. All maps are in
 * the order of the features.
 *
 * <p>Edge results: a boolean has the levels false and true even if only one occurs; without a scan
 * false counts as its most frequent one. {@code (missing)} is a level only where something is
 * missing.
 *
 * @param levels of every categorical feature
 * @param tokens of every bag, and the keys of every map
 * @param surrogates value that fills in, for every numeric feature under {@code mean} or {@code
 *     median}
 * @param vectorNames names of the elements of every vector feature, arrays and maps among them
 * @param missing number of missing values, in rows of positive weight, of every scanned column that
 *     has any
 * @param dropped number of rows dropped because of missing values in {@code weight, label, offset,
 *     numeric, categorical}, each row under the first of these that applies; only those that occur
 * @param rowsRead rows seen by the scan, those of weight 0 included; empty without a scan
 */
public record Profile(
    Map<String, Levels> levels,
    Map<String, Levels> tokens,
    Map<String, Double> surrogates,
    Map<String, List<String>> vectorNames,
    Map<String, Long> missing,
    Map<String, Long> dropped,
    OptionalLong rowsRead) {
  /** What to do about a category of too many levels. */
  public static final String WAY_OUT =
      "put rare levels together (columns.levels.*.min-rows), leave the column out (columns.exclude), or"
          + " make a number, parts of a date or fewer groups of it in input.query";

  private static final int MANY = 10;
  private static final double NEARLY_UNIQUE = 0.5;

  public Profile {
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    surrogates = Collections.unmodifiableMap(new LinkedHashMap<>(surrogates));
    vectorNames = Collections.unmodifiableMap(new LinkedHashMap<>(vectorNames));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
  }

  /**
   * Reads, in one scan, only the columns that must be known: categories, a label of strings,
   * columns whose missing values are filled in or drop their row, and the weight. Medians take
   * further scans of the filled-in columns ({@link WeightedMedians}); a vector without MLlib
   * attributes takes a look at its first row. Where nothing must be known (numbers and booleans, no
   * policy but {@code error}, full encoding) nothing is read.
   *
   * @throws JobFailure 65 for missing values that are an error, infinite values, bad weights and
   *     vectors of differing width in the columns read, counted in one message for all columns; 65
   *     when no row is left or a label of strings has not two values; 78 if columns.positive is not
   *     one of them; 78 for a category or bag with more levels than its {@link LevelRule} allows
   */
  public static Profile of(
      Dataset<Row> rows, ColumnRoles roles, MissingSpec missing, Encoding encoding) {
    return new Profiler(rows, roles, missing, encoding).profile();
  }

  /**
   * What is wrong with rows that are prepared by this profile without having been part of it; all
   * of it in one message, after a scan of all columns. Empty if nothing is.
   *
   * @param what these rows are called
   */
  public Optional<JobFailure> problems(
      String what, Dataset<Row> rows, ColumnRoles roles, MissingSpec missing, Encoding encoding) {
    return new Profiler(rows, roles, missing, encoding).problems(what, vectorNames);
  }

  /** Whether {@link #of} would read the rows. */
  public static boolean scans(ColumnRoles roles, MissingSpec missing, Encoding encoding) {
    return new ScanPlan(roles, missing, encoding).scans();
  }

  /** Whether a column has numbers that are filled in. */
  boolean filled(FeatureColumn feature) {
    return surrogates.containsKey(feature.name()) && missing.containsKey(feature.name());
  }

  /** Of the rows in which a column is missing. */
  double missingShare(FeatureColumn feature) {
    return (double) missing.getOrDefault(feature.name(), 0L) / rowsRead.orElse(1);
  }

  /** Whether {@link #of} read the rows. */
  public boolean scanned() {
    return rowsRead.isPresent();
  }

  /**
   * How many levels every categorical feature has, and how many tokens every bag and keys every
   * map, the most first.
   */
  public Map<String, Integer> levelCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Stream.concat(levels.entrySet().stream(), tokens.entrySet().stream())
        .sorted(Comparator.comparing(e -> -e.getValue().names().size()))
        .forEach(e -> counts.put(e.getKey(), e.getValue().names().size()));
    return counts;
  }

  /** What should be known of the categories before they are swept. */
  public List<String> warnings() {
    long rows = rowsRead.orElse(0) - rowsDropped();
    return levelCounts().entrySet().stream()
        .filter(e -> levels.containsKey(e.getKey()))
        .filter(e -> e.getValue() >= MANY && e.getValue() > rows * NEARLY_UNIQUE)
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "\"%s\" has a level in nearly every row (%d levels in %d rows): it tells these"
                        + " rows apart and says nothing about others; %s",
                    e.getKey(),
                    e.getValue(),
                    rows,
                    WAY_OUT))
        .toList();
  }

  /** Rows left out because of missing values. */
  private long rowsDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
