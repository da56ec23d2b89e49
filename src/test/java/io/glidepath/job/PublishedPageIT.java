package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.report.PageBrowser;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of real runs in a real browser: what it shows is what the tables hold. */
class PublishedPageIT extends PageBrowser {
  private static final List<Double> ALPHAS = List.of(0.0, 0.5, 1.0);
  private static final int LAMBDAS = 5;

  private static final String SWEEP =
      "columns { key = [id], label = y }\n"
          + "sweep { elastic-net-param = [0, 0.5, 1], reg-param { count = 5, min-ratio = 1e-3 } }\n";

  @TempDir private Path home;

  private static void open(Published run) {
    browser.open(run.directory().resolve("report.html"));
  }

  @Test
  void theCursorShowsWhatTheTablesHold() {
    Published run =
        JobRun.in(home)
            .with(SWEEP)
            .table(
                "SELECT id, $a AS a, $a + 0.1 * $b AS a2, $c AS `</script><b>`, 3 * $a - $c + $noise"
                    + " AS y FROM range(200)")
            .run();
    open(run);
    for (int a = 0; a < ALPHAS.size(); a++) {
      browser.script("document.querySelectorAll('#alphas input')[arguments[0]].click()", a);
      for (int k = 0; k < LAMBDAS; k++) {
        browser.script(
            "const s = document.getElementById('strength'); s.value = arguments[0];"
                + "s.dispatchEvent(new Event('input'))",
            k);
        browser.settle();
        Object[] point = {"elastic_net_param", ALPHAS.get(a), "grid_index", k};
        Row path = run.row("paths", point);
        Row score =
            run.row(
                "validation",
                "elastic_net_param",
                ALPHAS.get(a),
                "grid_index",
                k,
                "metric",
                "deviance");
        assertThat(reading("lambda")).isEqualTo(path.<Double>getAs("reg_param"));
        assertThat(reading("nonzero")).isEqualTo(path.<Integer>getAs("nonzero").doubleValue());
        assertThat(reading("error")).isEqualTo(score.<Double>getAs("mean"));
        assertThat(reading("standard-error")).isEqualTo(score.<Double>getAs("standard_error"));
      }
    }
  }

  private static double reading(String key) {
    return Double.parseDouble(
        browser.find("#readout [data-key=" + key + "]").getAttribute("data-value"));
  }

  @Test
  void twoClassesChosenByRankHaveEveryChart() {
    open(
        JobRun.in(home)
            .with(SWEEP + "model.family = binomial\nselect.metric = auc\nfolds.stratify = true")
            .table(
                "SELECT id, $a AS a, $b AS b, CAST($a + 0.5 * $noise > 0.7 AS INT) AS y FROM"
                    + " range(300)")
            .run());
    assertDrawn(WITH_FOLDS);
    assertThat(browser.find("#answer").getText()).contains("area under the ROC curve");
  }

  @Test
  void withoutFoldsTheCoefficientsAreThere() {
    open(
        JobRun.in(home)
            .with(SWEEP + "folds.count = 0")
            .table("SELECT id, $a AS a, $b AS b, $a - $b + $noise AS y FROM range(100)")
            .run());
    assertDrawn("coefficients", "intercept", "bars", "weights", "norms", "entries", "certificates");
    assertThat(browser.find("#headline").getText()).contains("nothing was chosen");
  }
}
