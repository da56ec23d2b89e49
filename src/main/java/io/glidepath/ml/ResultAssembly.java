package io.glidepath.ml;

import io.glidepath.design.CacheChoice;
import io.glidepath.family.Family;
import io.glidepath.features.DesignColumn;
import io.glidepath.matrix.Blas;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Stability;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.SweptSurface;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what a sweep found out: averages the folds and selects. */
final class ResultAssembly {
  private final Family family;
  private final SelectSpec selection;
  private final List<DesignColumn> columns;
  private final double planning;

  /**
   * @param family the loss
   * @param planning seconds until the first pass could begin
   */
  ResultAssembly(Family family, SelectSpec selection, List<DesignColumn> columns, double planning) {
    this.family = family;
    this.selection = selection;
    this.columns = columns;
    this.planning = planning;
  }

  /** Of a surface and the passes that it took. */
  SweepResult assemble(SweptSurface swept, SparkPasses passes, Blas driverBlas) {
    SurfaceFit fit = swept.fit();
    Optional<CrossValidation> validation = fit.scores().map(CrossValidation::of);
    Optional<Choice> choice = validation.flatMap(v -> Selector.choose(fit.surface(), v, selection));
    Optional<List<GridPoint>> selected = choice.map(Choice::points);
    Optional<Calibrations> calibrations = selected.map(swept::calibrate);
    Optional<Stability> stability = selected.map(swept::stability);
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("plan", planning);
    seconds.putAll(fit.seconds());
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
        passes.rows().used(),
        fit.weight(),
        passes.rows().zeroWeight(),
        fit.worstFoldViolation(),
        fit.foldModelsMissed(),
        fit.passes(),
        seconds,
        driverBlas.name(),
        List.copyOf(passes.blas()),
        passes.cache().map(ResultAssembly::words).orElse(Map.of()));
  }

  private static Map<String, String> words(CacheChoice cache) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("mode", cache.label());
    words.put("why", cache.why());
    return words;
  }
}
