package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Rows;
import java.util.Arrays;

/** Of each column with itself only, for designs too wide for all pairs: 8 n bytes. */
final class SquareProducts implements CentredProducts {
  private static final long serialVersionUID = 1;

  private final double[] squares;

  SquareProducts(int size) {
    this.squares = new double[size];
  }

  @Override
  public double of(int j, int k) {
    if (j != k) {
      throw new IllegalArgumentException("the product of columns " + j + " and " + k);
    }
    return squares[j];
  }

  @Override
  public void add(Rows x, double[] target, Blas blas) {
    double[] ones = new double[x.rows()];
    Arrays.fill(ones, 1);
    x.addSquares(ones, squares);
    for (int r = 0; r < x.rows(); r++) {
      squares[squares.length - 1] += target[r] * target[r];
    }
  }

  @Override
  public void addOuter(double factor, double[] d, Blas blas) {
    for (int j = 0; j < squares.length; j++) {
      squares[j] += factor * d[j] * d[j];
    }
  }

  @Override
  public void combine(CentredProducts other, double[] factors, double between, double[] d) {
    double[] others = ((SquareProducts) other).squares;
    for (int j = 0; j < squares.length; j++) {
      squares[j] += others[j] * factors[j] * factors[j] + between * d[j] * d[j];
    }
  }

  @Override
  public void rescale(int j, double factor) {
    squares[j] *= factor * factor;
  }
}
