package io.glidepath.job;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Secrets;
import io.glidepath.table.InputSpec;
import io.glidepath.table.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The input of a run with new places for some of its tables. Everything else is as in the run:
 * query, conditions, options, and the tables that no path is given for.
 *
 * @param input what to read
 * @param kept the tables that are read from where the run read them
 * @param warnings for the user
 */
record NewTables(InputSpec input, List<TableSpec> kept, List<String> warnings) {
  private static final String TO_CHANGE =
      " The run's record hides it as a secret, so that score cannot repeat it; use the saved model"
          + " (RUN/model) in a program of your own.";

  /**
   * @param given {@code NAME=PATH}, or the path alone where the run has one table; again for one
   *     name: more paths of that table. In place of a path, the name of a catalog's table
   * @param isTable whether a text names a catalog's table
   * @throws JobFailure 64 if the run has no table of a name, or no path is given; 78 if a part that
   *     is needed of the run's input is hidden in its record
   */
  static NewTables of(InputSpec trained, List<String> given, Predicate<String> isTable) {
    List<String> names = trained.tables().stream().map(TableSpec::name).toList();
    Map<String, List<String>> paths = new LinkedHashMap<>();
    for (String argument : given) {
      String name = name(argument, names);
      boolean named = argument.startsWith(name + "=");
      String path = named ? argument.substring(name.length() + 1) : argument;
      if (path.isBlank()) {
        throw new JobFailure(
            ExitCode.USAGE, "--table takes NAME=PATH, found \"" + argument + "\" without a path.");
      }
      paths.computeIfAbsent(name, n -> new ArrayList<>()).add(path);
    }
    List<String> warnings = new ArrayList<>();
    List<TableSpec> tables = new ArrayList<>();
    List<TableSpec> kept = new ArrayList<>();
    for (TableSpec table : trained.tables()) {
      TableSpec safe = table.with(options(table, warnings));
      TableSpec next =
          paths.containsKey(table.name()) ? moved(safe, paths.get(table.name()), isTable) : safe;
      tables.add(next);
      if (!paths.containsKey(table.name())) {
        kept.add(next);
      }
      String key = "input.tables." + table.name();
      requireKnown(next.where().stream(), key + ".where");
      requireKnown(next.options().values().stream(), key + ".options");
      requireKnown(
          paths.containsKey(table.name()) ? Stream.of() : next.paths().stream(), key + ".path");
    }
    requireKnown(trained.query().stream(), "input.query");
    return new NewTables(new InputSpec(tables, trained.query()), kept, warnings);
  }

  /** A catalog's table is one that a catalog knows, unless there is a file of that name. */
  private static TableSpec moved(TableSpec table, List<String> to, Predicate<String> isTable) {
    Optional<String> named = to.stream().filter(isTable).findFirst();
    if (named.isEmpty()) {
      return table.at(to);
    }
    if (to.size() > 1) {
      throw new JobFailure(
          ExitCode.USAGE,
          "--table: "
              + table.name()
              + " is given as "
              + String.join(" and ", to)
              + ", of which "
              + named.get()
              + " is a catalog's table. Give one catalog's table, or paths only.");
    }
    return table.named(named.get());
  }

  /** A path may hold an = too, as in ds=2026-01-01. */
  private static String name(String argument, List<String> names) {
    Optional<String> named = names.stream().filter(n -> argument.startsWith(n + "=")).findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    String before = argument.replaceFirst("=.*", "");
    boolean path = before.equals(argument) || before.contains("/");
    if (path && names.size() == 1) {
      return names.get(0);
    }
    throw new JobFailure(
        ExitCode.USAGE,
        (path
                ? "--table takes NAME=PATH where the run has several tables, found \"" + argument
                : "--table: the run has no table \"" + before)
            + "\". It has: "
            + String.join(", ", names)
            + ".");
  }

  /** Keys of a file system are not in the record, and Spark may be given them elsewhere. */
  private static Map<String, String> options(TableSpec table, List<String> warnings) {
    Map<String, String> options = new HashMap<>(table.options());
    table
        .options()
        .forEach(
            (key, value) -> {
              if (Secrets.isSecret(key) && value.equals(Secrets.MASK)) {
                options.remove(key);
                warnings.add(
                    "the option "
                        + key
                        + " of the table "
                        + table.name()
                        + " is hidden in the run's record and left out; where it is needed, give it"
                        + " to Spark as --conf spark.hadoop."
                        + key);
              }
            });
    return options;
  }

  private static void requireKnown(Stream<String> texts, String key) {
    if (texts.anyMatch(t -> t.contains(Secrets.MASK))) {
      throw new JobFailure(
          ExitCode.CONFIGURATION, key + " holds " + Secrets.MASK + "." + TO_CHANGE);
    }
  }
}
