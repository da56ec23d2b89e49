package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.path.AliveLimit;
import io.glidepath.path.GridPoint;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.SweepMemory;
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

  /** How often an entry of the rows is held in one form or another. */
  private static final int COPIES = 9;

  private final List<TrainingSet> sets;
  private final ModelSpec model;
  private final List<RowsAtHand> rows;
  private final RowsAtHand whole;
  private final AliveLimit aliveLimit;

  /**
   * Brings the rows together, by one pass.
   *
   * @param sets all rows first, then without each fold
   * @param aliveLimit where paths end
   */
  RowPaths(Evaluator data, List<TrainingSet> sets, ModelSpec model, AliveLimit aliveLimit) {
    this.aliveLimit = aliveLimit;
    this.sets = sets;
    this.model = model;
    RowsAtHand all = RowsAtHand.gather(data, sets);
    this.rows = all.groups(GROUP);
    this.whole = all.models(0, 1);
  }

  /**
   * About what a sweep with its rows on the driver takes. The driver: column moments of each cell;
   * the rows and what is made of them, as gathered, by column, as products of columns and as
   * curvature of the null model; for each path that is walked at a time {@link LaneModels#bytes};
   * 12 bytes for a coefficient of each model, and what is published; six times what a pass takes of
   * models, and their sums. A task holds four times that, and twice the room for rows.
   */
  static SweepMemory memory(SweepSize size) {
    long n = size.rowsAtHand().getAsLong();
    int lanes = (size.folds() + GROUP) / GROUP * GROUP;
    double models =
        CompactVector.ENTRY_BYTES
            * size.sweep().coefficients(size.columns(), size.rowsAtHand())
            * (size.folds() + 1);
    double batch = Math.min(Evaluator.MOST_BYTES, size.coefficientBytes());
    double received = Math.min(size.receivingBytes(), 16 * size.coefficientBytes());
    return SweepMemory.of(
        (size.cells() + 5) * size.columnBytes()
            + COPIES * Double.BYTES * size.sparseProducts().orElse(0)
            + size.solvers() * LaneModels.bytes(n, size.columns(), lanes)
            + models
            + size.publishedBytes()
            + 6 * batch
            + received,
        Math.max(size.cells() * size.columnBytes(), 4 * batch) + 2.0 * size.readingBytes());
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
                          return goesOn(solving.alpha(a), k, solutions.get(0));
                        }));
  }

  /** Grid points with models: all that are left where paths end early. */
  List<GridPoint> points(Solving solving) {
    return solving.points().stream()
        .filter(p -> solving.saved().solution(p.alphaIndex(), p.gridIndex()) != null)
        .toList();
  }

  /** Of exact copies one stands for all here, so that there are so many columns at least. */
  private boolean goesOn(double alpha, int k, LanePath.Solution solution) {
    int columns = solution.point().nonzero().length - sets.get(0).first();
    return aliveLimit.allows(alpha, k, columns);
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
