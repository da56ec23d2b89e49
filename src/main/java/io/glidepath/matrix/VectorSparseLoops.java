package io.glidepath.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link SparseLoops} by the Vector API, to the same bits as {@link
 * ScalarSparseLoops}, which also does the last few models. The sums of four vectors of models stay
 * in registers while the entries of a row go by.
 */
final class VectorSparseLoops implements SparseLoops {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
  private static final int ONE = LANES.length();

  /** What is left of a long vector, often half of one. */
  private static final VectorSpecies<Double> SHORT = DoubleVector.SPECIES_256;

  private static final int FEW = SHORT.length();
  private static final int FOUR = 4 * ONE;

  /**
   * @throws LinkageError if the module is missing or lacks something that is used here
   */
  VectorSparseLoops() {
    int m = FOUR + ONE;
    SparseColumns probe = new SparseColumns(1, 1);
    probe.write(0, new int[1], new double[] {2}, 1);
    gather(probe, 0, new double[m], m, new double[m], 0);
    scatter(probe, 0, new double[m], 0, m, new double[m]);
    scatter(probe, 0, new double[m], 0, new double[m], m, new double[m]);
  }

  @Override
  public void gather(SparseColumns x, int row, double[] vectors, int m, double[] sums, int at) {
    int k = 0;
    for (; k + FOUR <= m; k += FOUR) {
      if (x.values == null) {
        gatherOnes(x, row, vectors, m, k, sums, at + k);
      } else {
        gatherFour(x, row, vectors, m, k, sums, at + k);
      }
    }
    for (; k + ONE <= m; k += ONE) {
      gatherOne(x, row, vectors, m, k, sums, at + k);
    }
    for (; k + FEW <= m; k += FEW) {
      gatherFew(x, row, vectors, m, k, sums, at + k);
    }
    if (k < m) {
      ScalarSparseLoops.gather(x, row, vectors, m, sums, at, k);
    }
  }

