package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products of columns from the table to the model that is saved. */
class InteractionsRunIT {
  private static final String ROWS =
      "SELECT id, IF(id % 9 = 1, NULL, $a) AS a, $b AS b, 'z' || id % 3 AS zone, 's' || int(2 * $s) AS"
          + " side, array_repeat('w' || int(3 * $w), int(1 + id % 2)) AS words, $y + 3 * $b *"
          + " int(2 * $s) + IF(id % 3 = 1, 2 * $b, 0) AS y FROM range(150)";

  /** As if the table had the products itself. */
  @Test
  void productsAreColumnsLikeAnyOther(@TempDir Path home) {
    String missing = "missing { numeric = mean, indicator = true }";
    Published run =
        JobRun.in(home)
            .table(ROWS)
            .with("columns { key = [id], label = y }")
            .with("columns.interactions = [[a, b], [b, zone], [zone, side], [zone, words]]")
            .with("columns.penalty-factors { \"b:zone\" = 0.5 }, " + missing)
            .run();
    String filled = "NVL(a, avg(a) OVER ())";
    StringBuilder hand =
        new StringBuilder(
            "SELECT id, y, " + filled + " AS c00, double(a IS NULL) AS c01, b AS c02");
    int next = 3;
    for (int z = 0; z < 3; z++) {
      hand.append(", double(zone = 'z%d') AS c%02d".formatted(z, next++));
    }
    hand.append(", double(side = 's1') AS c%02d".formatted(next++));
    for (int w = 0; w < 3; w++) {
      hand.append(", double(size(filter(words, v -> v = 'w%d'))) AS c%02d".formatted(w, next++));
    }
    hand.append(", %s * b AS c%02d".formatted(filled, next++));
    int halved = next;
    for (int z = 0; z < 3; z++) {
      hand.append(", b * double(zone = 'z%d') AS c%02d".formatted(z, next++));
    }
    for (int z = 0; z < 3; z++) {
      hand.append(", double(zone = 'z%d' AND side = 's1') AS c%02d".formatted(z, next++));
    }
    for (int z = 0; z < 3; z++) {
      for (int w = 0; w < 3; w++) {
        hand.append(
            ", double(zone = 'z%d') * size(filter(words, v -> v = 'w%d')) AS c%02d"
                .formatted(z, w, next++));
      }
    }
    String byHand = hand + " FROM (" + ROWS + ")";
    Published expected =
        JobRun.in(home)
            .table(byHand)
            .with("columns { key = [id], label = y }, output.run-id = hand")
            .with(
                "columns.penalty-factors { c%02d = 0.5, c%02d = 0.5, c%02d = 0.5 }"
                    .formatted(halved, halved + 1, halved + 2))
            .run();
    assertThat(run.features()).hasSize(next).hasSameSizeAs(expected.features());
    assertThat(run.features()).contains("a:b", "b:zone=z1", "zone=z2:side=s1", "zone=z0:words=w2");
    Row told = run.row("features", "feature", "zone=z2:side=s1");
    assertThat(List.of(told.getAs("column"), told.getAs("level"), told.getAs("kind")))
        .containsExactly("zone:side", "z2:s1", "interaction");
    for (int i = 0; i < run.surface().size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(expected.surface().get(i), within(1e-8));
    }
    List<Row> scored =
        run.model().transform(JobRun.sql(ROWS)).orderBy("id").select("prediction").collectAsList();
    List<Row> other =
        expected
            .model()
            .transform(JobRun.sql(byHand))
            .orderBy("id")
            .select("prediction")
            .collectAsList();
    for (int i = 0; i < scored.size(); i++) {
      assertThat(scored.get(i).getDouble(0)).isCloseTo(other.get(i).getDouble(0), within(1e-8));
    }
    String to = home.resolve("exported").toString();
    JobRun.Ended export =
        JobRun.command(
            "export",
            run.directory().toString(),
            "--elastic-net-param",
            "0.5",
            "--grid-index",
            "0",
            "--to",
            to);
    assertThat(export.code()).as(export.err()).isZero();
  }

  /** MLlib's stage would end the job without words. */
  @Test
  void aMissingNumberIsAnErrorWithWords(@TempDir Path home) {
    JobRun.in(home)
        .table(ROWS)
        .with("columns { key = [id], label = y, interactions = [[a, zone]] }")
        .end()
        .failed(ExitCode.BAD_DATA, "\"a\"", "17", "missing.numeric");
  }

  /** The column of times is a feature by its parts, and these go into products. */
  @Test
  void partsOfTheTimeThatFoldsGoBy(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table("SELECT *, date_add(DATE'2024-01-20', int(id / 5)) AS day FROM (" + ROWS + ")")
            .with("columns { key = [id], label = y, features = [b], dates { day = [month] } }")
            .with("columns.interactions = [[day.month, b]], folds.time = day")
            .run();
    assertThat(run.features()).containsExactly("b", "day.month=2", "day.month=2:b");
  }
}
