package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.features.DesignColumn;
import io.glidepath.path.Calibrations;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.Correlations;
import io.glidepath.path.Effort;
import io.glidepath.path.FoldModel;
import io.glidepath.path.Stability;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.PointScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a sweep found out; the tables are views of it.
 *
 * @param family the loss
 * @param columns the design, in the order of feature_index
 * @param summaries one for each design column
 * @param validation absent without folds
 * @param choice absent without folds
 * @param calibrations at the selected points; absent where they were not computed
 * @param stability of coefficients at the selected points; absent without a choice, and in a model
 *     that was read back
 * @param correlations of the design columns, the strong ones; absent in a model that was read back
 * @param foldModels of the chosen point, one for each fold; none without a choice, and in a model
 *     that was read back
 * @param holdout scores on the rows held out of everything; none where there are none
 * @param rowsUsed rows of positive weight that took part
 * @param weightUsed sum of their weights
 * @param rowsZeroWeight rows left out because their weight is 0
 * @param worstFoldViolation largest KKT violation over all fold models; NaN without folds
 * @param foldModelsMissed number of fold models above their tolerance
 * @param effort what it took
 */
public record SweepResult(
    Family family,
    List<DesignColumn> columns,
    List<ColumnSummary> summaries,
    Surface surface,
    Optional<CrossValidation> validation,
    Optional<Choice> choice,
    Optional<Calibrations> calibrations,
    Optional<Stability> stability,
    Optional<Correlations> correlations,
    List<FoldModel> foldModels,
    List<HoldOutScore> holdout,
    long rowsUsed,
    double weightUsed,
    long rowsZeroWeight,
    double worstFoldViolation,
    int foldModelsMissed,
    Effort effort) {

  /** What a user should know before trusting it, each said once. */
  public List<String> warnings() {
    return new SweepWarnings(this).messages();
  }

  /**
   * Every metric of a grid point on held-out rows, in the order in which they are published.
   *
   * @throws java.util.NoSuchElementException without folds
   */
  public List<PointScore> scores(int alphaIndex, int gridIndex) {
    return PointScore.of(validation.orElseThrow(), calibrations, alphaIndex, gridIndex);
  }

  /** The chosen grid point; empty without a choice. */
  public Optional<SurfacePoint> selected() {
    return choice
        .map(Choice::chosen)
        .map(chosen -> surface.point(chosen.alphaIndex(), chosen.gridIndex()));
  }

  /** Its coefficients on the scale of the data, for all design columns. */
  public Optional<double[]> selectedCoefficients() {
    return selected().map(point -> point.coefficients().dense(columns.size()));
  }

  /** Data passes by purpose, in the order in which they first ran. */
  public Map<String, Integer> passes() {
    return effort.passes();
  }

  /** Time by step, in the order in which they began. */
  public Map<String, Double> seconds() {
    return effort.seconds();
  }

  /**
   * The same with scores on the rows held out of everything.
   *
   * @param all what it took with them
   */
  SweepResult withHoldout(List<HoldOutScore> scores, Effort all) {
    return with(columns, scores, all);
  }

  /** The same under the names that the design has for its user. */
  public SweepResult withColumns(List<DesignColumn> named) {
    return with(named, holdout, effort);
  }

  private SweepResult with(List<DesignColumn> named, List<HoldOutScore> scores, Effort all) {
    return new SweepResult(
        family,
        named,
        summaries,
        surface,
        validation,
        choice,
        calibrations,
        stability,
        correlations,
        foldModels,
        scores,
        rowsUsed,
        weightUsed,
        rowsZeroWeight,
        worstFoldViolation,
        foldModelsMissed,
        all);
  }
}
