package io.glidepath.ml;

import io.glidepath.design.CacheChoice;
import io.glidepath.features.DesignColumn;
import io.glidepath.matrix.Blas;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.SurfaceFit;
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
  private final SelectSpec selection;
  private final List<DesignColumn> columns;
  private final double planning;

  /**
   * @param planning seconds until the first pass could begin
   */
  ResultAssembly(SelectSpec selection, List<DesignColumn> columns, double planning) {
    this.selection = selection;
    this.columns = columns;
    this.planning = planning;
  }

  SweepResult assemble(SurfaceFit fit, SparkPasses passes, Blas driverBlas) {
    Optional<CrossValidation> validation = fit.scores().map(CrossValidation::of);
    Optional<Choice> choice = validation.flatMap(v -> Selector.choose(fit.surface(), v, selection));
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("plan", planning);
    seconds.putAll(fit.seconds());
    return new SweepResult(
        columns,
        fit.summaries(),
        fit.surface(),
        validation,
        choice,
        passes.rows().used(),
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
