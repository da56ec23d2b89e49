package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.types.StructType;

/** Reads the footers of ORC files: a damaged one ends the run before anything is computed. */
final class OrcFooters {
  private OrcFooters() {}

  /** What is kept of a footer. */
  record Footer(FileStatus file, long rows, StructType schema) {}

  /**
   * One footer for each file, in the order given.
   *
   * @throws JobFailure 65 naming a file that is no whole ORC file, 77 and 74 where it cannot be
   *     read at all
   */
  static List<Footer> read(List<FileStatus> files, Configuration conf) {
    List<JobFailure> failures = new ArrayList<>();
    List<Footer> found = InParallel.look(files, file -> read(file, conf), failures);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return found;
  }

  private static Footer read(FileStatus file, Configuration conf) {
    try (Reader reader = OrcFile.createReader(file.getPath(), OrcFile.readerOptions(conf))) {
      return new Footer(
          file, reader.getNumberOfRows(), OrcUtils.toCatalystSchema(reader.getSchema()));
    } catch (IOException | RuntimeException e) {
      throw ReadFailures.translate(e)
          .filter(known -> known.exitCode() != ExitCode.BAD_DATA)
          .orElseGet(
              () ->
                  new JobFailure(
                      ExitCode.BAD_DATA,
                      file.getPath()
                          + " is not a whole ORC file ("
                          + ReadFailures.reason(e)
                          + "). Write it again, or leave it out of input.tables.",
                      e));
    }
  }
}
