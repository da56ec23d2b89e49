package io.glidepath.path;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the models of a sweep are models of: so many unknowns, these folds, this grid.
 *
 * @param unknowns number of coefficients of a model, p
 * @param folds names of the folds, ascending
 * @param lambdas for each alpha
 */
public record SweepShape(int unknowns, int[] folds, double[] alphas, double[][] lambdas) {
  /** Automatic grids of the same rows in other partitions differ by rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Whether models of the one are models of the other; lambdas may differ by rounding, and one grid
   * may go on below the other.
   */
  public boolean agrees(SweepShape other) {
    return unknowns == other.unknowns
        && Arrays.equals(folds, other.folds)
        && Arrays.equals(alphas, other.alphas)
        && lambdas.length == other.lambdas.length
        && close(other);
  }

  private boolean close(SweepShape other) {
    for (int a = 0; a < lambdas.length; a++) {
      int both = Math.min(lambdas[a].length, other.lambdas[a].length);
      for (int k = 0; k < both; k++) {
        double difference = Math.abs(lambdas[a][k] - other.lambdas[a][k]);
        if (!(difference <= ROUNDING * lambdas[a][k])) {
          return false;
        }
      }
    }
    return true;
  }

  public int lambdaCount() {
    return lambdas[0].length;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(unknowns);
    out.writeInt(folds.length);
    for (int fold : folds) {
      out.writeInt(fold);
    }
    out.writeInt(alphas.length);
    out.writeInt(lambdaCount());
    for (int a = 0; a < alphas.length; a++) {
      out.writeDouble(alphas[a]);
      for (double lambda : lambdas[a]) {
        out.writeDouble(lambda);
      }
    }
  }

  static SweepShape read(DataInput in) throws IOException {
    int unknowns = in.readInt();
    int[] folds = new int[in.readInt()];
    for (int f = 0; f < folds.length; f++) {
      folds[f] = in.readInt();
    }
    double[] alphas = new double[in.readInt()];
    double[][] lambdas = new double[alphas.length][in.readInt()];
    for (int a = 0; a < alphas.length; a++) {
      alphas[a] = in.readDouble();
      for (int k = 0; k < lambdas[a].length; k++) {
        lambdas[a][k] = in.readDouble();
      }
    }
    return new SweepShape(unknowns, folds, alphas, lambdas);
  }
}
