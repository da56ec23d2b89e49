package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.features.MissingSpec;
import io.glidepath.features.Presence;
import io.glidepath.features.Unseen;
import io.glidepath.output.RunTables;
import io.glidepath.output.UsedColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to score that the run would have left out, for a missing value ({@code drop-row}) in a
 * column that its chosen model uses, and for which the saved model would end the job.
 */
final class IncompleteRows {
  private IncompleteRows() {}

  /** True of the others; empty if the run would have left out none. */
  static Optional<Column> complete(JobSpec trained, RunTables tables, Dataset<Row> rows) {
    MissingSpec missing = trained.missing();
    boolean numbers = missing.numeric() == MissingSpec.Numeric.DROP_ROW;
    // a missing level counts as one that training has not seen, which may be no error
    boolean levels =
        missing.categorical() == MissingSpec.Categorical.DROP_ROW
            && trained.encoding().unseen() == Unseen.ERROR;
    Set<String> columns = new TreeSet<>();
    if (numbers || levels) {
      UsedColumns used = UsedColumns.of(tables);
      columns.addAll(numbers ? used.numbers() : Set.of());
      columns.addAll(levels ? used.categories() : Set.of());
    }
    if (missing.offset() == MissingSpec.Rows.DROP_ROW) {
      trained.columns().offset().ifPresent(columns::add);
    }
    columns.retainAll(List.of(rows.columns()));
    return columns.stream().map(c -> Presence.of(rows, c)).reduce(Column::and);
  }
}
