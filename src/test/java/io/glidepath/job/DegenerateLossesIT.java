package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Columns on the edge of what a model can be made of, for losses that are not quadratic: through
 * the passes over a table, which are the same for all of them. The sweeps' own tests have each case
 * for each loss.
 */
class DegenerateLossesIT {
  private static final String LABELS =
      "IF($u < 1 / (1 + exp(1 - 3 * $a + 2 * $b)), 1D, 0D) AS yes, floor(exp(1.2 + $a - $b + $u)) AS"
          + " visits";

  private static JobRun job(Path home, String family, String label) {
    return JobRun.in(home)
        .with("model.family = " + family)
        .with("model { tolerance = 1e-11, fold-tolerance = 1e-11 }")
        .with("columns { key = [id], label = " + label + " }")
        .with("columns.exclude = [" + (label.equals("yes") ? "visits" : "yes") + "]")
        .with("sweep.elastic-net-param = [0, 1]");
  }

  @Test
  void uselessColumnsAreZeroOrShare(@TempDir Path home) {
    Published run =
        job(home, "poisson", "visits")
            .table(
                "SELECT *, a AS copy, -2 * a AS mirror, a + b AS total, 5D AS five, 'z' AS zone FROM"
                    + " (SELECT id, $a AS a, $b AS b, "
                    + LABELS
                    + " FROM range(200))")
            .run();
    run.assertSolvedWithoutNaN();
    assertThat(run.warnings())
        .anyMatch(w -> w.contains("a, copy, mirror"))
        .anyMatch(w -> w.contains("five, zone=z"));
    for (double alpha : new double[] {0, 1}) {
      Map<String, Double> last = run.coefficients(alpha, 3);
      assertThat(last.get("copy")).isEqualTo(last.get("a"), within(1e-12));
      assertThat(last.get("mirror")).isCloseTo(last.get("a") / -2, within(1e-12));
      assertThat(last.get("five")).isZero();
      assertThat(last.get("zone=z")).isZero();
    }
  }

  @Test
  void scalesDoNotMatter(@TempDir Path home) {
    String rows =
        "SELECT id, yes, visits, a * %s AS a, b * %s AS b, c + %s AS c FROM (SELECT id, $a AS a, $b"
            + " AS b, $c AS c, "
            + LABELS
            + " FROM range(200))";
    Published plain = job(home, "binomial", "yes").table(rows.formatted("1D", "1D", "0D")).run();
    List<double[]> expected = plain.surface();
    // 1e9 + c keeps nine digits of c
    Published scaled =
        job(home, "binomial", "yes")
            .table(rows.formatted("1e300D", "1e-300D", "1e9D"))
            .with("output.run-id = scaled")
            .run();
    scaled.assertSolvedWithoutNaN();
    for (int i = 0; i < expected.size(); i++) {
      double[] found = scaled.surface().get(i);
      assertThat(found[0] * 1e300).isCloseTo(expected.get(i)[0], within(1e-5));
      assertThat(found[1] * 1e-300).isCloseTo(expected.get(i)[1], within(1e-5));
      assertThat(found[2]).isCloseTo(expected.get(i)[2], within(1e-5));
    }
  }

  @Test
  void moreColumnsThanRows(@TempDir Path home) {
    StringBuilder wide =
        new StringBuilder("SELECT id, " + LABELS + ", IF(id = 5, 'rare', 'common') AS zone");
    for (int j = 0; j < 30; j++) {
      wide.append(", $c").append(j).append(" AS c").append(j);
    }
    Published run =
        job(home, "binomial", "yes")
            .table(wide + " FROM range(20)")
            .with("model { tolerance = 1e-7, fold-tolerance = 1e-7 }")
            .run();
    run.assertSolvedWithoutNaN();
  }

  @Test
  void nothingToExplainWith(@TempDir Path home) {
    Published none =
        job(home, "poisson", "visits")
            .table("SELECT id, 4D AS x, " + LABELS + " FROM range(60)")
            .with("sweep.reg-param = [1, 0.1]")
            .run();
    none.assertSolvedWithoutNaN();
    assertThat(none.rows("coefficients")).isEmpty();
    assertThat(none.rows("paths"))
        .allMatch(r -> Math.abs(r.<Double>getAs("deviance_ratio")) < 1e-12);
  }
}
