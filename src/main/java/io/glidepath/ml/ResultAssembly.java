package io.glidepath.ml;

import io.glidepath.features.DesignColumn;
import io.glidepath.matrix.Blas;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.SurfaceFit;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selector;
import java.util.List;
import java.util.Optional;

/** Puts together what a sweep found out: averages the folds and selects. */
final class ResultAssembly {
  private final SelectSpec selection;
  private final List<DesignColumn> columns;

  ResultAssembly(SelectSpec selection, List<DesignColumn> columns) {
    this.selection = selection;
    this.columns = columns;
  }

  SweepResult assemble(SurfaceFit fit, SparkPasses passes, Blas driverBlas) {
    Optional<CrossValidation> validation = fit.scores().map(CrossValidation::of);
    Optional<Choice> choice = validation.flatMap(v -> Selector.choose(fit.surface(), v, selection));
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
        fit.seconds(),
        driverBlas.name(),
        List.copyOf(passes.blas()));
  }
}
