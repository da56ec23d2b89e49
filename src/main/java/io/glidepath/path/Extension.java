package io.glidepath.path;

import io.glidepath.stats.Cells;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a grid that nobody has given an end goes on below it. It does while the best model of a
 * path, by its held-out score, is the last of the path: the optimum may lie beyond. It does not
 * where the last models can no longer be told from the unpenalised fit, so that nothing lies
 * beyond.
 *
 * <p>A grid goes on two decades of lambda at a time, in all alphas, with the steps that it has, and
 * down to 1e-12 of its largest lambda at most.
 */
public final class Extension {
  private static final double DECADES = 2;
  private static final double SMALLEST_RATIO = 1e-12;

  /** Of the null deviance: what is left when a fit is as good as perfect. */
  private static final double PERFECT = 1e-3;

  private final boolean open;

  public Extension(RegParamSpec spec) {
    this.open = spec.open();
  }

  /**
   * The held-out curves of a grid that was swept.
   *
   * @param losses held-out scores, smaller is better: [alpha][grid index][fold]
   * @param cells the folds
   * @param nothing the same score of the null model, by fold
   * @param unpenalised of the fit without a penalty, where there is one
   * @param errors within which mean scores are known: [alpha][grid index]
   * @param deviances on all rows over the null deviance: [alpha][grid index]
   */
  public record Curves(
      double[][][] losses,
      Cells cells,
      double[] nothing,
      Optional<double[]> unpenalised,
      double[][] errors,
      double[][] deviances) {

    double loss(int a, int k) {
      return cells.mean(losses[a][k]);
    }

    /** Whether a point's score may be as good as another's. */
    boolean ties(int a, int k, int other) {
      return loss(a, k) - loss(a, other) <= errors[a][k] + errors[a][other];
    }
  }

  /** The grid to be swept next; empty where the one that was swept is enough. */
  public Optional<Grid> beyond(Grid grid, Curves swept) {
    int count = grid.count();
    if (!open || count < 2) {
      return Optional.empty();
    }
    double[] lambdas = grid.lambdas()[grid.alphas().length - 1];
    boolean room = lambdas[count - 1] > SMALLEST_RATIO * lambdas[0];
    boolean wanted =
        room && IntStream.range(0, grid.alphas().length).anyMatch(a -> unturned(a, grid, swept));
    double step = Math.log10(lambdas[0] / lambdas[count - 1]) / (count - 1);
    return wanted ? Optional.of(grid.longer((int) Math.ceil(DECADES / step))) : Optional.empty();
  }

  private static boolean unturned(int a, Grid grid, Curves swept) {
    int last = grid.count() - 1;
    boolean atEnd = IntStream.range(0, last).noneMatch(k -> swept.ties(a, k, last));
    return atEnd && !exhausted(a, grid, swept);
  }

  /** Whether a path has come so near the unpenalised fit that nothing lies between. */
  private static boolean exhausted(int a, Grid grid, Curves swept) {
    int last = grid.count() - 1;
    double loss = swept.loss(a, last);
    if (swept.unpenalised().isPresent()) {
      return Baselines.reached(
          loss, swept.cells().mean(swept.nothing()), swept.cells().mean(swept.unpenalised().get()));
    }
    double[] left = swept.deviances()[a];
    double decade = 10 * grid.lambdas()[a][last];
    int before = last - 1;
    while (before > 0 && grid.lambdas()[a][before] < decade) {
      before--;
    }
    return left[last] <= PERFECT
        || left[before] - left[last] <= Baselines.NOTHING * (1 - left[last]);
  }
}
