package io.glidepath.design;

import io.glidepath.failure.DamagedFile;
import io.glidepath.features.ExactName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * In how many of the rows the elements of vectors are not 0. A first look at some rows tells
 * whether a column of vectors holds mostly zeros. Only such ones are counted, in one pass over
 * these columns alone, so that dense vectors cost no pass.
 */
final class VectorShares {
  private static final int LOOKED_AT = 256;

  private final Dataset<Row> rows;
  private final List<Input> vectors;

  /**
   * @param vectors to look at, at least one
   */
  VectorShares(Dataset<Row> rows, List<Input> vectors) {
    this.rows = rows;
    this.vectors = vectors;
  }

  /** Puts the shares in their places in the design, 1 in those of vectors that are mostly dense. */
  void fill(double[] shares) {
    List<Row> some = select(vectors).limit(LOOKED_AT).collectAsList();
    List<Input> sparse = new ArrayList<>();
    for (int v = 0; v < vectors.size(); v++) {
      Input vector = vectors.get(v);
      if (heldOf(some, v) <= RowShape.SHARE * vector.width()) {
        sparse.add(vector);
      } else {
        Arrays.fill(shares, vector.firstColumn(), vector.firstColumn() + vector.width(), 1);
      }
    }
    if (!sparse.isEmpty()) {
      count(sparse, shares);
    }
  }

  /** Elements of a vector that are not 0, on average. */
  private static double heldOf(List<Row> some, int v) {
    return some.stream()
        .filter(row -> !row.isNullAt(v))
        .mapToInt(row -> ((Vector) row.get(v)).numNonzeros())
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private void count(List<Input> sparse, double[] shares) {
    int[] widths = sparse.stream().mapToInt(Input::width).toArray();
    JavaRDD<InternalRow> projected =
        ((org.apache.spark.sql.classic.Dataset<Row>) select(sparse))
            .queryExecution()
            .toRdd()
            .toJavaRDD();
    long[] counts =
        projected
            .mapPartitions(partition -> List.of(counted(partition, widths)).iterator())
            .treeReduce(VectorShares::sum);
    int at = 1;
    for (Input vector : sparse) {
      for (int k = 0; k < vector.width(); k++) {
        shares[vector.firstColumn() + k] = (double) counts[at++] / Math.max(1, counts[0]);
      }
    }
  }

  private Dataset<Row> select(List<Input> inputs) {
    return rows.select(inputs.stream().map(i -> ExactName.column(i.name())).toArray(Column[]::new));
  }

  /** The number of rows, then of those in which each element is not 0. */
  private static long[] counted(Iterator<InternalRow> partition, int[] widths) {
    long[] counts = new long[1 + Arrays.stream(widths).sum()];
    try {
      while (partition.hasNext()) {
        InternalRow row = partition.next();
        counts[0]++;
        int first = 1;
        for (int v = 0; v < widths.length; v++) {
          if (!row.isNullAt(v)) {
            count(row.getStruct(v, VectorReader.fields()), widths[v], first, counts);
          }
          first += widths[v];
        }
      }
    } catch (Exception e) {
      throw DamagedFile.orSame(e, InputFileBlockHolder::getInputFilePath);
    }
    return counts;
  }

  /** Vectors that cannot be used are found later. */
  private static void count(InternalRow vector, int width, int first, long[] counts) {
    if (VectorReader.size(vector) == width) {
      VectorReader.each(vector, (index, value) -> counts[first + index]++);
    }
  }

  private static long[] sum(long[] left, long[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }
}