  private static void gatherOne(
      SparseColumns x, int row, double[] vectors, int m, int k, double[] sums, int at) {
    DoubleVector sum = DoubleVector.fromArray(LANES, sums, at);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      DoubleVector vector = DoubleVector.fromArray(LANES, vectors, x.indices[e] * m + k);
      sum = sum.add(vector.mul(x.value(e)));
    }
    sum.intoArray(sums, at);
  }

  private static void gatherFew(
      SparseColumns x, int row, double[] vectors, int m, int k, double[] sums, int at) {
    DoubleVector sum = DoubleVector.fromArray(SHORT, sums, at);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      DoubleVector vector = DoubleVector.fromArray(SHORT, vectors, x.indices[e] * m + k);
      sum = sum.add(vector.mul(x.value(e)));
    }
    sum.intoArray(sums, at);
  }

  private static void gatherFour(
      SparseColumns x, int row, double[] vectors, int m, int k, double[] sums, int at) {
    int[] indices = x.indices;
    double[] values = x.values;
    DoubleVector a = DoubleVector.fromArray(LANES, sums, at);
    DoubleVector b = DoubleVector.fromArray(LANES, sums, at + ONE);
    DoubleVector c = DoubleVector.fromArray(LANES, sums, at + 2 * ONE);
    DoubleVector d = DoubleVector.fromArray(LANES, sums, at + 3 * ONE);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      int v = indices[e] * m + k;
      DoubleVector value = DoubleVector.broadcast(LANES, values[e]);
      a = a.add(DoubleVector.fromArray(LANES, vectors, v).mul(value));
      b = b.add(DoubleVector.fromArray(LANES, vectors, v + ONE).mul(value));
      c = c.add(DoubleVector.fromArray(LANES, vectors, v + 2 * ONE).mul(value));
      d = d.add(DoubleVector.fromArray(LANES, vectors, v + 3 * ONE).mul(value));
    }
    a.intoArray(sums, at);
    b.intoArray(sums, at + ONE);
    c.intoArray(sums, at + 2 * ONE);
    d.intoArray(sums, at + 3 * ONE);
  }

  private static void gatherOnes(
      SparseColumns x, int row, double[] vectors, int m, int k, double[] sums, int at) {
    int[] indices = x.indices;
    DoubleVector a = DoubleVector.fromArray(LANES, sums, at);
    DoubleVector b = DoubleVector.fromArray(LANES, sums, at + ONE);
    DoubleVector c = DoubleVector.fromArray(LANES, sums, at + 2 * ONE);
    DoubleVector d = DoubleVector.fromArray(LANES, sums, at + 3 * ONE);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      int v = indices[e] * m + k;
      a = a.add(DoubleVector.fromArray(LANES, vectors, v));
      b = b.add(DoubleVector.fromArray(LANES, vectors, v + ONE));
      c = c.add(DoubleVector.fromArray(LANES, vectors, v + 2 * ONE));
      d = d.add(DoubleVector.fromArray(LANES, vectors, v + 3 * ONE));
    }
    a.intoArray(sums, at);
    b.intoArray(sums, at + ONE);
    c.intoArray(sums, at + 2 * ONE);
    d.intoArray(sums, at + 3 * ONE);
  }

  @Override
  public void scatter(SparseColumns x, int row, double[] numbers, int at, int m, double[] vectors) {
    int k = 0;
    for (; k + FOUR <= m; k += FOUR) {
      if (x.values == null) {
        scatterOnes(x, row, numbers, at + k, vectors, m, k);
      } else {
        scatterFour(x, row, numbers, at + k, vectors, m, k);
      }
    }
    for (; k + ONE <= m; k += ONE) {
      scatterOne(x, row, numbers, at + k, vectors, m, k);
    }
    if (k < m) {
      ScalarSparseLoops.scatter(x, row, numbers, at, m, vectors, k);
    }
  }

  private static void scatterOne(
      SparseColumns x, int row, double[] numbers, int at, double[] vectors, int m, int k) {
    DoubleVector a = DoubleVector.fromArray(LANES, numbers, at);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      int v = x.indices[e] * m + k;
      DoubleVector.fromArray(LANES, vectors, v).add(a.mul(x.value(e))).intoArray(vectors, v);
    }
  }

  private static void scatterFour(
      SparseColumns x, int row, double[] numbers, int at, double[] vectors, int m, int k) {
    int[] indices = x.indices;
    double[] values = x.values;
    DoubleVector a = DoubleVector.fromArray(LANES, numbers, at);
    DoubleVector b = DoubleVector.fromArray(LANES, numbers, at + ONE);
    DoubleVector c = DoubleVector.fromArray(LANES, numbers, at + 2 * ONE);
    DoubleVector d = DoubleVector.fromArray(LANES, numbers, at + 3 * ONE);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      int v = indices[e] * m + k;
      DoubleVector value = DoubleVector.broadcast(LANES, values[e]);
      DoubleVector.fromArray(LANES, vectors, v).add(a.mul(value)).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(b.mul(value)).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(c.mul(value)).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(d.mul(value)).intoArray(vectors, v);
    }
  }

  private static void scatterOnes(
      SparseColumns x, int row, double[] numbers, int at, double[] vectors, int m, int k) {
    int[] indices = x.indices;
    DoubleVector a = DoubleVector.fromArray(LANES, numbers, at);
    DoubleVector b = DoubleVector.fromArray(LANES, numbers, at + ONE);
    DoubleVector c = DoubleVector.fromArray(LANES, numbers, at + 2 * ONE);
    DoubleVector d = DoubleVector.fromArray(LANES, numbers, at + 3 * ONE);
    for (int e = x.starts[row], to = x.starts[row + 1]; e < to; e++) {
      int v = indices[e] * m + k;
      DoubleVector.fromArray(LANES, vectors, v).add(a).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(b).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(c).intoArray(vectors, v);
      v += ONE;
      DoubleVector.fromArray(LANES, vectors, v).add(d).intoArray(vectors, v);
    }
  }

  @Override
  public void scatter(
      SparseColumns x, int row, double[] numbers, int at, double[] weights, int m, double[] to) {
    int k = 0;
    for (; k + ONE <= m; k += ONE) {
      scatterOne(x, row, numbers, at + k, weights, to, m, k);
    }
    for (; k + FEW <= m; k += FEW) {
      scatterFew(x, row, numbers, at + k, weights, to, m, k);
    }
    if (k < m) {
      ScalarSparseLoops.scatter(x, row, numbers, at, weights, m, to, k);
    }
  }

  private static void scatterOne(
      SparseColumns x,
      int row,
      double[] numbers,
      int at,
      double[] weights,
      double[] to,
      int m,
      int k) {
    DoubleVector a = DoubleVector.fromArray(LANES, numbers, at);
    for (int e = x.starts[row], end = x.starts[row + 1]; e < end; e++) {
      int v = x.indices[e] * m + k;
      DoubleVector change = DoubleVector.fromArray(LANES, weights, v).mul(x.value(e)).mul(a);
      DoubleVector.fromArray(LANES, to, v).add(change).intoArray(to, v);
    }
  }

  private static void scatterFew(
      SparseColumns x,
      int row,
      double[] numbers,
      int at,
      double[] weights,
      double[] to,
      int m,
      int k) {
    DoubleVector a = DoubleVector.fromArray(SHORT, numbers, at);
    for (int e = x.starts[row], end = x.starts[row + 1]; e < end; e++) {
      int v = x.indices[e] * m + k;
      DoubleVector change = DoubleVector.fromArray(SHORT, weights, v).mul(x.value(e)).mul(a);
      DoubleVector.fromArray(SHORT, to, v).add(change).intoArray(to, v);
    }
  }
}
