package io.glidepath.report;

import io.glidepath.select.Contrast;
import java.util.List;
import java.util.Optional;

/**
 * All that the page draws. The page reads it as JSON with these names in snake case; what is not
 * there is null.
 *
 * @param names of the features; everywhere else a feature is a position in this list
 */
record ReportData(
    Run run,
    double[] alphas,
    List<PathTable> paths,
    List<Picked> selected,
    Optional<GridPoint> chosen,
    List<Compared> comparison,
    List<String> names,
    CoefficientSection coefficients,
    BeforeSection before,
    List<EntrySection> entries,
    Optional<StabilitySection> stability,
    Optional<CalibrationSection> calibration,
    Optional<ModelSection> model,
    HealthSection health,
    List<Conversions.Converted> conversions) {

  /**
   * What the run was.
   *
   * @param columns of the design
   * @param rows of positive weight
   * @param folds their names; null without
   */
  record Run(
      String id,
      String label,
      String family,
      String convention,
      String metric,
      String metricTitle,
      boolean largerIsBetter,
      String rule,
      int columns,
      long rows,
      int[] folds,
      boolean standardize,
      boolean intercept) {}

  /** A row of the table {@code comparison}. */
  record Compared(
      String left,
      String right,
      double difference,
      double standardError,
      int folds,
      boolean beyondChance) {

    static Compared of(Contrast c) {
      return new Compared(
          c.left(), c.right(), c.difference(), c.standardError(), c.folds(), c.beyondChance());
    }
  }
}
