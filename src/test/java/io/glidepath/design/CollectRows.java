package io.glidepath.design;

import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps a copy of every row that a scan hands over, and of how blocks were cut. */
final class CollectRows implements BlockVisitor<CollectRows.Seen> {

  /** What one partition, or the whole table, gave. */
  static final class Seen implements Serializable {
    /** By fold: label, weight, offset, features of each row, in order. */
    final TreeMap<Integer, ArrayList<double[]>> rows = new TreeMap<>();

    /** Fold and rows of each block, in order. */
    final ArrayList<int[]> blocks = new ArrayList<>();

    final ArrayList<Integer> partitions = new ArrayList<>();
    RowTally tally = RowTally.empty();

    void add(Seen other) {
      other.rows.forEach((f, r) -> rows.computeIfAbsent(f, k -> new ArrayList<>()).addAll(r));
      blocks.addAll(other.blocks);
      partitions.addAll(other.partitions);
    }

    /** Fold, then the row, of all rows by fold. */
    List<double[]> flat() {
      List<double[]> flat = new ArrayList<>();
      for (Map.Entry<Integer, ArrayList<double[]>> e : rows.entrySet()) {
        for (double[] row : e.getValue()) {
          double[] withFold = new double[row.length + 1];
          withFold[0] = e.getKey();
          System.arraycopy(row, 0, withFold, 1, row.length);
          flat.add(withFold);
        }
      }
      return flat;
    }
  }

  static Seen of(Dataset<Row> rows, RowLayout layout) {
    return of(Design.of(rows, layout));
  }

  static Seen of(Design design) {
    Seen all = new Seen();
    List<Scanned<Seen>> parts = new ArrayList<>(design.scan(new CollectRows()).collect());
    parts.sort(Comparator.comparingInt(Scanned::partition));
    for (Scanned<Seen> part : parts) {
      all.add(part.state());
      all.tally = all.tally.combine(part.rows());
    }
    return all;
  }

  @Override
  public Seen start(int partition) {
    Seen seen = new Seen();
    seen.partitions.add(partition);
    return seen;
  }

  @Override
  public void accept(Seen seen, Block block) {
    List<double[]> rows = seen.rows.computeIfAbsent(block.cell(), f -> new ArrayList<>());
    for (int r = 0; r < block.rows(); r++) {
      double[] row = new double[3 + block.columns()];
      row[0] = block.labels()[r];
      row[1] = block.weights()[r];
      row[2] = block.offsets()[r];
      for (int j = 0; j < block.columns(); j++) {
        row[3 + j] = block.x().value(r, j);
      }
      rows.add(row);
    }
    seen.blocks.add(new int[] {block.cell(), block.rows()});
    // a visitor may leave anything behind
    block
        .x()
        .eachDense(
            (j, values, from) ->
                java.util.Arrays.fill(values, from, from + block.capacity(), Double.NaN));
    java.util.Arrays.fill(block.labels(), Double.NaN);
    java.util.Arrays.fill(block.weights(), Double.NaN);
    java.util.Arrays.fill(block.offsets(), Double.NaN);
  }
}
