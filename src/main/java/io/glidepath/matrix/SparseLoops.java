package io.glidepath.matrix;

/**
 * The inner loops of products with sparse rows, in one way to compute them: an entry of a row meets
 * m numbers that lie side by side, one of each model. Every product and every sum is rounded once,
 * entry by entry, so that all ways give the same bits.
 */
interface SparseLoops {

  /** sums[at + k] += sum over the entries of a row of x * vectors[column * m + k], for k &lt; m. */
  void gather(SparseColumns x, int row, double[] vectors, int m, double[] sums, int at);

  /** vectors[column * m + k] += x * numbers[at + k] for the entries of a row and k &lt; m. */
  void scatter(SparseColumns x, int row, double[] numbers, int at, int m, double[] vectors);

  /** vectors[i] += x * weights[i] * numbers[at + k] for the same i = column * m + k. */
  void scatter(
      SparseColumns x,
      int row,
      double[] numbers,
      int at,
      double[] weights,
      int m,
      double[] vectors);

  /** By lanes where the JVM has the module {@code jdk.incubator.vector}. */
  static SparseLoops choose() {
    try {
      return new VectorSparseLoops();
    } catch (LinkageError e) {
      return new ScalarSparseLoops(); // without the module, or with another version of it
    }
  }
}
