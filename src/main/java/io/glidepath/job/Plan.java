package io.glidepath.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glidepath.design.CacheChoice;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowShape;
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

  /** A scan and why it is made. */
  record Pass(String purpose, String why) {}

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
      lines.add(line("data pass", pass.purpose() + ": " + pass.why()));
    }
    cache.ifPresent(c -> lines.add(line("rows are kept", inWords(c))));
    String about = columns.moreToCome() ? " and more for the levels" : "";
    lines.add(line("driver memory", CacheChoice.readable(capacity.driverBytes()) + about));
    lines.add(line("memory of a task", CacheChoice.readable(capacity.taskBytes()) + about));
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
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode plan = mapper.createObjectNode();
    for (TableFootprint table : tables) {
      ObjectNode each =
          plan.withArray("tables")
              .addObject()
              .put("name", table.name())
              .put("columns", table.schema().size())
              .put("rows", table.rows().isPresent() ? table.rows().getAsLong() : null)
              .put("files", table.files().size());
      table.version().ifPresent(v -> each.put("format", v.format()).put("version", v.version()));
    }
    plan.put("rows", rows);
    ObjectNode design = plan.putObject("design");
    design.put("numeric", columns.numbers());
    design.put("boolean", columns.booleans());
    design.put("vector", columns.vectorElements());
    design.set("categories", mapper.valueToTree(columns.categories()));
    design.set("bounded", mapper.valueToTree(columns.bounded()));
    design.set("interactions", mapper.valueToTree(columns.pairs()));
    columns
        .counted()
        .ifPresent(
            c -> {
              design.put("columns", c.shape().columns());
              design.put("sparse", c.shape().sparse().length);
              design.put("entries_a_row", c.shape().entries());
              design.set("levels", mapper.valueToTree(c.levels()));
              design.set("products", mapper.valueToTree(c.products()));
              plan.set("warnings", mapper.valueToTree(c.warnings()));
            });
    plan.putObject("grid")
        .put("elastic_net_param", grid.alphas())
        .put("reg_param", grid.lambdas())
        .put("folds", grid.folds().count())
        .put("repeats", grid.folds().repeats())
        .put("group", grid.folds().group().orElse(null))
        .put("time", grid.folds().time().orElse(null))
        .put("holdout", grid.folds().holdout().orElse(null))
        .put("models", capacity.models());
    passes.forEach(
        p -> plan.withArray("passes").addObject().put("purpose", p.purpose()).put("why", p.why()));
    cache.ifPresent(c -> plan.putObject("cache").put("mode", c.label()).put("why", c.why()));
    plan.putObject("memory")
        .put("driver_bytes", capacity.driverBytes())
        .put("task_bytes", capacity.taskBytes());
    plan.put("output", output);
    plan.put("state", state);
    try {
      plan.set("configuration", mapper.readTree(configuration));
      return mapper.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the resolved configuration is not JSON", e);
    }
  }
}
