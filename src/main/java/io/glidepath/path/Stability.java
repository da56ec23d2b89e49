package io.glidepath.path;

import java.util.List;

/**
 * How steady the coefficients of some grid points are from fold to fold. With gamma_jf the
 * coefficient of column j in the model trained without fold f, times the standard deviation that
 * the column has over all rows, so that it compares with {@link SparseCoefficients#standardized}:
 *
 * <pre>
 *   kept = share of folds with gamma_jf != 0
 *   mean = sum_f gamma_jf / K,   deviation^2 = sum_f (gamma_jf - mean)^2 / (K - 1)
 * </pre>
 *
 * <p>Folds count alike, whatever their weights. Everything is by [point][column]; a constant column
 * is never kept. Cost: p operations and 24 p bytes for each fold and point.
 *
 * @param points where it was looked at, each once
 * @param deviation NaN with a single fold model
 */
public record Stability(
    List<GridPoint> points, double[][] kept, double[][] mean, double[][] deviation) {
  public Stability {
    points = List.copyOf(points);
  }

  /** gamma of all columns in a fold's model of a grid point. */
  public interface FoldCoefficients {
    double[] of(int fold, GridPoint point);
  }

  /**
   * @param folds K, at least 1
   * @param columns p
   */
  public static Stability of(
      List<GridPoint> points, int folds, int columns, FoldCoefficients coefficients) {
    double[][] kept = new double[points.size()][columns];
    double[][] mean = new double[points.size()][columns];
    double[][] deviation = new double[points.size()][columns];
    for (int i = 0; i < points.size(); i++) {
      for (int f = 0; f < folds; f++) {
        add(coefficients.of(f, points.get(i)), f + 1, kept[i], mean[i], deviation[i]);
      }
      for (int j = 0; j < columns; j++) {
        kept[i][j] /= folds;
        deviation[i][j] = folds > 1 ? Math.sqrt(deviation[i][j] / (folds - 1)) : Double.NaN;
      }
    }
    return new Stability(points, kept, mean, deviation);
  }

  /**
   * Adds one more model (Welford 1962): equal coefficients have deviation 0 exactly.
   *
   * @param count of models, this one included
   * @param squares sums of squared distances from the mean
   */
  private static void add(
      double[] gamma, int count, double[] kept, double[] mean, double[] squares) {
    for (int j = 0; j < gamma.length; j++) {
      double distance = gamma[j] - mean[j];
      kept[j] += gamma[j] != 0 ? 1 : 0;
      mean[j] += distance / count;
      squares[j] += distance * (gamma[j] - mean[j]);
    }
  }
}
