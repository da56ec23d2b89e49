package io.glidepath.design;

import io.glidepath.failure.JobFailure;
import io.glidepath.features.DesignColumn;
import io.glidepath.features.ExactName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A Dataset seen as a design matrix: scalar and vector columns side by side, a label, maybe
 * weights, offsets and folds, read in blocks of rows of one fold.
 *
 * <p>Nothing is cached or collected: every {@link #scan} and {@link #map} reads the Dataset again.
 * Only the columns of the {@link RowLayout} are read. Plain reads of Parquet columns are copied
 * column by column and cost little more than Spark's scan; everything else is read row by row. Both
 * give the same blocks.
 *
 * <p>Memory of a task: about 64 MiB of buffers, or 64 rows of the design for each fold in its
 * partition if that is more.
 */
public final class Design {
  /** About what the buffers of a task take, in which it sorts rows by fold. */
  public static final long BUFFER_BYTES = BlockSize.TASK_BYTES;

  private final RowLayout layout;
  private final List<DesignColumn> columns;
  private final RowShape shape;
  private final BlockSource source;

  private Design(RowLayout layout, List<DesignColumn> columns, RowShape shape, BlockSource source) {
    this.layout = layout;
    this.columns = columns;
    this.shape = shape;
    this.source = source;
  }

  /**
   * Plans the scan. The size of a vector column is taken from the ML attributes in the schema; if
   * they do not tell, from the first vector, by one small job. Of vectors of very many elements
   * some are looked at, and all are counted if those hold mostly zeros ({@link VectorShares}),
   * unless the layout tells how much they hold.
   *
   * @throws JobFailure CONFIGURATION if a column is not there or of a type that is no number;
   *     BAD_DATA if the size of a vector column cannot be found because it has no vectors
   */
  public static Design of(Dataset<Row> rows, RowLayout layout) {
    Inputs inputs = new InputsReader(rows, layout).inputs();
    return new Design(
        layout,
        DesignNames.columns(inputs, rows.schema()),
        inputs.shape(),
        source(rows, layout, inputs));
  }

  private static BlockSource source(Dataset<Row> rows, RowLayout layout, Inputs inputs) {
    Optional<BatchSource> batches =
        WideScan.plan(
            rows.sparkSession(),
            layout.featuresCols().size(),
            () -> BatchSource.of(select(rows, layout).queryExecution(), inputs));
    if (batches.isPresent()) {
      return batches.get();
    }
    // planned anew, under the session's own settings
    return new RowSource(select(rows, layout).queryExecution(), inputs);
  }

  private static Dataset<Row> select(Dataset<Row> rows, RowLayout layout) {
    List<Column> selected = new ArrayList<>();
    layout.featuresCols().forEach(name -> selected.add(ExactName.column(name)));
    selected.add(ExactName.column(layout.labelCol()));
    layout.weightCol().ifPresent(name -> selected.add(ExactName.column(name)));
    layout.offsetCol().ifPresent(name -> selected.add(ExactName.column(name)));
    layout
        .foldCol()
        .map(
            name ->
                layout.repeats().count() == 1
                    ? Folds.byColumn(rows.schema(), name)
                    : ExactName.column(name))
        .ifPresent(selected::add);
    return rows.select(selected.toArray(Column[]::new));
  }

  public RowLayout layout() {
    return layout;
  }

  /** Number of design columns: one for a scalar, its size for a vector. */
  public int width() {
    return columns.size();
  }

  /** Which columns are sparse, and how much a row holds. */
  public RowShape shape() {
    return shape;
  }

  /** The design columns in order, with penalty factor 1. */
  public List<DesignColumn> columns() {
    return columns;
  }

  /**
   * Names of the design columns: {@code column} for a scalar; for an element of a vector its own
   * attribute name, or {@code column[i]} where it has none. All are different: a vector with an
   * attribute name that is taken is numbered throughout.
   */
  public List<String> featureNames() {
    return columns.stream().map(DesignColumn::feature).toList();
  }

  /** Number of partitions, and so of results, of a scan. */
  int partitions() {
    return source.partitions();
  }

  /** Whether the scan copies whole columns of Spark's column batches; it is fast then. */
  boolean columnar() {
    return source.columnar();
  }

  /**
   * One pass over all rows, lazily: the pass runs when the result is collected or reduced. Each
   * partition gives one result, with the rows of each fold in the order of the partition, so that
   * the same layout of the data gives the same bits. Rows that cannot be used are counted and left
   * out: look at {@link RowTally#requireClean} before using the states.
   */
  public <S> JavaRDD<Scanned<S>> scan(BlockVisitor<S> visitor) {
    return source.run(new ScanPass<>(visitor));
  }

  /**
   * What is made of every block, lazily: blocks are read as the elements are asked for, in the
   * order of the partition, and no more than the buffers' rows are held at a time. Equal layouts
   * give equal elements, also when a partition is computed again. Rows that cannot be used are left
   * out without a word: {@link #scan} the Dataset before.
   */
  public <T> JavaRDD<T> map(BlockMapping<T> mapping) {
    return source.run(new MapPass<>(mapping));
  }
}
