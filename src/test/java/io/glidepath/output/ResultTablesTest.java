package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.path.CalibrationBin;
import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only selected points have, and the tables that there are. */
class ResultTablesTest {
  private final ResultTables tables =
      new ResultTables(
          "r",
          Results.calibrated(
              new Calibrations(
                  List.of(new GridPoint(2, 1), new GridPoint(0, 0)),
                  new double[][] {{0.5, 1}, {0.875, Double.NaN}},
                  new double[][] {{0.25, 0.25}, {0, 0}},
                  List.of(
                      new CalibrationBin(new GridPoint(0, 0), 4, 0, 5, 1.25, 1.5),
                      new CalibrationBin(new GridPoint(2, 1), 1, 9, 2, 4, 0)))));

  private List<String> rows(String table) {
    return tables.rows(table).map(r -> Arrays.asList(r).toString()).toList();
  }

  @Test
  void foldsHaveItAfterTheMetricsOfTheirFold() {
    assertThat(rows("folds"))
        .hasSize(24 + 8)
        .startsWith(
            "[r, 0.0, 0, 2.0, 1, 0, deviance, 4.5, 60.0]",
            "[r, 0.0, 0, 2.0, 1, 0, r2, 0.75, 60.0]",
            "[r, 0.0, 0, 2.0, 1, 0, calibration-slope, 0.875, 60.0]",
            "[r, 0.0, 0, 2.0, 1, 0, calibration-intercept, 0.0, 60.0]",
            "[r, 0.0, 0, 2.0, 4, 0, deviance, 5.5, 38.0]",
            "[r, 0.0, 0, 2.0, 4, 0, r2, null, 38.0]",
            "[r, 0.0, 0, 2.0, 4, 0, calibration-slope, null, 38.0]",
            "[r, 0.0, 0, 2.0, 4, 0, calibration-intercept, 0.0, 38.0]",
            "[r, 0.0, 1, 1.0, 1, 0, deviance, 3.5, 60.0]",
            "[r, 0.0, 1, 1.0, 1, 0, r2, 0.75, 60.0]",
            "[r, 0.0, 1, 1.0, 4, 0, deviance, 4.5, 38.0]");
  }

  @Test
  void validationHasItsMeans() {
    double mean = (60 * 0.5 + 38) / 98;
    double se = Math.sqrt((60 * (0.5 - mean) * (0.5 - mean) + 38 * (1 - mean) * (1 - mean)) / 98);
    assertThat(rows("validation"))
        .hasSize(12 + 4)
        .containsSubsequence(
            "[r, 0.0, 0, 2.0, r2, null, null]",
            "[r, 0.0, 0, 2.0, calibration-slope, null, null]",
            "[r, 0.0, 0, 2.0, calibration-intercept, 0.0, 0.0]",
            "[r, 0.0, 1, 1.0, deviance, 4.0, 0.5]")
        .endsWith(
            "[r, 1.0, 1, 1.0, calibration-slope, " + mean + ", " + se + "]",
            "[r, 1.0, 1, 1.0, calibration-intercept, 0.25, 0.0]");
  }

  @Test
  void tablesAreThereIfTheirResultsAre() {
    assertThat(new ResultTables("r", Results.withoutFolds()).names())
        .containsExactly("paths", "coefficients", "features", "correlations");
    assertThat(new ResultTables("r", Results.validated()).names())
        .contains("stability", "correlations", "selected")
        .doesNotContain("calibration");
    assertThat(tables.names()).contains("calibration").doesNotHaveDuplicates().hasSize(10);
  }

  @Test
  void stabilityIsOfEveryFeatureAtEachSelectedPoint() {
    assertThat(rows("stability"))
        .hasSize(4 * 3)
        .startsWith(
            "[r, 0.0, 0, area, 1.0, 0.25, 0.125]",
            "[r, 0.0, 0, zone=a.b, 0.0, 0.0, null]",
            "[r, 0.0, 0, v[0], 0.5, 0.0, 0.0]",
            "[r, 0.0, 1, area, 1.0, 1.25, 0.125]")
        .endsWith("[r, 1.0, 1, v[0], 0.5, -3.0, 3.0]");
  }

  @Test
  void correlationsNameTheColumns() {
    assertThat(rows("correlations"))
        .containsExactly("[r, area, v[0], -1.0]", "[r, zone=a.b, v[0], 0.875]");
  }

  @Test
  void calibrationNamesPointFoldAndBin() {
    assertThat(rows("calibration"))
        .containsExactly("[r, 0.0, 0, 4, 0, 5.0, 1.25, 1.5]", "[r, 1.0, 1, 1, 9, 2.0, 4.0, 0.0]");
  }

  @Test
  void allOtherTablesAreAsWithout() {
    for (String table : List.of("paths", "selected", "comparison")) {
      assertThat(rows(table))
          .isEqualTo(
              new ResultTables("r", Results.validated())
                  .rows(table)
                  .map(r -> Arrays.asList(r).toString())
                  .toList());
    }
  }
}
