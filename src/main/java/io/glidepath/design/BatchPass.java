package io.glidepath.design;

import io.glidepath.failure.DamagedFile;
import io.glidepath.matrix.RowsWriter;
import io.glidepath.rdd.SmallJobs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The pass over one partition of column batches.
 *
 * <p>A batch is taken in stretches of rows, each ending where a first buffer gets full. Within a
 * stretch every row is booked with the buffer of its fold; then each column is read once and copied
 * to all buffers that have rows booked. Buffers thus fill in the same order as row by row.
 */
final class BatchPass<R, B> implements SmallJobs.Work<B, R> {
  private final Inputs inputs;
  private final BatchColumns columns;
  private final FoldExpression fold;
  private final Spread spread;
  private final PartitionPass<R> pass;

  /**
   * @param fold null: the fold is a column of the batches, or there is none
   */
  BatchPass(
      Inputs inputs,
      BatchColumns columns,
      FoldExpression fold,
      Spread spread,
      PartitionPass<R> pass) {
    this.spread = spread;
    this.inputs = inputs;
    this.columns = columns;
    this.fold = fold;
    this.pass = pass;
  }

  @Override
  public Iterator<R> of(int partition, Iterator<B> batches) {
    // here and not with the first batch: compiling needs the session's settings
    FoldExpression.Compiled foldCode = fold == null ? null : fold.compile();
    Slice slice = spread.slice(partition);
    return pass.over(
        partition,
        inputs,
        buffers -> {
          Task task = new Task(inputs, columns, foldCode, slice, buffers);
          return () -> advance(batches, task);
        });
  }

  private static boolean advance(Iterator<?> batches, Task task) {
    try {
      if (!batches.hasNext()) {
        return false;
      }
      task.take((ColumnarBatch) batches.next());
      return true;
    } catch (Exception e) {
      throw DamagedFile.orSame(e, InputFileBlockHolder::getInputFilePath);
    }
  }

  /** The running pass. */
  private static final class Task {
    private final Inputs inputs;
    private final BatchColumns columns;
    private final FoldBuffers<?> buffers;
    private final FoldExpression.Compiled foldCode;
    private final Slice slice;
    private final List<FoldBuffer> touched = new ArrayList<>();
    private final List<FoldBuffer> full = new ArrayList<>();
    private long met;

    Task(
        Inputs inputs,
        BatchColumns columns,
        FoldExpression.Compiled foldCode,
        Slice slice,
        FoldBuffers<?> buffers) {
      this.slice = slice;
      this.inputs = inputs;
      this.columns = columns;
      this.buffers = buffers;
      this.foldCode = foldCode;
    }

    void take(ColumnarBatch batch) {
      int rows = batch.numRows();
      double[] weights = null;
      double[] folds = null;
      boolean looked = false;
      int from = 0;
      while (from < rows) {
        int end = (int) Math.min(rows, slice.end(met + from) - met);
        if (slice.has(met + from)) {
          if (!looked) {
            weights =
                inputs.weight() == null ? null : columns.doubles(batch, inputs.weight(), 0, rows);
            folds = folds(batch);
            looked = true;
          }
          take(batch, from, end, weights, folds);
        }
        from = end;
      }
      met += rows;
    }

    private void take(ColumnarBatch batch, int first, int end, double[] weights, double[] folds) {
      buffers.tally().countRead(end - first);
      int from = first;
      while (from < end) {
        int to = from;
        while (to < end && full.isEmpty()) {
          book(to, from, weights, folds);
          to++;
        }
        if (!touched.isEmpty()) {
          copy(batch, from, to - from);
        }
        full.forEach(buffers::makeRoom);
        full.clear();
        from = to;
      }
    }

    private double[] folds(ColumnarBatch batch) {
      if (inputs.fold() == null) {
        return null;
      }
      return foldCode == null
          ? columns.doubles(batch, inputs.fold(), 0, batch.numRows())
          : foldCode.folds(batch);
    }

    /** Books a row, and notes the buffers that it fills up. */
    private void book(int row, int from, double[] weights, double[] folds) {
      if (weights != null && weights[row] == 0) {
        buffers.tally().countZeroWeight(inputs.weight());
        return;
      }
      double code = folds == null ? 0 : folds[row];
      int times = buffers.times(code);
      for (int r = 0; r < times; r++) {
        FoldBuffer buffer = buffers.of(code, r);
        if (buffer.book(row - from)) {
          touched.add(buffer);
        }
        if (buffer.isFull()) {
          full.add(buffer);
        }
      }
    }

    private void copy(ColumnarBatch batch, int from, int count) {
      double[] labels = columns.doubles(batch, inputs.label(), from, count);
      touched.forEach(b -> b.copy(labels, b.block().labels(), b.block().rows()));
      if (inputs.weight() != null) {
        double[] weights = columns.doubles(batch, inputs.weight(), from, count);
        touched.forEach(b -> b.copy(weights, b.block().weights(), b.block().rows()));
      }
      if (inputs.offset() != null) {
        double[] offsets = columns.doubles(batch, inputs.offset(), from, count);
        touched.forEach(b -> b.copy(offsets, b.block().offsets(), b.block().rows()));
      }
      List<Input> vectors = new ArrayList<>();
      for (Input feature : inputs.features()) {
        if (feature.role() == Role.VECTOR) {
          vectors.add(feature);
        } else {
          copyColumn(columns.doubles(batch, feature, from, count), feature.firstColumn());
        }
      }
      if (!vectors.isEmpty()) {
        copyVectors(batch, vectors, from);
      }
      touched.forEach(FoldBuffer::settle);
      touched.clear();
    }

    private void copyColumn(double[] source, int column) {
      touched.forEach(buffer -> buffer.copy(source, column));
    }

    private void copyVectors(ColumnarBatch batch, List<Input> features, int from) {
      List<ColumnVector> vectors = features.stream().map(f -> columns.vector(batch, f)).toList();
      for (FoldBuffer buffer : touched) {
        RowsWriter to = buffer.writer();
        for (int k = 0; k < buffer.bookedCount(); k++) {
          int row = from + buffer.booked()[k];
          int at = buffer.block().rows() + k;
          for (int v = 0; v < features.size(); v++) {
            ColumnVector vector = vectors.get(v);
            InternalRow struct = vector.isNullAt(row) ? null : vector.getStruct(row);
            VectorReader.write(struct, features.get(v), to, at);
          }
          to.end(at);
        }
      }
    }
  }
}
