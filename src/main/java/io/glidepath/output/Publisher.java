package io.glidepath.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Publishes runs under one output path, each as {@code <output.path>/<run_id>/} with a {@code
 * run.json} in it. Where there is a run.json, everything it lists is there and belongs together;
 * where there is none, nothing is published. A run that is killed, at any moment, leaves the old
 * publication, none, or the new one.
 *
 * <ul>
 *   <li>On local disks and HDFS everything, run.json too, is written to {@code
 *       <output.path>/_staging/<attempt>/<run_id>/} and renamed once. A publication that is to be
 *       replaced loses its run.json first and is then moved aside, not deleted: it comes back if
 *       the rename fails, or with the next attempt if the process dies in between.
 *   <li>On object stores, where a rename is a copy, the files are written in place and run.json is
 *       written last.
 *   <li>Of several attempts at one run the first goes on; the others end with 75 as soon as they
 *       see it.
 *   <li>The next attempt removes what dead ones left. A process of the same user on the same
 *       machine is dead when it is gone; one elsewhere when it has given no sign of life for a
 *       minute, which the next attempt waits for. One that was taken for dead by mistake finds its
 *       staging gone and does not publish. On an object store, if it resumes while it is writing,
 *       it may still overwrite files of its successor.
 * </ul>
 *
 * <p>Operations that fail for a moment are repeated with growing pauses; what lasts ends with 74,
 * lack of permission with 77.
 */
public final class Publisher {
  /** Schemes whose rename copies object by object. */
  private static final Set<String> OBJECT_STORES =
      Set.of(
          "s3a", "s3", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "adl", "oss", "cos", "cosn",
          "obs", "swift", "tos", "bos", "ks3", "r2", "oci");

  static final String MANIFEST = "run.json";

  /** The page about a run, in its directory. */
  public static final String REPORT = "report.html";

  private final Path outputPath;
  private final Storage storage;
  private final Staging staging;
  private final Processes processes;
  private final boolean inPlace;

  /**
   * @throws JobFailure 78 if no file system is known for the path
   */
  public Publisher(String outputPath, Configuration hadoop) {
    this(
        outputPath,
        fileSystem(outputPath, "output.path", hadoop),
        Processes.here(),
        Staging.Patience.USUAL,
        Thread::sleep);
  }

  Publisher(
      String outputPath,
      FileSystem fs,
      Processes processes,
      Staging.Patience patience,
      Retries.Pause pause) {
    this.outputPath = fs.makeQualified(new Path(outputPath));
    this.storage = new Storage(fs, pause);
    this.processes = processes;
    this.staging = new Staging(this.outputPath, storage, processes, patience);
    this.inPlace = isObjectStore(fs);
  }

  static FileSystem fileSystem(String path, String key, Configuration hadoop) {
    try {
      return new Path(path).getFileSystem(hadoop);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          key
              + " is '"
              + path
              + "', which no file system here can open: "
              + e.getMessage()
              + ". Change "
              + key
              + ", or add the file system's jar.",
          e);
    }
  }

  /** Whether a rename copies there. */
  static boolean isObjectStore(FileSystem fs) {
    return OBJECT_STORES.contains(fs.getUri().getScheme());
  }

  /** The directory in which a run is, or would be, published. */
  public Path directory(String runId) {
    return new Path(outputPath, runId);
  }

  /** The run of that name, if it is published. */
  public Optional<Publication> find(String runId) {
    Path directory = directory(runId);
    return storage
        .read(new Path(directory, MANIFEST))
        .map(text -> new Publication(directory, parsed(text)));
  }

  static JsonNode parsed(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // someone's file, and an answer to no request
    }
  }

  /**
   * What is left to do for a run. Reads one file and writes nothing, so ask before any work.
   *
   * @throws JobFailure 73 if another run of that name is published and the mode is {@code error}
   */
  public Decision decide(RunRequest request) {
    return decide(request, find(request.runId()));
  }

  Decision decide(RunRequest request, Optional<Publication> published) {
    if (published.isEmpty() || request.force()) {
      return Decision.COMPUTE;
    }
    if (published.get().answers(request)) {
      return Decision.DONE;
    }
    return switch (request.mode()) {
      case OVERWRITE -> Decision.COMPUTE;
      case IGNORE -> Decision.KEEP;
      case ERROR ->
          throw new JobFailure(
              ExitCode.OUTPUT_EXISTS,
              published.get().path()
                  + " holds a run made from "
                  + difference(request, published.get())
                  + ". Change output.run-id, set output.mode to overwrite or ignore, or give"
                  + " --force.");
    };
  }

  private static String difference(RunRequest request, Publication published) {
    if (published.manifest().isMissingNode()) {
      return "something else (its run.json is not JSON)";
    }
    return published.fingerprint().equals(request.fingerprint())
        ? "other input files, or other versions of tables"
        : "another configuration";
  }

  /**
   * Enters an attempt at a run, so that a second one started meanwhile gives way at once instead of
   * computing in vain, and clears what dead attempts left: a run that one of them was replacing is
   * put back. Close it in any case.
   *
   * @throws JobFailure 75 if another attempt at this run is at work or has just published; 73 as
   *     {@link #decide}, or if the run's directory holds something else than a run; 78 if it is a
   *     symbolic link
   */
  public Attempt begin(RunRequest request) {
    Path target = directory(request.runId());
    if (storage.isLink(target)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          target
              + " is a symbolic link, and a run replaces only a directory of its own. Remove the"
              + " link, or change output.run-id.");
    }
    Attempt attempt = new Attempt(request, processes.begin(request.runId()), target, this);
    try {
      attempt.enter();
      return attempt;
    } catch (RuntimeException | Error e) {
      attempt.close();
      throw e;
    }
  }

  Storage storage() {
    return storage;
  }

  Staging staging() {
    return staging;
  }

  Processes processes() {
    return processes;
  }

  boolean inPlace() {
    return inPlace;
  }
}
