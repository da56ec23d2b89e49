package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.RowCache;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.ExactName;
import io.glidepath.features.Profile;
import io.glidepath.table.LoadedInput;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The input's rows. Opening a file takes as long as reading hundreds of rows from it; so those of a
 * thousand and more small files are kept in Spark's local directories as they are first read, if
 * they will be read again. Only columns with a role are kept, 4 GiB of files at most, and
 * partitions stay as they are: numbers are those of reading the files twice, to the last bit.
 */
final class KeptInput implements AutoCloseable {
  private static final long MOST = 4L << 30;

  private final Dataset<Row> rows;
  private final boolean kept;

  private KeptInput(Dataset<Row> rows, boolean kept) {
    this.rows = rows;
    this.kept = kept;
  }

  static KeptInput of(LoadedInput input, ColumnRoles roles, JobSpec job) {
    if (job.cache() == RowCache.NONE
        || !input.hasManySmallFiles()
        || input.bytes() > MOST
        || !isReadAgain(roles, job)) {
      return new KeptInput(input.rows(), false);
    }
    Column[] columns = roles.columns().stream().map(ExactName::column).toArray(Column[]::new);
    return new KeptInput(input.rows().select(columns).persist(StorageLevel.DISK_ONLY()), true);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** Squared error reads rows once, unless something must be known of them before or after. */
  private static boolean isReadAgain(ColumnRoles roles, JobSpec job) {
    return !job.model().family().quadratic()
        || Profile.scans(roles, job.missing(), job.encoding().levels())
        || !roles.folds().all().isEmpty()
        || job.folds().stratify()
        || job.select().metric().equals("mae")
        || job.output().predictions()
        || job.verify().mllib() > 0;
  }

  @Override
  public void close() {
    if (kept) {
      rows.unpersist();
    }
  }
}
