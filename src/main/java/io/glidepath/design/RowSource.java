package io.glidepath.design;

import io.glidepath.failure.DamagedFile;
import io.glidepath.matrix.Block;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
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

  RowSource(QueryExecution query, Inputs inputs) {
    this.rows = query.toRdd().toJavaRDD();
    this.inputs = inputs;
  }

  @Override
  public <S> JavaRDD<Scanned<S>> scan(BlockVisitor<S> visitor) {
    return rows.mapPartitionsWithIndex(new Pass<>(inputs, visitor), false);
  }

  @Override
  public int partitions() {
    return rows.getNumPartitions();
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
  private static final class Pass<S>
      implements Function2<Integer, Iterator<InternalRow>, Iterator<Scanned<S>>> {
    private final Inputs inputs;
    private final BlockVisitor<S> visitor;

    Pass(Inputs inputs, BlockVisitor<S> visitor) {
      this.inputs = inputs;
      this.visitor = visitor;
    }

    @Override
    public Iterator<Scanned<S>> call(Integer partition, Iterator<InternalRow> rows) {
      FoldBuffers<S> buffers = new FoldBuffers<>(inputs, visitor, visitor.start(partition));
      try {
        read(rows, buffers);
      } catch (Exception e) {
        throw DamagedFile.orSame(e, InputFileBlockHolder::getInputFilePath);
      }
      return List.of(buffers.finish(partition)).iterator();
    }

    private void read(Iterator<InternalRow> rows, FoldBuffers<S> buffers) {
      Reader weight = Reader.of(inputs.weight());
      Reader fold = Reader.of(inputs.fold());
      RowWriter writer = new RowWriter(inputs);
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        buffers.tally().countRead(1);
        double w = weight == null ? 1 : weight.read(row);
        if (w == 0) {
          buffers.tally().countZeroWeight(inputs.weight());
          continue;
        }
        FoldBuffer buffer = buffers.of(fold == null ? 0 : fold.read(row));
        writer.write(row, w, buffer.block(), buffer.addRow());
        if (buffer.isFull()) {
          buffers.makeRoom(buffer);
        }
      }
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

    void write(InternalRow row, double weight, Block block, int at) {
      block.labels()[at] = label.read(row);
      block.weights()[at] = weight;
      if (offset != null) {
        block.offsets()[at] = offset.read(row);
      }
      double[] values = block.values();
      int stride = block.stride();
      for (int k = 0; k < scalars.length; k++) {
        values[columns[k] * stride + at] = scalars[k].read(row);
      }
      for (Input vector : vectors) {
        int p = vector.position();
        InternalRow struct = row.isNullAt(p) ? null : row.getStruct(p, VectorReader.fields());
        VectorReader.write(struct, vector, block, at);
      }
    }
  }
}
