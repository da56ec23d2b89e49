package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of dates and timestamps as features. */
class DatesIT {
  private static final String ROWS =
      "SELECT id, date_add(DATE'2023-11-20', int(60 * $d)) AS sold_on, timestamp_micros(bigint(1e15 +"
          + " 4e12 * $t)) AS at, $y + 3 * month(date_add(DATE'2023-11-20', int(60 * $d))) AS y FROM"
          + " range(200)";

  private static JobRun job(Path home) {
    return JobRun.in(home).table(ROWS).with("columns { key = [id], label = y }");
  }

  /** As if the table had the columns itself. */
  @Test
  void partsAreColumnsLikeAnyOther(@TempDir Path home) {
    Published run =
        job(home)
            .with("columns.dates { sold_on = [year, month, days], \"a*\" = [day-of-week, hour] }")
            .with(
                "columns.penalty-factors { sold_on.month = 0.5 }"
                    .replace("sold_on.month", "\"sold_on.month\""))
            .run();
    Published byHand =
        job(home)
            .with(
                "input.query = \"SELECT id, y, year(sold_on) AS a, month(sold_on) AS b,"
                    + " unix_date(sold_on) AS c, weekday(at) + 1 AS d, hour(at) AS e FROM t\"")
            .with("columns { categorical = [b, d, e], penalty-factors { b = 0.5 } }")
            .run("--set", "output.run-id=hand");
    assertThat(run.features())
        .startsWith("sold_on.year", "sold_on.month=1", "sold_on.month=11", "sold_on.month=12")
        .contains("sold_on.days", "at.day-of-week=1", "at.hour=0", "at.hour=23")
        .hasSameSizeAs(byHand.features());
    Row month = run.row("features", "feature", "sold_on.month=11");
    assertThat(List.of(month.getAs("column"), month.getAs("level"), month.getAs("kind")))
        .containsExactly("sold_on", "11", "date");
    for (int i = 0; i < run.surface().size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(byHand.surface().get(i), within(1e-8));
    }
    assertThat(run.json().get("time_zone").asText()).isEqualTo("UTC");
    assertScoresAlikeInAnyZone(run);
  }

  private static void assertScoresAlikeInAnyZone(Published run) {
    SparkSession spark = JobRun.sql("SELECT 1").sparkSession();
    Dataset<Row> rows = JobRun.sql(ROWS).orderBy("id");
    List<Row> before = run.model().transform(rows).select("prediction").collectAsList();
    String zone = spark.conf().get("spark.sql.session.timeZone");
    spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    try {
      assertThat(run.model().transform(rows).select("prediction").collectAsList())
          .isEqualTo(before);
    } finally {
      spark.conf().set("spark.sql.session.timeZone", zone);
    }
  }

  @Test
  void whatHasNoPartsIsSaid(@TempDir Path home) {
    job(home)
        .end("--set", "columns.dates.y=[year]")
        .failed(ExitCode.CONFIGURATION, "columns.dates: \"y\" is double and must be a date");
    job(home)
        .with("columns.exclude = [at]")
        .end("--set", "columns.dates.sold_on=[year, hour]")
        .failed(ExitCode.CONFIGURATION, "\"sold_on\" is a date and has no hour");
    job(home)
        .end("--set", "columns.dates.sold_on=[yaer]")
        .failed(ExitCode.CONFIGURATION, "a list of some of year, month, day-of-week");
  }
}
