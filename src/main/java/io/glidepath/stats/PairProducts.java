package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Rows;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** The products of all pairs: 8 n^2 bytes, half of that on the wire. */
final class PairProducts implements CentredProducts {
  private static final long serialVersionUID = 1;

  private final int size;
  private transient double[] cross;

  PairProducts(int size) {
    this.size = size;
    this.cross = new double[Math.multiplyExact(size, size)];
  }

  private int at(int j, int k) {
    return j <= k ? k * size + j : j * size + k;
  }

  @Override
  public double of(int j, int k) {
    return cross[at(j, k)];
  }

  @Override
  public void add(Rows x, double[] target, Blas blas) {
    int p = size - 1;
    x.addCrossProducts(cross, size, blas);
    double[] withTarget = new double[p];
    x.multiplyTransposed(target, withTarget, blas);
    for (int j = 0; j < p; j++) {
      cross[p * size + j] += withTarget[j];
    }
    for (int r = 0; r < x.rows(); r++) {
      cross[p * size + p] += target[r] * target[r];
    }
  }

  @Override
  public void addOuter(double factor, double[] d, Blas blas) {
    blas.addOuterProduct(size, factor, d, cross);
  }

  @Override
  public void combine(CentredProducts other, double[] factors, double between, double[] d) {
    double[] others = ((PairProducts) other).cross;
    for (int k = 0; k < size; k++) {
      double dk = between * d[k];
      for (int j = 0, at = k * size; j <= k; j++, at++) {
        cross[at] += others[at] * factors[j] * factors[k] + dk * d[j];
      }
    }
  }

  @Override
  public void rescale(int j, double factor) {
    for (int k = 0; k < size; k++) {
      cross[at(j, k)] *= k == j ? factor * factor : factor;
    }
  }

  /** Only the upper triangle travels. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    double[] packed = new double[size * (size + 1) / 2];
    for (int k = 0, at = 0; k < size; at += ++k) {
      System.arraycopy(cross, k * size, packed, at, k + 1);
    }
    out.writeObject(packed);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    double[] packed = (double[]) in.readObject();
    cross = new double[size * size];
    for (int k = 0, at = 0; k < size; at += ++k) {
      System.arraycopy(packed, at, cross, k * size, k + 1);
    }
  }
}
