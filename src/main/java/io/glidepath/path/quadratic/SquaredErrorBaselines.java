package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Baselines;
import io.glidepath.path.Grid;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.SweepListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The null model and the unpenalised fit of squared-error loss, without each fold: two more grid
 * points, from the same moments.
 */
final class SquaredErrorBaselines {
  private static final Grid NOTHING = Grid.single(1, Double.MAX_VALUE);
  private static final Grid UNPENALISED = Grid.single(0, 0);

  private final FoldModels nothing;
  private final Optional<FoldModels> unpenalised;

  private SquaredErrorBaselines(FoldModels nothing, Optional<FoldModels> unpenalised) {
    this.nothing = nothing;
    this.unpenalised = unpenalised;
  }

  /** Trains both; the unpenalised fit only where it is unique. */
  static SquaredErrorBaselines train(
      SecondMoments moments, ModelSpec model, PenaltyTerms terms, Blas blas) {
    Function<Grid, FoldModels> trained =
        grid -> FoldModels.train(moments, model, terms, grid, blas, SweepListener.NONE);
    boolean unique = moments.unique(model.intercept(), blas);
    Optional<FoldModels> unpenalised =
        Optional.of(UNPENALISED)
            .filter(g -> unique)
            .map(trained)
            .filter(m -> m.missed(model.foldTolerance()) == 0);
    return new SquaredErrorBaselines(trained.apply(NOTHING), unpenalised);
  }

  /** Mean squared errors of the null model, by fold. */
  double[] ofNothing() {
    return nothing.squared()[0][0];
  }

  /** Mean squared errors of the unpenalised fit, by fold. */
  Optional<double[]> ofUnpenalised() {
    return unpenalised.map(u -> u.squared()[0][0]);
  }

  /** All that was trained. */
  List<FoldModels> models() {
    return Stream.concat(Stream.of(nothing), unpenalised.stream()).toList();
  }

  /** The scores by every metric; what rows have told replaces what moments say. */
  Baselines scores(RowErrors rows) {
    return new Baselines(
        nothing.scores(rows).at(0, 0), unpenalised.map(u -> u.scores(rows).at(0, 0)));
  }
}
