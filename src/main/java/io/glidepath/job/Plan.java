package io.glidepath.job;

import io.glidepath.design.CacheChoice;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowShape;
import io.glidepath.output.TableForecast;
import io.glidepath.output.TableSchemas;
import io.glidepath.table.TableFootprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run would do, foretold from schemas and footers, and from the rows where they were read.
 *
 * @param rows how many the sweep reads, in words where the footers do not tell
 * @param columns the design: known is false where levels or widths show only in the data
 * @param passes scans of the rows, by purpose
 * @param results what will be published
 * @param cache where rows are kept between passes; absent where one pass is enough
 * @param capacity for the columns that are known
 * @param state what is published under the run-id now
 */
record Plan(
    List<TableFootprint> tables,
    String rows,
    Columns columns,
    Grid grid,
    List<Pass> passes,
    List<TableForecast> results,
    Optional<CacheChoice> cache,
    Capacity capacity,
    String output,
    String state,
    String configuration) {
  private static final int NAMED = 10;

  /**
   * Design columns as far as is known.
   *
   * @param categories columns of which only the data tell how many they make: categories, bags,
   *     arrays and maps
   * @param bounded columns whose coefficients have bounds
   * @param pairs interactions, by name
   * @param products how many columns these make, as far as is known without the levels
   * @param counted what the rows tell; empty if they were not read
   */
  record Columns(
      int numbers,
      int vectorElements,
      int booleans,
      List<String> categories,
      List<String> bounded,
      List<String> pairs,
      int products,
      Optional<Counted> counted) {
    int known() {
      return shape().columns();
    }

    /** How the known ones are held; what vectors hold shows only in the run. */
    RowShape shape() {
      return counted
          .map(Counted::shape)
          .orElseGet(() -> RowShape.dense(numbers + vectorElements + booleans + products));
    }

    /** Whether there are columns that show only in the data. */
    boolean moreToCome() {
      return counted.isEmpty() && !categories.isEmpty();
    }
  }

  /**
   * What the rows tell of the design.
   *
   * @param shape how many columns it has, and how they are held
   * @param levels how many each category has, the most first
   * @param products how many columns each interaction makes
   */
  record Counted(
      RowShape shape,
      Map<String, Integer> levels,
      Map<String, Integer> products,
      List<String> warnings) {
    int ofPairs() {
      return products.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * The models of one training set, and of how many training sets.
   *
   * @param folds as configured; with a fold column the data decide, and memory is foretold for its
   *     count
   */
  record Grid(int alphas, int lambdas, FoldSpec folds) {
    int points() {
      return alphas * lambdas;
    }
  }

  /**
   * A scan and why it is made.
   *
   * @param times how often, about; 0: a scan that {@code run.json} does not count
   */
  record Pass(String purpose, int times, String why) {
    private String inWords() {
      return purpose + (times > 1 ? ", about " + times : "") + ": " + why;
    }
  }

  /** How many scans that are counted, about. */
  int passCount() {
    return passes.stream().mapToInt(Pass::times).sum();
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TableFootprint table : tables) {
      lines.add(line("table " + table.name(), table.inWords()));
    }
    lines.add(line("rows", rows));
    lines.add(line("design columns", columnsInWords()));
    columns.counted().ifPresent(counted -> addLevels(counted, lines));
    if (!columns.pairs().isEmpty()) {
      lines.add(line("interactions", pairsInWords()));
    }
    if (!columns.bounded().isEmpty()) {
      lines.add(
          line(
              "bounds",
              "on %d of the columns: %s"
                  .formatted(columns.bounded().size(), quoted(columns.bounded()))));
    }
    lines.add(
        line(
            "grid",
            "%d elastic-net-param x %d reg-param".formatted(grid.alphas(), grid.lambdas())));
    lines.add(
        line(
            "models",
            grid.folds()
                .column()
                .map(c -> "%d on all rows, and as many for each fold that %s names")
                .orElse(
                    "%d on all rows, and as many for each of %s folds" + grid.folds().howInWords())
                .formatted(
                    grid.points(), grid.folds().column().orElse("" + grid.folds().count()))));
    for (Pass pass : passes) {
      lines.add(line("data pass", pass.inWords()));
    }
    lines.add(line("passes in all", "about " + passCount()));
    cache.ifPresent(c -> lines.add(line("rows are kept", inWords(c))));
    String about = columns.moreToCome() ? " and more for the levels" : "";
    lines.add(line("driver memory", CacheChoice.readable(capacity.driverBytes()) + about));
    lines.add(line("memory of a task", CacheChoice.readable(capacity.taskBytes()) + about));
    results.forEach(r -> lines.add(line("result table", inWords(r))));
    lines.add(line("output", output + " (" + state + ")"));
    return lines;
  }

  private String columnsInWords() {
    String known =
        "%d numeric, %d boolean, %d in vectors"
            .formatted(columns.numbers(), columns.booleans(), columns.vectorElements());
    if (columns.moreToCome()) {
      return "%d (%s) and the levels or elements of %d columns: %s; plan --scan counts them"
          .formatted(
              columns.known(), known, columns.categories().size(), quoted(columns.categories()));
    }
    int products = columns.counted().map(Counted::ofPairs).orElse(columns.products());
    int ofLevels =
        columns.known()
            - columns.numbers()
            - columns.booleans()
            - columns.vectorElements()
            - products;
    return columns.known()
        + " ("
        + known
        + (ofLevels > 0 ? ", " + ofLevels + " levels" : "")
        + (products > 0 ? ", " + products + " products)" : ")");
  }

  /** Each with its number of columns where that is known. */
  private String pairsInWords() {
    if (columns.counted().isEmpty()) {
      int open = columns.pairs().size() - columns.products();
      return "%d pairs, %d columns".formatted(columns.pairs().size(), columns.products())
          + (open > 0 ? " and those of levels" : "")
          + ": "
          + quoted(columns.pairs());
    }
    Map<String, Integer> products = columns.counted().get().products();
    String some =
        products.entrySet().stream()
            .limit(NAMED)
            .map(e -> "\"" + e.getKey() + "\" " + e.getValue())
            .collect(Collectors.joining(", "));
    return "%d pairs, %d columns: ".formatted(products.size(), columns.counted().get().ofPairs())
        + some
        + (products.size() > NAMED ? ", ..." : "");
  }

  private static void addLevels(Counted counted, List<String> lines) {
    RowShape shape = counted.shape();
    if (shape.sparse().length > 0) {
      String held = "%d, %.1f entries in a row";
      lines.add(
          line(
              "sparse columns",
              String.format(Locale.ROOT, held, shape.sparse().length, shape.entries())));
    }
    if (!counted.levels().isEmpty()) {
      List<String> levels = new ArrayList<>();
      counted.levels().forEach((column, count) -> levels.add("\"" + column + "\" " + count));
      lines.add(line("levels", String.join(", ", levels)));
    }
    counted.warnings().forEach(w -> lines.add(line("warning", w)));
  }

  /** The first of many. */
  private static String quoted(List<String> names) {
    String some =
        names.stream().limit(NAMED).map(n -> "\"" + n + "\"").collect(Collectors.joining(", "));
    return some + (names.size() > NAMED ? ", ..." : "");
  }

  private String inWords(TableForecast result) {
    boolean guessed = result.table().equals(TableSchemas.COEFFICIENTS);
    return String.format(
        Locale.ROOT,
        "%s, about %d rows, %s%s",
        result.table(),
        result.rows(),
        CacheChoice.readable(result.bytes()),
        guessed ? "; a guess: all of pure L2, half of the columns of any other mix" : "");
  }

  private static String inWords(CacheChoice cache) {
    String where =
        switch (cache.mode()) {
          case AUTO -> "in memory or on disk, as the run finds out";
          case MEMORY -> "in memory";
          case DISK -> "on disk";
          case NONE -> "nowhere, every pass reads the tables";
        };
    return where + " (" + cache.why() + ")";
  }

  private static String line(String what, String value) {
    return String.format(Locale.ROOT, "%-18s %s", what, value);
  }

  /** For programs. */
  String json() {
    return PlanJson.of(this);
  }
}
