package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What lies in the directory of a run, by name. */
final class RunContent {
  private static final Set<String> OTHERS =
      Set.of(ModelExport.MODEL, ModelExport.STAGES, Publisher.REPORT, Publisher.MANIFEST);

  private RunContent() {}

  /**
   * Goes on only if a directory without a run.json does not exist, is empty, or holds what an
   * unfinished run left. Publishing removes it, so it must hold no other files.
   *
   * @throws JobFailure 73 naming what no run wrote
   */
  static void refuseOthers(Storage storage, Path directory) {
    Optional<Path> other =
        storage.list(directory).stream()
            .map(FileStatus::getPath)
            .filter(path -> !isOurs(path.getName()))
            .findFirst();
    other.ifPresent(
        path -> {
          boolean file = path.getName().equals(directory.getName());
          throw new JobFailure(
              ExitCode.OUTPUT_EXISTS,
              directory
                  + (file
                      ? " is a file"
                      : " is there already and is no run: it holds " + path.getName())
                  + ". Nothing of it was touched. Change output.path or output.run-id, or move it"
                  + " away.");
        });
  }

  /** Names that begin with _ or . are of Hadoop and Spark. */
  private static boolean isOurs(String name) {
    return TableSchemas.NAMES.contains(name)
        || OTHERS.contains(name)
        || name.startsWith("_")
        || name.startsWith(".");
  }
}
