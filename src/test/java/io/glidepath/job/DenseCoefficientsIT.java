package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that keep every column, published at selected points only. */
class DenseCoefficientsIT {
  private static final String ROWS =
      "SELECT id, $a AS a, $b AS b, $c AS c, 2 * $a + $b + $e AS y FROM range(120)";

  @Test
  void pointsThatNoRuleSelectedAreLeftOutAndToldOf(@TempDir Path home) throws Exception {
    JobRun job =
        JobRun.in(home)
            .table(ROWS)
            .with("columns { key = [id], features = [a, b, c], label = y }")
            .with("sweep { elastic-net-param = [0, 1], reg-param.count = 8 }");
    List<Row> all = job.run().rows("coefficients");
    Published run = job.run("--force", "--set", "output.dense-coefficients=selected");
    Set<List<Object>> selected =
        run.rows("selected").stream().map(DenseCoefficientsIT::point).collect(Collectors.toSet());
    List<Row> kept =
        all.stream()
            .filter(r -> r.<Double>getAs("elastic_net_param") > 0 || selected.contains(point(r)))
            .toList();
    assertThat(run.rows("coefficients")).isEqualTo(kept);
    assertThat(kept).hasSizeLessThan(all.size());

    List<Object> left =
        all.stream().map(DenseCoefficientsIT::point).filter(p -> !kept(kept, p)).findFirst().get();
    int points = (int) all.stream().map(DenseCoefficientsIT::point).distinct().count();
    int shown = (int) kept.stream().map(DenseCoefficientsIT::point).distinct().count();
    String told = "no rows for " + (points - shown) + " points of elastic_net_param = 0";
    assertThat(run.json().path("warnings").toString()).contains(told).doesNotContain("could not");

    String directory = run.directory().toString();
    JobRun.command(
            "export",
            directory,
            "--elastic-net-param",
            "0",
            "--grid-index",
            left.get(1).toString(),
            "--to",
            home.resolve("model").toString())
        .failed(ExitCode.USAGE, "output.dense-coefficients = selected");

    Path page = run.directory().resolve("report.html");
    String drawn = Files.readString(page);
    assertThat(drawn).contains(told);
    Files.delete(page);
    JobRun.Ended again = JobRun.command("report", directory);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.readString(page)).isEqualTo(drawn); // from the tables alone
  }

  private static boolean kept(List<Row> rows, List<Object> point) {
    return rows.stream().anyMatch(r -> point(r).equals(point));
  }

  private static List<Object> point(Row row) {
    return List.of(row.getAs("elastic_net_param"), row.getAs("grid_index"));
  }
}
