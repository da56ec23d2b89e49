package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A directory that a command makes. Nothing that is there is written over, and nothing appears in a
 * run, or in what is read. It appears at once, by a rename, where the file system has one; on an
 * object store it is written in place.
 */
public final class NewDirectory {
  private final Path target;
  private final Storage storage;

  private NewDirectory(Path target, Storage storage) {
    this.target = target;
    this.storage = storage;
  }

  /** Writes all there is to write into a directory that it may have to make. */
  @FunctionalInterface
  public interface Content {
    void write(String directory) throws Exception;
  }

  /**
   * Looks at the place before there is anything to write.
   *
   * @param option that names it
   * @throws JobFailure 64 if it lies in the run; 73 if it exists; 74, 77 if the file system
   *     refuses; 78 if no file system is known for the path
   */
  public static NewDirectory at(
      String target, String option, PublishedRun run, Configuration hadoop) {
    Path path = new Path(target);
    Storage storage = new Storage(Publisher.fileSystem(target, option, hadoop), Thread::sleep);
    if (storage.exists(path)) {
      throw new JobFailure(
          ExitCode.OUTPUT_EXISTS,
          "The target " + target + " exists already. Give another " + option + ", or remove it.");
    }
    NewDirectory directory = new NewDirectory(path, storage);
    if (directory.within(run.directory(), hadoop)) {
      throw new JobFailure(
          ExitCode.USAGE,
          "The target "
              + target
              + " lies in the run, which holds only its own. Give another "
              + option
              + ".");
    }
    return directory;
  }

  /**
   * Goes on unless it lies in one of the directories that are read, whose next reader would find it
   * there.
   *
   * @throws JobFailure 64
   */
  public void requireOutside(List<String> directories, String option, Configuration hadoop) {
    for (String directory : directories) {
      if (within(new Path(directory), hadoop)) {
        throw new JobFailure(
            ExitCode.USAGE,
            "The target "
                + target
                + " lies in "
                + directory
                + ", which is read: it would be read the next time. Give another "
                + option
                + ".");
      }
    }
  }

  private boolean within(Path directory, Configuration hadoop) {
    return storage.retrying(
        "look at", target, () -> OutputOverlap.within(target, directory, hadoop));
  }

  /**
   * Makes it; a try that fails for a moment is made again.
   *
   * @param what is written, for a failure
   * @throws JobFailure 74, 77 if the file system refuses; 75 if it has appeared meanwhile
   */
  public void write(String what, Content content) {
    Path beside = new Path(target.getParent(), "_" + target.getName() + ".incomplete");
    boolean rename = !Publisher.isObjectStore(storage.fileSystem());
    Path written = rename ? beside : target;
    storage.retrying(
        "write " + what + " to",
        written,
        () -> {
          content.write(written.toString());
          return written;
        });
    if (rename) {
      storage.move(beside, target);
    }
  }

  /** Where it is, as a path to be told. */
  public String location() {
    return Publication.location(storage.fileSystem().makeQualified(target));
  }
}
