package io.glidepath.matrix;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Products of columns as {@link FactorColumns} and weights of the rows. Matrices of a kind share
 * the columns, and a row of which one of them is not a sum has weight 0 there.
 *
 * <p>Memory: 8 bytes a row.
 */
final class FactoredGram implements GramMatrix {
  /** A matrix of so few columns is better multiplied out. */
  private static final int FEW = 256;

  private final FactorColumns columns;
  private final double[] weights;

  FactoredGram(FactorColumns columns, double[] weights) {
    this.columns = columns;
    this.weights = weights;
  }

  FactorColumns columns() {
    return columns;
  }

  @Override
  public void add(double factor, GramMatrix other) {
    add(factor, other, weights);
  }

  private static void add(double factor, GramMatrix other, double[] to) {
    double[] from = ((FactoredGram) other).weights;
    for (int r = 0; r < to.length; r++) {
      to[r] += factor * from[r];
    }
  }

  @Override
  public GramMatrix zeros() {
    return new FactoredGram(columns, new double[weights.length]);
  }

  @Override
  public double square(int j) {
    double c = columns.centre()[j];
    double total = DoubleStream.of(weights).sum();
    double sum = columns.sum(j, weights);
    return Math.max(0, columns.square(j, weights) - 2 * c * sum + c * c * total);
  }

  @Override
  public void eachPair(PairVisitor visitor) {
    new FactoredSymmetric(columns, weights).eachPair(visitor);
  }

  @Override
  public double quadratic(double[] d) {
    double[] along = new double[columns.rows()];
    double shift = 0;
    for (int j = 0; j < d.length; j++) {
      if (d[j] != 0) {
        columns.add(j, d[j], along);
        shift += d[j] * columns.centre()[j];
      }
    }
    double sum = 0;
    for (int r = 0; r < along.length; r++) {
      double x = along[r] - shift;
      sum += weights[r] * x * x;
    }
    return sum;
  }

  @Override
  public SymmetricMatrix mixture(double[] factors, List<GramMatrix> matrices, int[] chosen) {
    double[] mixed = new double[weights.length];
    IntStream.range(0, factors.length).forEach(i -> add(factors[i], matrices.get(i), mixed));
    FactoredSymmetric factored = new FactoredSymmetric(columns.chosen(chosen), mixed);
    return chosen.length <= FEW ? DenseSymmetric.of(factored) : factored;
  }

  @Override
  public long bytes() {
    return Double.BYTES * (long) weights.length;
  }
}
