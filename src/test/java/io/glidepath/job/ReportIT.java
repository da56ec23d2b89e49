package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a published run: what it holds is what the tables say. */
class ReportIT {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  private static final String TABLE =
      "SELECT id, $a AS a, $a + 0.1 * $b AS a2, $c AS `<script>alert(1)</script>`, $d AS `d \"'&`,"
          + " 7 AS same, 3 * $a - 2 * $c + $noise AS y FROM range(200)";

  private static final String SWEEP =
      "columns { key = [id], label = y }\n"
          + "sweep { elastic-net-param = [0, 0.5, 1], reg-param { count = 6, min-ratio = 1e-3 } }\n";

  @TempDir private Path home;

  private static String html(Published run) throws IOException {
    return Files.readString(run.directory().resolve("report.html"));
  }

  private static JsonNode data(Published run) throws IOException {
    Matcher matcher = DATA.matcher(html(run));
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.asText()));
    return texts;
  }

  private static List<String> named(JsonNode data, JsonNode columns) {
    return texts(columns.get("features")).stream()
        .map(i -> data.get("names").get(Integer.parseInt(i)).asText())
        .toList();
  }

  private Published run() {
    return JobRun.in(home).with(SWEEP).table(TABLE).run();
  }

  @Test
  void theSurfaceIsThatOfTheTables() throws IOException {
    Published run = run();
    JsonNode data = data(run);
    for (Row r : run.rows("paths")) {
      int a = texts(data.get("alphas")).indexOf(String.valueOf(r.<Double>getAs(1)));
      JsonNode path = data.get("paths").get(a);
      int k = r.getAs("grid_index");
      assertThat(path.get("reg_param").get(k).asDouble()).isEqualTo(r.<Double>getAs("reg_param"));
      assertThat(path.get("nonzero").get(k).asInt()).isEqualTo(r.<Integer>getAs("nonzero"));
      assertThat(path.get("l1_norm").get(k).asDouble()).isEqualTo(r.<Double>getAs("l1_norm"));
      assertThat(path.get("kkt_violation").get(k).asDouble())
          .isEqualTo(r.<Double>getAs("kkt_violation"));
      Row mean =
          run.row(
              "validation", "elastic_net_param", r.getAs(1), "grid_index", k, "metric", "deviance");
      assertThat(path.get("mean").get(k).asDouble()).isEqualTo(mean.<Double>getAs("mean"));
      assertThat(path.get("folds").get(k)).hasSize(3);
    }
  }

  @Test
  void pathsModelAndStabilityAreThoseOfTheTables() throws IOException {
    Published run = run();
    JsonNode data = data(run);
    List<String> names = texts(data.get("names"));
    JsonNode drawn = data.get("coefficients");
    for (int a = 0; a < 3; a++) {
      double alpha = data.get("alphas").get(a).asDouble();
      for (int i = 0; i < drawn.get("features").size(); i++) {
        String feature = names.get(drawn.get("features").get(i).asInt());
        JsonNode path = drawn.get("paths").get(a).get(i);
        for (Row r : run.rows("coefficients")) {
          if (r.<Double>getAs("elastic_net_param") == alpha && r.getAs("feature").equals(feature)) {
            double value = r.getAs("standardized_coefficient");
            int at = r.<Integer>getAs("grid_index") - path.get("from").asInt();
            assertThat(path.get("values").get(at).asDouble())
                .isCloseTo(value, within(1e-5 * Math.abs(value)));
          }
        }
      }
    }
    assertEntries(run, data, names);
    JsonNode model = data.get("model");
    double alpha = data.get("alphas").get(model.get("a").asInt()).asDouble();
    int k = model.get("k").asInt();
    assertThat(model.get("rows")).isNotEmpty();
    for (JsonNode row : model.get("rows")) {
      String feature = names.get(row.get(0).asInt());
      assertThat(row.get(1).asDouble()).isEqualTo(run.coefficients(alpha, k).get(feature));
      Row stability =
          run.row("stability", "elastic_net_param", alpha, "grid_index", k, "feature", feature);
      assertThat(row.get(6).asDouble()).isEqualTo(stability.<Double>getAs("kept"));
    }
    assertThat(
            texts(data.get("stability").get("groups").get(0).get("features")).stream()
                .map(i -> names.get(Integer.parseInt(i))))
        .containsExactlyInAnyOrder("a", "a2");
    assertThat(data.get("health").get("constant").get("count").asInt()).isEqualTo(1);
    JsonNode baseline = data.get("baseline");
    assertThat(baseline.get("explained").asDouble()).isBetween(0.9, 1.0);
    Row empty = run.row("paths", "elastic_net_param", 1.0, "grid_index", 0);
    assertThat(empty.<Integer>getAs("nonzero")).isZero();
    double variance = empty.getAs("deviance");
    assertThat(Math.pow(baseline.get("spread").asDouble(), 2))
        .isCloseTo(variance, within(1e-9 * variance));
  }

  /** Each stretch of the order of entry is a stretch of rows in the table. */
  private static void assertEntries(Published run, JsonNode data, List<String> names) {
    for (int a = 0; a < 3; a++) {
      JsonNode entries = data.get("entries").get(a);
      for (int i = 0; i < entries.get("features").size(); i++) {
        String feature = names.get(entries.get("features").get(i).asInt());
        List<Integer> told = new ArrayList<>();
        JsonNode ends = entries.get("stretches").get(i);
        for (int n = 0; n < ends.size(); n += 2) {
          IntStream.rangeClosed(ends.get(n).asInt(), ends.get(n + 1).asInt()).forEach(told::add);
        }
        double alpha = data.get("alphas").get(a).asDouble();
        assertThat(told)
            .isNotEmpty()
            .containsExactlyElementsOf(
                run.rows("coefficients").stream()
                    .filter(r -> r.<Double>getAs("elastic_net_param") == alpha)
                    .filter(r -> r.getAs("feature").equals(feature))
                    .map(r -> r.<Integer>getAs("grid_index"))
                    .sorted()
                    .toList());
      }
    }
  }

  @Test
  void textFromTheTablesIsTextOnThePage() throws IOException {
    Published run = run();
    assertThat(html(run)).doesNotContain("<script>alert");
    assertThat(texts(data(run).get("names"))).contains("<script>alert(1)</script>", "d \"'&");
  }

  @Test
  void theCommandMakesTheSamePageAgain() throws IOException {
    Published run = run();
    Path page = run.directory().resolve("report.html");
    String before = Files.readString(page);
    Files.writeString(page, "spoilt");
    Files.deleteIfExists(page.resolveSibling(".report.html.crc"));
    JobRun.Ended ended = JobRun.command("report", run.directory().toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).isEqualTo("Report " + page + System.lineSeparator());
    assertThat(page).content().isEqualTo(before);
    assertThat(run.directory()).isDirectoryNotContaining("glob:**incomplete");
    JobRun.command("report", home.toString()).failed(ExitCode.INPUT_MISSING, "run.json");
  }

  @Test
  void aRunWithoutTheTablesForItIsRefused() throws IOException {
    Published run = run();
    try (var files = Files.walk(run.directory().resolve("correlations"))) {
      files.sorted((f, g) -> g.compareTo(f)).forEach(f -> assertThat(f.toFile().delete()).isTrue());
    }
    JobRun.command("report", run.directory().toString())
        .failed(ExitCode.INPUT_MISSING, "correlations", "--force");
  }

  @Test
  void withoutFoldsTheReportSaysSo() throws IOException {
    Published run = JobRun.in(home).with(SWEEP + "folds.count = 0").table(TABLE).run();
    assertThat(html(run)).contains("nothing was chosen");
    JsonNode data = data(run);
    assertThat(data.get("chosen").isNull()).isTrue();
    assertThat(data.get("paths").get(0).get("mean").isNull()).isTrue();
    assertThat(data.get("stability").isNull()).isTrue();
    assertThat(data.get("before").get("series")).hasSize(3);
  }

  @Test
  void classesHaveDecilesOfTheirProbability() throws IOException {
    Published run =
        JobRun.in(home)
            .with(SWEEP + "model.family = binomial\nselect.metric = auc")
            .table(
                "SELECT id, $a AS a, 2 * $a AS twice, $a + 0.001 * $b AS near, $b AS b, CAST($a + 0.5 * $noise > 0.7 AS INT) AS y FROM range(300)")
            .run();
    JsonNode data = data(run);
    assertThat(data.get("run").get("larger_is_better").asBoolean()).isTrue();
    JsonNode bins = data.get("calibration").get("bins");
    double weight = 0;
    for (JsonNode bin : bins) {
      weight += bin.get("weight").asDouble();
      assertThat(bin.get("predicted").asDouble()).isBetween(0.0, 1.0);
    }
    assertThat(weight).isEqualTo(300);
    assertThat(data.get("calibration").get("slope").get("folds")).hasSize(3);
    double ones = 0;
    for (JsonNode bin : bins) {
      ones += bin.get("weight").asDouble() * bin.get("observed").asDouble();
    }
    JsonNode lift = data.get("calibration").get("lift");
    JsonNode highest = bins.get(bins.size() - 1);
    assertThat(lift.get("rate").asDouble()).isCloseTo(ones / 300, within(1e-12));
    assertThat(lift.get("top").get(0).get("found").asDouble())
        .isCloseTo(
            highest.get("weight").asDouble() * highest.get("observed").asDouble() / ones,
            within(1e-12));
    assertThat(named(data, data.get("health").get("copies"))).containsExactly("a", "twice");
    assertThat(named(data, data.get("health").get("nearly_equal"))).containsExactly("near");
    JsonNode group = data.get("stability").get("groups").get(0);
    assertThat(group.get("members").asInt()).isEqualTo(3);
    assertThat(group.get("copies").asInt()).isEqualTo(2);
    JsonNode baseline = data.get("baseline");
    assertThat(baseline.get("positive").asText()).isEqualTo("1");
    assertThat(baseline.get("mean").asDouble()).isEqualTo(lift.get("rate").asDouble());
    assertThat(baseline.get("explained").isNull()).as("of an auc").isTrue();
  }
}
