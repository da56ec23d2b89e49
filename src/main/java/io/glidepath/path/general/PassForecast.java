package io.glidepath.path.general;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.path.SparseColumnProducts;
import io.glidepath.path.SweepSize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * About how many passes a sweep makes, by purpose. How often models have to be evaluated until they
 * are solved is not derived but what runs took: binomial tables of 20 to 100 columns, and of a
 * category of 900 to 1,900 levels. Counts and costs march in fewer; where classes are separated, or
 * rows of a fold are few, it may be twice as many. How many models fit into one pass is computed as
 * the passes themselves do.
 */
public final class PassForecast {
  /** Passes over all models of a kind until they are solved. */
  private static final int ROUNDS = 4;

  /** The same with levels of categories, of all rows and of folds. */
  private static final int SPARSE_ROUNDS = 7;

  private static final int SPARSE_FOLD_ROUNDS = 25;
  private static final int MARCH = 14;
  private static final int CALIBRATION = 5;

  private final SweepSize size;
  private final Map<String, Integer> passes = new LinkedHashMap<>();

  private PassForecast(SweepSize size) {
    this.size = size;
  }

  /** By purpose, in the order in which they are made. */
  public static Map<String, Integer> of(SweepSize size, Family family) {
    return new PassForecast(size).all(family);
  }

  private Map<String, Integer> all(Family family) {
    boolean sparse = size.sparseProducts().isPresent();
    boolean atHand = size.rowsAtHand().isPresent();
    int whole = batches((double) size.cells() * size.columns());
    passes.put("moments", 1);
    if (sparse) {
      passes.put(SparseColumnProducts.PURPOSE, 1);
    }
    passes.put("null models", 2);
    if (atHand) {
      passes.put("rows", 1);
    } else {
      passes.put("march", MARCH);
      passes.put("models", whole * (sparse ? SPARSE_ROUNDS : ROUNDS));
    }
    passes.put("certificates", batches((atHand ? 2.0 : 1) * size.columns()));
    if (size.folds() > 0) {
      if (!atHand) {
        passes.put("fold models", whole * (sparse ? SPARSE_FOLD_ROUNDS : ROUNDS));
      }
      folds(family, sparse);
    }
    return passes;
  }

  private void folds(Family family, boolean sparse) {
    boolean ranked = family.metrics().contains(Metric.AUC);
    passes.put(
        "scores", batches((double) size.folds() * Scores.numbers(size.columns(), ranked)) + 1);
    if (!sparse) {
      passes.put("unpenalised", 2);
    }
    passes.put("calibration", CALIBRATION);
    passes.put("calibration bins", 1);
  }

  /** How many passes it takes to bring back so many numbers for every grid point. */
  private int batches(double numbers) {
    double most = Math.max(1, Math.floor(Evaluator.MOST_BYTES / Double.BYTES / numbers));
    return (int) Math.max(1, Math.ceil(size.gridPoints() / most));
  }
}
