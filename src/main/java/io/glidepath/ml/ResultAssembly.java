package io.glidepath.ml;

import io.glidepath.design.RowTally;
import io.glidepath.family.Family;
import io.glidepath.features.DesignColumn;
import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import io.glidepath.path.RunLog;
import io.glidepath.path.Stability;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.SweptSurface;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selector;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what a sweep found out: averages the folds and selects.
 *
 * @param family the loss
 * @param columns of the design
 * @param log of what all of it takes
 */
record ResultAssembly(Family family, SelectSpec selection, List<DesignColumn> columns, RunLog log) {

  /**
   * Of a surface.
   *
   * @param rows that it was made from
   */
  SweepResult assemble(SweptSurface swept, RowTally rows) {
    SurfaceFit fit = swept.fit();
    Optional<CrossValidation> validation = fit.scores().map(CrossValidation::of);
    Optional<Choice> choice = validation.flatMap(v -> Selector.choose(fit.surface(), v, selection));
    Optional<List<GridPoint>> selected = choice.map(Choice::points);
    Optional<Calibrations> calibrations = selected.map(swept::calibrate);
    Optional<Stability> stability = selected.map(swept::stability);
    return new SweepResult(
        family,
        columns,
        fit.summaries(),
        fit.surface(),
        validation,
        choice,
        calibrations,
        stability,
        Optional.of(fit.correlations()),
        choice
            .map(Choice::chosen)
            .map(c -> swept.foldModels(new GridPoint(c.alphaIndex(), c.gridIndex())))
            .orElse(List.of()),
        List.of(),
        rows.used(),
        fit.weight(),
        rows.zeroWeight(),
        fit.worstFoldViolation(),
        fit.foldModelsMissed(),
        log.effort());
  }
}
