package io.glidepath.report;

import io.glidepath.family.Confusion;
import io.glidepath.select.Contrast;
import io.glidepath.select.Drift;
import io.glidepath.select.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that the page draws. The page reads it as JSON with these names in snake case; what is not
 * there is null.
 *
 * @param names of the features; everywhere else a feature is a position in this list
 * @param confusions of the chosen point, by threshold; empty unless of two classes
 * @param repeats what each repeat would have chosen; empty where rows are dealt once
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
    Baseline baseline,
    Optional<CalibrationSection> calibration,
    Optional<ModelSection> model,
    HealthSection health,
    List<Conversions.Converted> conversions,
    List<Drift.Repeat> repeats,
    List<Confusion> confusions) {

  /**
   * What the run was.
   *
   * @param predictor what a linear predictor is measured in
   * @param columns of the design
   * @param rows of positive weight
   * @param folds their names, of all repeats; null without
   * @param foldsEach number of folds of a repeat
   * @param foldsColumn that says which row is in which
   */
  record Run(
      String id,
      String label,
      String family,
      String predictor,
      String convention,
      String metric,
      String metricTitle,
      boolean largerIsBetter,
      String rule,
      int columns,
      long rows,
      List<String> folds,
      int foldsEach,
      boolean standardize,
      boolean intercept,
      Optional<String> foldsColumn) {}

  /**
   * A row of the table {@code comparison}.
   *
   * @param corrected standard error that the finding relies on
   * @param finding same, or a {@link Contrast.Finding} in lower case
   */
  record Compared(
      String left,
      String right,
      double difference,
      double standardError,
      int folds,
      double corrected,
      String finding,
      boolean leftAtEnd,
      boolean rightAtEnd) {

    static Compared of(Contrast c, Verdict verdict) {
      return new Compared(
          c.left().label(),
          c.right().label(),
          c.difference(),
          c.standardError(),
          c.folds(),
          c.correctedError(),
          c.same() ? "same" : verdict.finding(c).name().toLowerCase(Locale.ROOT),
          c.leftAtEnd(),
          c.rightAtEnd());
    }
  }
}
