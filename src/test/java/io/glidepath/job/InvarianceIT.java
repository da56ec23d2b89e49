package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not matter: how the rows are laid out, and where in the world the job runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvarianceIT {
  private static final String ROWS =
      "SELECT id, IF(id % 9 = 0, NULL, $a) AS `Size I`, $b - 5 AS b, CAST(1e6 * $c AS"
          + " DECIMAL(12,3)) AS c, element_at(array('I', 'i', '\u0131', '\u00e4', 'z'), CAST(1 + 5 *"
          + " $z AS INT)) AS zone, CAST(100 * $q AS INT) DIV 25 AS zip, 0.5D + $w AS w, 2 * $a - $b +"
          + " $c * $c + IF($z < 0.3, 0.5D, 0D) + 0.3D * $e AS y FROM range(200)";

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();
  private Path home;
  private Published expected;
  private List<double[]> surface;
  private JobRun.Ended told;
  private Map<String, String> bytes;

  @BeforeAll
  void runOnce(@TempDir Path folder) {
    home = folder;
    told = job("one", "t").table(ROWS).end();
    expected = new Published(home.resolve("out/one"));
    surface = expected.surface();
    List.of("features", "folds", "selected").forEach(expected::rows);
    bytes = expected.bytes(false);
  }

  @AfterEach
  void comeHome() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private JobRun job(String run, String table) {
    return JobRun.in(home)
        .with("input.tables.t.path = \"" + home.resolve(table) + "\", output.run-id = " + run)
        .with("columns { key = [id], label = y, weight = w, categorical = [zip] }")
        .with("missing.numeric = median, select.metric = mae, encoding = reference")
        .with("model { tolerance = 1e-13, fold-tolerance = 1e-13 }")
        // the grid ends too early, so that there is something to say
        .with("sweep { elastic-net-param = [0, 0.5, 1], reg-param.min-ratio = 0.03 }");
  }

  private void sameAsExpected(Published run) {
    assertThat(run.features()).isEqualTo(expected.features());
    for (int i = 0; i < surface.size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(surface.get(i), within(1e-10));
    }
    List<Row> folds = run.rows("folds");
    assertThat(folds).hasSameSizeAs(expected.rows("folds"));
    for (int i = 0; i < folds.size(); i++) {
      Row wanted = expected.rows("folds").get(i);
      assertThat(folds.get(i).<Integer>getAs("fold")).isEqualTo(wanted.getAs("fold"));
      // equal sums of weights: the same rows
      assertThat(folds.get(i).<Double>getAs("weight"))
          .isCloseTo(wanted.getAs("weight"), within(1e-10));
      assertThat(folds.get(i).<Double>getAs("value"))
          .isCloseTo(wanted.getAs("value"), within(1e-9));
    }
    assertThat(choices(run)).isEqualTo(choices(expected));
  }

  private static List<List<Object>> choices(Published run) {
    return run.rows("selected").stream()
        .map(
            r ->
                List.<Object>of(
                    r.getAs("rule"), r.getAs("elastic_net_param"), r.getAs("grid_index")))
        .toList();
  }

  @Test
  void partitionsAndTheOrderOfRowsAndFilesDoNotMatter() throws Exception {
    Path folder = home.resolve("backwards");
    JobRun.write(JobRun.sql(ROWS + " ORDER BY id DESC"), folder, 12);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
    for (int i = 0; i < files.size(); i++) {
      Files.move(files.get(i), folder.resolve((char) ('z' - i) + ".parquet"));
    }
    sameAsExpected(job("backwards", "backwards").run());
  }

  @ParameterizedTest
  @CsvSource({
    "tr-TR,               Pacific/Kiritimati",
    "ar-EG-u-nu-arab,     America/St_Johns",
  })
  void localeAndTimeZoneDoNotMatterToTheLastByte(String tag, String timeZone) {
    List<String> warnings = expected.warnings();
    Locale.setDefault(Locale.forLanguageTag(tag));
    TimeZone.setDefault(TimeZone.getTimeZone(timeZone));
    JobRun.Ended there = job("one", "t").end("--force");
    assertThat(there).isEqualTo(told);
    assertThat(expected.bytes(false)).isEqualTo(bytes).hasSizeGreaterThanOrEqualTo(7);
    assertThat(expected.warnings()).isEqualTo(warnings).anyMatch(w -> w.contains("weak end"));
  }
}
