package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Tells a file that somebody wrote anew while it was read from one that is damaged: bytes of the
 * old and the new one together make no sense either, and the next run will find the new one whole.
 */
public final class ReplacedFiles {
  private ReplacedFiles() {}

  /**
   * What a failure to read stands for if a file is not what it was when it was listed: 75, naming
   * it. Empty if all are the same, as far as storage tells, or if it is no failure of the data.
   */
  public static Optional<JobFailure> behind(
      Throwable thrown, List<InputFile> files, Configuration conf) {
    boolean data =
        ReadFailures.translate(thrown).filter(f -> f.exitCode() == ExitCode.BAD_DATA).isPresent();
    if (!data) {
      return Optional.empty();
    }
    return InParallel.look(files, file -> change(file, conf), new ArrayList<>()).stream()
        .filter(Objects::nonNull)
        .findFirst()
        .map(change -> new JobFailure(ExitCode.RETRY, change, thrown));
  }

  /** What happened to a file, as a message; null if nothing did. */
  private static String change(InputFile file, Configuration conf) {
    Path path = new Path(file.path());
    try {
      FileStatus now = path.getFileSystem(conf).getFileStatus(path);
      return now.getLen() == file.length() && now.getModificationTime() == file.modificationTime()
          ? null
          : String.format(
              Locale.ROOT,
              "input file %s was replaced while it was read (%d bytes when it was listed, %d now)."
                  + " Run again when nothing writes to the table.",
              path,
              file.length(),
              now.getLen());
    } catch (FileNotFoundException e) {
      return "input file " + path + " was removed while it was read. Run again.";
    } catch (IOException e) {
      // what was thrown before tells more
      return null;
    }
  }
}
