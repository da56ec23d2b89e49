package io.glidepath.design;

import io.glidepath.failure.DamagedFile;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.RowsWriter;
import io.glidepath.rdd.SmallJobs;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;

/**
 * The general way: rows in Spark's inner form, one at a time, whatever the query is made of. Costs
 * about half of going through {@code Row}.
 */
final class RowSource implements BlockSource {
  private final JavaRDD<InternalRow> rows;
  private final Inputs inputs;
  private final Spread spread;

  RowSource(QueryExecution query, Inputs inputs) {
    this.rows = query.toRdd().toJavaRDD();
    this.inputs = inputs;
    this.spread = Spread.of(query, rows.rdd(), inputs.shape());
  }

  @Override
  public <R> JavaRDD<R> run(PartitionPass<R> pass) {
    return SmallJobs.mapPartitions(spread.over(rows), new Pass<>(inputs, spread, pass));
  }

  @Override
  public int partitions() {
    return spread.tasks();
  }

  @Override
  public boolean columnar() {
    return false;
  }

  /** Reads one column of a row; null is NaN. */
  private record Reader(int position, Scalars.Getter getter) {
    static Reader of(Input input) {
      return input == null ? null : new Reader(input.position(), Scalars.getter(input.type()));
    }

    double read(InternalRow row) {
      return row.isNullAt(position) ? Double.NaN : getter.get(row, position);
    }
  }

  /** What runs on an executor for one partition. */
  private record Pass<R>(Inputs inputs, Spread spread, PartitionPass<R> pass)
      implements SmallJobs.Work<InternalRow, R> {

    @Override
    public Iterator<R> of(int partition, Iterator<InternalRow> rows) {
      Slice slice = spread.slice(partition);
      return pass.over(partition, inputs, buffers -> new Task(inputs, rows, slice, buffers));
    }
  }

  /** The running pass, some rows at a time. */
  private static final class Task implements RowFeed {
    private static final int STRETCH = 1024;

    private final Inputs inputs;
    private final Iterator<InternalRow> rows;
    private final FoldBuffers<?> buffers;
    private final Reader weight;
    private final Reader fold;
    private final RowWriter writer;
    private final Slice slice;
    private long met;

    Task(Inputs inputs, Iterator<InternalRow> rows, Slice slice, FoldBuffers<?> buffers) {
      this.inputs = inputs;
      this.rows = rows;
      this.slice = slice;
      this.buffers = buffers;
      this.weight = Reader.of(inputs.weight());
      this.fold = Reader.of(inputs.fold());
      this.writer = new RowWriter(inputs);
    }

    @Override
    public boolean advance() {
      try {
        return read();
      } catch (Exception e) {
        throw DamagedFile.orSame(e, InputFileBlockHolder::getInputFilePath);
      }
    }

    private boolean read() {
      for (int i = 0; i < STRETCH; i++) {
        if (!rows.hasNext()) {
          return false;
        }
        InternalRow row = rows.next();
        if (!slice.has(met++)) {
          continue;
        }
        buffers.tally().countRead(1);
        double w = weight == null ? 1 : weight.read(row);
        if (w == 0) {
          buffers.tally().countZeroWeight(inputs.weight());
          continue;
        }
        double code = fold == null ? 0 : fold.read(row);
        int times = buffers.times(code);
        for (int r = 0; r < times; r++) {
          FoldBuffer buffer = buffers.of(code, r);
          writer.write(row, w, buffer, buffer.addRow());
          if (buffer.isFull()) {
            buffers.makeRoom(buffer);
          }
        }
      }
      return true;
    }
  }

  /** Writes a row of the query into a row of a block. */
  private static final class RowWriter {
    private final Reader label;
    private final Reader offset;
    private final Reader[] scalars;
    private final int[] columns;
    private final Input[] vectors;

    RowWriter(Inputs inputs) {
      label = Reader.of(inputs.label());
      offset = Reader.of(inputs.offset());
      List<Input> numbers =
          inputs.features().stream().filter(f -> f.role() == Role.FEATURE).toList();
      scalars = numbers.stream().map(Reader::of).toArray(Reader[]::new);
      columns = numbers.stream().mapToInt(Input::firstColumn).toArray();
      vectors =
          inputs.features().stream().filter(f -> f.role() == Role.VECTOR).toArray(Input[]::new);
    }

    void write(InternalRow row, double weight, FoldBuffer buffer, int at) {
      Block block = buffer.block();
      block.labels()[at] = label.read(row);
      block.weights()[at] = weight;
      if (offset != null) {
        block.offsets()[at] = offset.read(row);
      }
      RowsWriter to = buffer.writer();
      for (int k = 0; k < scalars.length; k++) {
        to.set(at, columns[k], scalars[k].read(row));
      }
      for (Input vector : vectors) {
        int p = vector.position();
        InternalRow struct = row.isNullAt(p) ? null : row.getStruct(p, VectorReader.fields());
        VectorReader.write(struct, vector, to, at);
      }
      to.end(at);
    }
  }
}
