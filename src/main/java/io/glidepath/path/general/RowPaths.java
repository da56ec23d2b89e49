package io.glidepath.path.general;

import io.glidepath.path.ModelSpec;
import io.glidepath.path.SweepSize;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Solves all models where the rows are few enough to be held on the driver: each path of a mixture
 * from its largest strength to its smallest, the models of all rows and of every fold side by side.
 * No pass is made on the way. What is found is left in the {@link SavedWork}, as an earlier run
 * would have left it. A pass certifies the models of all rows; where these hold, those of the folds
 * do, whose violations are computed here from their own rows and nothing else.
 *
 * <p>Paths of different mixtures are walked in parallel; {@link LanePath} says what one takes.
 */
final class RowPaths {
  /** Models side by side: what is held of them by row stays in a core's own cache. */
  private static final int GROUP = 4;

  private final List<TrainingSet> sets;
  private final ModelSpec model;
  private final List<RowsAtHand> rows;
  private final RowsAtHand whole;

  /**
   * Brings the rows together, by one pass.
   *
   * @param sets all rows first, then without each fold
   */
  RowPaths(Evaluator data, List<TrainingSet> sets, ModelSpec model) {
    this.sets = sets;
    this.model = model;
    RowsAtHand all = RowsAtHand.gather(data, sets);
    this.rows = all.groups(GROUP);
    this.whole = all.models(0, 1);
  }

  /**
   * About what it takes: the rows by column, with what is made of them on the way there, and for
   * each path that is walked {@link LaneModels#bytes}.
   */
  static double bytes(SweepSize size) {
    if (size.rowsAtHand().isEmpty()) {
      return 0;
    }
    int lanes = (size.folds() + GROUP) / GROUP * GROUP;
    double path = LaneModels.bytes(size.rowsAtHand().getAsLong(), size.columns(), lanes);
    return 4 * Double.BYTES * size.sparseProducts().orElse(0)
        + Runtime.getRuntime().availableProcessors() * path;
  }

  /** Solves what is not known yet. */
  void solve(Solving solving) {
    AtomicLong done = new AtomicLong();
    long all = (long) solving.grid().size() * sets.size();
    IntStream.range(0, solving.alphas())
        .parallel()
        .forEach(
            a ->
                path(solving, a)
                    .walk(
                        (k, solutions) -> {
                          keep(solving, a, k, solutions);
                          solving
                              .listener()
                              .solved("models", done.addAndGet(solutions.size()), all);
                        }));
  }

  private LanePath path(Solving solving, int a) {
    return new LanePath(sets, rows, whole, solving, a, model.tolerance(), model.foldTolerance());
  }

  private synchronized void keep(Solving solving, int a, int k, List<LanePath.Solution> solutions) {
    SavedWork saved = solving.saved();
    saved.solved(a, k, solutions.get(0).point());
    for (int f = 0; f < solutions.size() - 1; f++) {
      LanePath.Solution own = solutions.get(f + 1);
      saved.trained(f, a, k, own.point(), own.violation());
    }
    saved.offer();
  }
}
