package io.glidepath.matrix;

import java.util.Arrays;

/**
 * The sum of a few terms of rank one, sum_i f_i v_i v_i', that is added to a symmetric matrix and
 * never multiplied out. Mutable, not thread-safe.
 */
final class RankOneTerms {
  private final int size;
  private double[][] vectors = {};
  private double[] factors = {};

  /**
   * @param size n
   */
  RankOneTerms(int size) {
    this.size = size;
  }

  /** Adds f v v', and its diagonal to what has it. */
  void add(double factor, double[] vector, double[] diagonal) {
    vectors = Arrays.copyOf(vectors, vectors.length + 1);
    factors = Arrays.copyOf(factors, vectors.length);
    vectors[vectors.length - 1] = vector;
    factors[vectors.length - 1] = factor;
    for (int j = 0; j < size; j++) {
      diagonal[j] += factor * vector[j] * vector[j];
    }
  }

  /** Element (j, k). */
  double at(int j, int k) {
    double sum = 0;
    for (int i = 0; i < vectors.length; i++) {
      sum += factors[i] * vectors[i][j] * vectors[i][k];
    }
    return sum;
  }

  /** q := q - sum_i f_i v_i (v_i'd). */
  void subtractProduct(double[] d, double[] q) {
    for (int i = 0; i < vectors.length; i++) {
      double along = 0;
      for (int j = 0; j < size; j++) {
        along += vectors[i][j] * d[j];
      }
      subtract(q, factors[i] * along, vectors[i]);
    }
  }

  private static void subtract(double[] q, double factor, double[] vector) {
    for (int k = 0; factor != 0 && k < q.length; k++) {
      q[k] -= factor * vector[k];
    }
  }

  /** Element (j, k) becomes s_j times it times s_k. */
  void scale(double[] s) {
    for (int i = 0; i < vectors.length; i++) {
      double[] scaled = new double[size];
      for (int j = 0; j < size; j++) {
        scaled[j] = s[j] * vectors[i][j];
      }
      vectors[i] = scaled;
    }
  }

  /** The terms of some rows and columns. */
  RankOneTerms part(int[] chosen) {
    RankOneTerms part = new RankOneTerms(chosen.length);
    part.vectors = new double[vectors.length][];
    Arrays.setAll(part.vectors, i -> Rows.pick(vectors[i], chosen));
    part.factors = factors;
    return part;
  }

  /**
   * What solves with some rows and columns of a matrix with these terms, from what does without.
   */
  SymmetricFactor update(SymmetricFactor factor, int[] chosen) {
    if (vectors.length == 0) {
      return factor;
    }
    return new UpdatedFactor(chosen.length, factor, part(chosen).vectors, factors);
  }

  /** What steps of single elements of x change of q. */
  Along along() {
    return new Along();
  }

  /** The terms' part of {@link SymmetricMatrix.Moves}. */
  final class Along {
    private final double[] along = new double[vectors.length];

    /** What is to be taken from q_j. */
    double at(int j) {
      double sum = 0;
      for (int i = 0; i < along.length; i++) {
        sum += along[i] * vectors[i][j];
      }
      return sum;
    }

    void move(int j, double step) {
      for (int i = 0; i < along.length; i++) {
        along[i] += step * factors[i] * vectors[i][j];
      }
    }

    /** Takes it from all of q. */
    void end(double[] q) {
      for (int i = 0; i < along.length; i++) {
        subtract(q, along[i], vectors[i]);
        along[i] = 0;
      }
    }
  }
}
