package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of lambda of each alpha, largest first: given ones, or log-spaced from the smallest
 * lambda that leaves every penalised coefficient 0.
 *
 * @param alphas ascending
 * @param lambdas one row for each alpha, all of one length
 */
public record Grid(double[] alphas, double[][] lambdas) {
  /** Below this alpha the l1 part is too weak to define an end of the grid by itself. */
  public static final double RIDGE_LIKE = 1e-3;

  /**
   * Lays out the grid.
   *
   * @param gmax the largest null gradient over the penalty factor
   * @throws JobFailure BAD_DATA if an automatic grid is asked for and gmax is 0
   */
  public static Grid of(SweepSpec sweep, double gmax, long rows, int columns) {
    double[] alphas = sweep.elasticNetParam().stream().mapToDouble(a -> a).toArray();
    List<Double> given = sweep.regParam().values();
    if (!given.isEmpty()) {
      double[] values = given.stream().mapToDouble(l -> l).toArray();
      return new Grid(alphas, Collections.nCopies(alphas.length, values).toArray(new double[0][]));
    }
    if (gmax == 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "sweep.reg-param: no automatic grid, because "
              + (columns == 0
                  ? "there is no column to explain the label by; take some (columns.features,"
                      + " columns.exclude), or"
                  : "no penalised column varies with the label (all are constant, unpenalised,"
                      + " uncorrelated with it or kept at 0 by their bounds); take other columns, or")
              + " give the values, for example sweep.reg-param = [1, 0.1, 0.01]");
    }
    double ratio = sweep.regParam().minRatio().orElse(rows >= columns ? 1e-4 : 1e-2);
    int count = sweep.regParam().count();
    double[][] lambdas = new double[alphas.length][];
    for (int a = 0; a < alphas.length; a++) {
      double largest = gmax / Math.max(alphas[a], RIDGE_LIKE);
      double smallest = ratio * (alphas[a] >= RIDGE_LIKE ? largest : gmax);
      lambdas[a] = logSpaced(largest, smallest, count);
    }
    return new Grid(alphas, lambdas);
  }

  /** One grid point. */
  public static Grid single(double alpha, double lambda) {
    return new Grid(new double[] {alpha}, new double[][] {{lambda}});
  }

  /** The same with more lambdas at the weak end of every alpha, in the steps of that alpha. */
  Grid longer(int more) {
    double[][] extended = new double[alphas.length][];
    for (int a = 0; a < alphas.length; a++) {
      int count = lambdas[a].length;
      double last = lambdas[a][count - 1];
      double step = Math.log(last / lambdas[a][0]) / (count - 1);
      extended[a] = Arrays.copyOf(lambdas[a], count + more);
      for (int k = 0; k < more; k++) {
        extended[a][count + k] = last * Math.exp((k + 1) * step);
      }
    }
    return new Grid(alphas, extended);
  }

  /** Number of lambdas of each alpha. */
  public int count() {
    return lambdas[0].length;
  }

  /** Number of grid points. */
  public int size() {
    return alphas.length * lambdas[0].length;
  }

  private static double[] logSpaced(double largest, double smallest, int count) {
    double step = count == 1 ? 0 : Math.log(smallest / largest) / (count - 1);
    return IntStream.range(0, count).mapToDouble(k -> largest * Math.exp(k * step)).toArray();
  }
}
