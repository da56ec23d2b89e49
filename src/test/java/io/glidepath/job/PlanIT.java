package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.SharedSpark;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.family.Family;
import io.glidepath.path.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} says of rows that several passes need. */
class PlanIT {
  @TempDir static Path home;

  @BeforeAll
  static void writeTable() {
    JobRun.in(home)
        .table(
            "SELECT id, $a AS a, $b AS b, double($y < 0.5) AS y, 'n' || id AS name, 'g' || id % 3 AS"
                + " grp, id % 2 = 0 AS even FROM range(50)");
  }

  private static Planner planner(String family, String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "input.tables.t.path = \"" + home.resolve("t") + "\"",
                "output.path = \"" + home.resolve("out") + "\"",
                "columns.key = [id]",
                "columns.exclude = [name, grp, even]",
                "columns.label = y"));
    all.addAll(List.of(assignments));
    return new Planner(
        SharedSpark.session(), withFamily(ConfigurationLoader.load(List.of(), all), family));
  }

  private static JobSpec withFamily(JobSpec job, String family) {
    ModelSpec model = job.model();
    return new JobSpec(
        job.input(),
        job.columns(),
        job.missing(),
        job.encoding(),
        new ModelSpec(
            Family.of(family).orElseThrow(),
            model.intercept(),
            model.standardize(),
            model.convention(),
            model.tolerance(),
            model.foldTolerance()),
        job.sweep(),
        job.folds(),
        job.select(),
        job.verify(),
        job.blas(),
        job.cache(),
        job.output(),
        job.fingerprint(),
        job.json());
  }

  private static JsonNode json(Planner planner) throws Exception {
    return new ObjectMapper().readTree(planner.plan(true).get(0));
  }

  @Test
  void rowsThatFitAreKeptInMemory() throws Exception {
    Planner planner = planner("binomial");
    assertThat(planner.plan(false))
        .anyMatch(
            l ->
                l.matches(
                    "rows are kept      in memory \\(size of the rows: 1 MiB; memory for them: \\d+"
                        + " MiB\\)"))
        .anyMatch(l -> l.matches("data pass +march, about 14: .*"))
        .noneMatch(l -> l.contains("the whole surface"));
    JsonNode plan = json(planner);
    assertThat(plan.at("/cache/mode").asText()).isEqualTo("memory");
    assertThat(plan.at("/cache/why").asText()).startsWith("size of the rows: 1 MiB");
    assertThat(plan.at("/passes").findValuesAsText("purpose"))
        .containsExactly(
            "moments",
            "null models",
            "march",
            "models",
            "certificates",
            "fold models",
            "scores",
            "unpenalised",
            "calibration",
            "calibration bins");
  }

  @Test
  void interactionsAreCounted() {
    String pairs = "columns.interactions = [[a, b], [a, grp], [grp, even]]";
    String features = "columns.exclude = [name]";
    assertThat(planner("gaussian", features, pairs).plan(false))
        .anyMatch(
            l ->
                l.matches(
                    "interactions +3 pairs, 1 columns and those of levels: \"a:b\", \"a:grp\","
                        + " \"grp:even\""));
    assertThat(planner("gaussian", features, pairs).scanning().plan(false))
        .anyMatch(
            l ->
                l.matches(
                    "interactions +3 pairs, 7 columns: \"a:b\" 1, \"a:grp\" 3, \"grp:even\" 3"))
        .anyMatch(
            l ->
                l.matches(
                    "design columns +13 \\(2 numeric, 1 boolean, 0 in vectors, 3 levels, 7 products\\)"));
  }

  @Test
  void foldsAndRowsHeldOutAreForetold() {
    assertThat(
            planner(
                    "gaussian",
                    "folds { time = a, holdout = even, count = 3 }",
                    "output.predictions = true")
                .plan(false))
        .anyMatch(l -> l.matches("models +.* for each of 3 folds, forward in the order of a"))
        .anyMatch(l -> l.startsWith("data pass          time: some four scans of a"))
        .anyMatch(l -> l.startsWith("data pass          holdout: rows where even is true"))
        .anyMatch(l -> l.startsWith("data pass          predictions:"));
  }

  @Test
  void whatIsAskedForIsDone() {
    assertThat(planner("poisson", "compute.cache = none", "folds.count = 0").plan(false))
        .contains(
            "rows are kept      nowhere, every pass reads the tables (as asked for; size of the"
                + " rows: 1 MiB)")
        .noneMatch(l -> l.contains("fold models"));
  }

  @Test
  void howManyRowsAJoinHasIsFoundOutByTheRun() throws Exception {
    Planner planner =
        planner("binomial", "input.query = \"SELECT u.* FROM t JOIN t AS u ON t.id = u.id\"");
    assertThat(planner.plan(false))
        .contains(
            "rows are kept      in memory or on disk, as the run finds out (only a scan tells how"
                + " many rows there are)");
    assertThat(json(planner).at("/cache/mode").asText()).isEqualTo("auto");
  }

  @Test
  void squaredErrorKeepsNone() throws Exception {
    Planner planner = planner("gaussian", "compute.cache = memory");
    assertThat(planner.plan(false)).noneMatch(l -> l.startsWith("rows are kept"));
    assertThat(json(planner).has("cache")).isFalse();
    assertThat(json(planner).at("/passes").findValuesAsText("purpose")).containsExactly("moments");
  }

  @Test
  void levelsAreCountedWhereTheRowsMayBeRead() throws Exception {
    Planner planner =
        planner("gaussian", "columns.exclude = []", "columns.lower-bounds = { \"g*\" = 0 }");
    assertThat(planner.plan(false))
        .contains("bounds             on 1 of the columns: \"grp\"")
        .contains(
            "design columns     3 (2 numeric, 1 boolean, 0 in vectors) and the levels or"
                + " elements of 2 columns: \"name\", \"grp\"; plan --scan counts them")
        .anyMatch(l -> l.endsWith("and more for the levels"))
        .noneMatch(l -> l.startsWith("levels") || l.startsWith("warning"));
    assertThat(planner.scanning().plan(false))
        .contains("design columns     56 (2 numeric, 1 boolean, 0 in vectors, 53 levels)")
        .contains("levels             \"name\" 50, \"grp\" 3")
        .anyMatch(l -> l.startsWith("warning            \"name\" has a level in nearly every row"))
        .noneMatch(l -> l.endsWith("and more for the levels"));
    JsonNode plan = json(planner.scanning());
    assertThat(plan.at("/design/columns").asInt()).isEqualTo(56);
    assertThat(plan.at("/design/levels").toString()).isEqualTo("{\"name\":50,\"grp\":3}");
    assertThat(plan.at("/warnings")).hasSize(1);
    assertThat(json(planner).at("/design").has("columns")).isFalse();
  }
}
