package io.glidepath.path.quadratic;

import io.glidepath.path.DataPasses;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.ModelBatch;
import io.glidepath.stats.Pass;
import io.glidepath.stats.ResidualSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The errors that only rows can tell, asked for in one pass: mean absolute errors of every grid
 * point if they are wanted, and squared errors of the points that fit nearly perfectly, where
 * second moments cancel.
 */
final class RowErrors {
  /**
   * A grid point.
   *
   * @param of whose it is; null on all rows
   */
  private record Point(FoldModels of, int a, int k) {}

  private final TrainedPaths all;
  private final boolean absoluteErrors;
  private final List<Point> heldOut = new ArrayList<>();
  private final List<Point> onAllRows = new ArrayList<>();
  private final Map<Point, Integer> position = new HashMap<>();
  private final Map<Point, Double> allSquared = new HashMap<>();
  private ResidualSums[] sums = {};

  /**
   * @param all the models of all rows
   * @param folds models of the folds, of one grid or several; empty without folds
   */
  RowErrors(TrainedPaths all, List<FoldModels> folds, boolean absoluteErrors) {
    this.all = all;
    this.absoluteErrors = absoluteErrors && !folds.isEmpty();
    for (int a = 0; a < all.deviances().length; a++) {
      for (int k = 0; k < all.lambdas(); k++) {
        if (all.deviance(a, k) < 1e-8) {
          onAllRows.add(new Point(null, a, k));
        }
      }
    }
    folds.forEach(this::addHeldOut);
  }

  private void addHeldOut(FoldModels models) {
    for (int a = 0; a < models.squared().length; a++) {
      for (int k = 0; k < models.squared()[a].length; k++) {
        if (absoluteErrors || models.cancelled(a, k)) {
          Point point = new Point(models, a, k);
          position.put(point, heldOut.size());
          heldOut.add(point);
        }
      }
    }
  }

  boolean absoluteErrors() {
    return absoluteErrors;
  }

  /** Whether a pass has anything to tell. */
  boolean needed() {
    return !heldOut.isEmpty() || !onAllRows.isEmpty();
  }

  /** Makes the pass. */
  void ask(DataPasses data, Cells cells) {
    List<ResidualSums> answers =
        data.answer(
            new Pass<>(
                "residuals",
                new ResidualSums.Of(),
                cells.askEach(c -> batch(c, c < cells.folds()))));
    ResidualSums whole = new ResidualSums(heldOut.size() + onAllRows.size());
    cells.training(HeldOut.NOTHING).forEach(c -> whole.combine(answers.get(c)));
    for (int i = 0; i < onAllRows.size(); i++) {
      allSquared.put(onAllRows.get(i), whole.squared(heldOut.size() + i) / whole.weight());
    }
    sums = answers.toArray(ResidualSums[]::new);
  }

  /** What is asked of a cell that no model holds out is of all rows; of others it gets nothing. */
  private ModelBatch batch(int cell, boolean isHeldOut) {
    int p = all.units().columns();
    int models = heldOut.size() + onAllRows.size();
    double[] intercepts = new double[models];
    double[] coefficients = new double[Math.multiplyExact(p, models)];
    for (int i = 0; i < models; i++) {
      boolean whole = i >= heldOut.size();
      if (!whole && !isHeldOut) {
        continue;
      }
      Point point = whole ? onAllRows.get(i - heldOut.size()) : heldOut.get(i);
      TrainedPaths paths = whole ? all : point.of().paths(cell);
      double[] standardized = paths.standardized(point.a(), point.k());
      intercepts[i] = paths.units().intercept(standardized);
      for (int j = 0; j < p; j++) {
        coefficients[i * p + j] = paths.units().coefficient(j, standardized[j]);
      }
    }
    return new ModelBatch(intercepts, coefficients);
  }

  /** Mean squared error of a fold's model on the rows held out, if rows were asked. */
  OptionalDouble squared(FoldModels of, int f, int a, int k) {
    Integer at = position.get(new Point(of, a, k));
    return at == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(sums[f].squared(at) / sums[f].weight());
  }

  /** Mean absolute error of a fold's model on the rows held out. */
  double absolute(FoldModels of, int f, int a, int k) {
    return sums[f].absolute(position.get(new Point(of, a, k))) / sums[f].weight();
  }

  /** Mean squared error of a full-data model on all rows, if rows were asked. */
  OptionalDouble squaredOnAllRows(int a, int k) {
    Double value = allSquared.get(new Point(null, a, k));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
