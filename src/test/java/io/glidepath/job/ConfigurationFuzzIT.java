package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations that look odd to the job, not to the parser: a value drawn for each key, most of
 * them possible. Each run publishes, or says in words why not.
 */
class ConfigurationFuzzIT {
  private static final long SEED = 20260107;
  private static final int AT_ONCE = 4;
  private static final Set<Integer> ALLOWED = Set.of(0, 65, 66, 78);
  private static final List<List<String>> DRAWS =
      List.of(
          List.of("columns.key = [c]", "columns.key = [a, b, s]", "columns.key = [none]"),
          List.of(
              "columns.label = a", "columns.label = s", "columns.label = k", "columns.label = n"),
          List.of("columns.weight = w", "columns.weight = n", "columns.weight = y"),
          List.of("columns.offset = o", "columns.offset = s", "columns.offset = y"),
          List.of(
              "columns.features = []", "columns.features = [\"?\"]", "columns.features = [a, a*]"),
          List.of(
              "columns.exclude = [\"*\"]", "columns.exclude = [s]", "columns.exclude = [\"[\"]"),
          List.of("columns.categorical = [k, a]", "columns.categorical = [y]"),
          List.of("columns.penalty-factors { \"*\" = 0 }", "columns.penalty-factors { a = 1e300 }"),
          List.of(
              "missing.numeric = median", "missing.numeric = drop-row", "missing.numeric = error"),
          List.of("missing.categorical = error", "missing.categorical = drop-row"),
          List.of("encoding = reference"),
          List.of("model.family = binomial, columns.label = k", "model.family = poisson"),
          List.of("model.tolerance = 1e-300", "model.tolerance = 0.999", "model.intercept = false"),
          List.of(
              "model.convention = glmnet", "model.convention = plain", "model.standardize = false"),
          List.of("sweep.elastic-net-param = [1e-300]", "sweep.elastic-net-param = [1, 0, 0.5]"),
          List.of(
              "sweep.reg-param = [1e300]", "sweep.reg-param = [0]", "sweep.reg-param = [1e-300]"),
          List.of("sweep.reg-param { count = 1 }", "sweep.reg-param.min-ratio = 1e-300"),
          List.of("folds.count = 0", "folds.count = 59", "folds.count = 2147483647"),
          List.of("folds.column = k", "folds.column = s", "folds.column = y", "folds.column = c"),
          List.of("folds.seed = -9223372036854775808", "folds.seed = 0"),
          List.of("select.metric = mae", "select.rule = sparsest-one-se", "select.rule = best"),
          List.of("verify.mllib = 1"),
          List.of("compute.blas = java", "compute.cache = none", "compute.cache = disk"),
          List.of("input.tables.t.where = \"id < 1\"", "input.tables.t.where = \"id < 0\""),
          List.of("input.tables.t.where = \"a / 0 > 1\"", "input.tables.t.where = \"NULL\""),
          List.of(
              "input.tables.t.where = \"assert_true(id < 5) IS NULL\"", "input.tables.t.where = a"),
          List.of("input.query = \"SELECT * FROM t, t AS u\"", "input.query = \"SELECT 1\""),
          List.of("input.query = \"SELECT *, raise_error('no') AS z FROM t\""),
          List.of("input.query = \"SELECT * EXCEPT (y), 1e308 * 10 * a AS y FROM t\""),
          List.of("input.tables.t.options { pathGlobFilter = none }"),
          List.of("input.tables.t.options { path = \"/none\" }"),
          List.of(
              "input.tables.t.options { modifiedBefore = x }", "input.tables.t.options { a = b }"),
          List.of("input.tables.t.options { mergeSchema = maybe }"),
          List.of("input.tables.t.options { recursiveFileLookup = yes, basePath = \"/none\" }"));

  private final Set<Integer> codes = new TreeSet<>();
  private final List<String> failures = new ArrayList<>();

  @TempDir Path home;

  /**
   * What a plan refuses, a run refuses the same way; what it lets through is run, a few at once.
   */
  @Test
  void everyJobEndsInWords() {
    JobRun.in(home)
        .table(
            "SELECT id, IF(id % 2 = 0, $a, NULL) AS a, CAST(9 * $b AS INT) AS b, $y AS y, CAST(id %"
                + " 2 AS INT) AS k, IF(id % 5 = 0, NULL, concat('<', id % 3)) AS s, 1 AS c, CAST(NULL"
                + " AS DOUBLE) AS n, 1 + id % 3 AS w, 0.1D AS o FROM range(60)");
    List<String> run = new ArrayList<>();
    for (int which = 0; which < DRAWS.size(); which++) {
      List<String> drawn = new ArrayList<>(run);
      List<String> values = DRAWS.get(which);
      drawn.add(values.get(new Random(SEED + which).nextInt(values.size())));
      boolean planned = end(drawn, "plan", "--scan") == 0;
      if (planned) {
        run = drawn;
      } else if (!run.isEmpty()) { // alone, for it may not go with the others
        drawn = drawn.subList(run.size(), drawn.size());
        if (end(drawn, "plan", "--scan") == 0) {
          end(run, "run");
          run = drawn;
        }
      }
      if (run.size() == AT_ONCE) {
        end(run, "run");
        run = new ArrayList<>();
      }
    }
    end(run, "run");
    assertThat(failures).isEmpty();
    assertThat(codes).contains(0, 65, 78);
  }

  private int end(List<String> drawn, String command, String... options) {
    JobRun job =
        JobRun.in(home)
            .with("columns { key = [id], label = y, exclude = [n] }")
            .with("missing { numeric = mean, categorical = level }")
            .with("sweep.reg-param { count = 2, min-ratio = 0.1 }, output.mode = overwrite");
    drawn.forEach(job::with);
    String[] line = job.line(options);
    line[0] = command;
    JobRun.Ended ended = JobRun.command(line);
    boolean words =
        ended.code() == 0 || !ended.message().matches("(?s)\\s*|.*(Exception|Unexpected|\tat ).*");
    if (!words || !ALLOWED.contains(ended.code())) {
      failures.add(command + " " + drawn + " " + ended.code() + " " + ended.err());
    }
    codes.add(ended.code());
    return ended.code();
  }
}
