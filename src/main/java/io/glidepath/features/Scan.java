package io.glidepath.features;

import io.glidepath.failure.DamagedFile;
import io.glidepath.features.ScanColumn.OnMissing;
import io.glidepath.rdd.JobDescription;
import io.glidepath.rdd.SmallJobs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A pass over the rows that reads a few columns. Partitions give partial results, which the driver
 * merges in the order of the partitions, so that a rerun gives the same bits.
 */
final class Scan {
  private final Dataset<Row> rows;
  private final Optional<ScanColumn> weight;
  private final List<ScanColumn> columns;
  private final int[] widths;

  /**
   * @param widths width of each column that is a vector, else 0
   */
  Scan(Dataset<Row> rows, Optional<ScanColumn> weight, List<ScanColumn> columns, int[] widths) {
    this.rows = rows;
    this.weight = weight;
    this.columns = List.copyOf(columns);
    this.widths = widths.clone();
  }

  List<ScanColumn> columns() {
    return columns;
  }

  /** Counts, levels and means of all columns. */
  ScanCounts count(String description, int levelLimit) {
    ScanSettings settings = settings();
    return run(description, partition -> settings.count(partition, levelLimit), Scan::merged);
  }

  /** Counts the levels of a column that has very many. */
  LevelCounts countLevels(int column, LevelRule rule) {
    return described(
        "profile: levels of \"" + columns.get(column).name() + "\"",
        () -> new LevelCounting(settings(), column, rule).count(projected()));
  }

  ScanSettings settings() {
    return new ScanSettings(
        columns, widths, weight.isPresent() && weight.get().onMissing() == OnMissing.DROP);
  }

  int partitions() {
    return projected().getNumPartitions();
  }

  /** What a task computes of its partition. */
  interface Work<T> extends Serializable {
    T of(Iterator<InternalRow> partition);
  }

  <T> T run(String description, Work<T> work, BinaryOperator<T> merge) {
    List<T> partials =
        described(
            description,
            () ->
                SmallJobs.collect(
                    SmallJobs.mapPartitions(
                        projected(), (i, partition) -> one(done(work, partition)))));
    return partials.stream()
        .reduce(merge)
        .orElseGet(() -> work.of(List.<InternalRow>of().iterator()));
  }

  private <T> T described(String description, Supplier<T> work) {
    return JobDescription.during(rows.sparkSession().sparkContext(), description, work);
  }

  private static <T> T done(Work<T> work, Iterator<InternalRow> partition) {
    try {
      return work.of(partition);
    } catch (Exception e) {
      throw DamagedFile.orSame(e, InputFileBlockHolder::getInputFilePath);
    }
  }

  private JavaRDD<InternalRow> projected() {
    List<String> select = new ArrayList<>();
    select.add(weight.map(ScanColumn::sql).orElse("CAST(1 AS DOUBLE)") + " AS w");
    for (int j = 0; j < columns.size(); j++) {
      select.add(columns.get(j).sql() + " AS c" + j);
    }
    Dataset<Row> projection = rows.selectExpr(select.toArray(new String[0]));
    return ((org.apache.spark.sql.classic.Dataset<Row>) projection)
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  private static <T> Iterator<T> one(T value) {
    return List.of(value).iterator();
  }

  private static ScanCounts merged(ScanCounts left, ScanCounts right) {
    left.add(right);
    return left;
  }

  /** What tasks must know of the scan. */
  static final class ScanSettings implements Serializable {
    private final ArrayList<ScanColumn> columns;
    private final int[] widths;
    private final boolean dropsWeight;

    private ScanSettings(List<ScanColumn> columns, int[] widths, boolean dropsWeight) {
      this.columns = new ArrayList<>(columns);
      this.widths = widths;
      this.dropsWeight = dropsWeight;
    }

    ScanRow row(ScanCounts counts) {
      return new ScanRow(columns, widths, dropsWeight, counts);
    }

    int size() {
      return columns.size();
    }

    private ScanCounts count(Iterator<InternalRow> partition, int levelLimit) {
      ScanCounts counts = new ScanCounts(columns.size(), levelLimit);
      ScanRow look = row(counts);
      while (partition.hasNext()) {
        InternalRow row = partition.next();
        if (look.uses(row)) {
          accept(row, look, counts);
        }
      }
      return counts;
    }

    private void accept(InternalRow row, ScanRow look, ScanCounts counts) {
      for (int j = 0; j < columns.size(); j++) {
        ScanColumn column = columns.get(j);
        if (column.hasLevels()) {
          LevelWeights levels = counts.levels[j];
          look.levels(row, j).forEach(level -> levels.add(level, look.weight()));
        } else if (column.onMissing() == OnMissing.FILL && look.isPresent(j)) {
          double x = row.getDouble(j + 1);
          if (!Double.isInfinite(x)) {
            counts.means[j].add(look.weight(), x);
          }
        }
      }
    }
  }
}
