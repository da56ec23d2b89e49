package io.glidepath.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A published run, opened by its directory to read what it holds or to make a view of it again. */
public final class PublishedRun {
  private final Path directory;
  private final Storage storage;

  private PublishedRun(Path directory, Storage storage) {
    this.directory = directory;
    this.storage = storage;
  }

  /**
   * @param run directory of the run, the one with run.json
   * @throws JobFailure 66 if nothing is published there
   */
  public static PublishedRun open(String run, Configuration hadoop) {
    Path directory = new Path(run);
    Storage storage = new Storage(Publisher.fileSystem(run, "path", hadoop), Thread::sleep);
    if (!storage.exists(new Path(directory, Publisher.MANIFEST))) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING,
          "No run is published at "
              + run
              + ": it has no run.json. Give the directory <output.path>/<run_id>.");
    }
    return new PublishedRun(directory, storage);
  }

  public Path directory() {
    return directory;
  }

  /**
   * What run.json says.
   *
   * @throws JobFailure 65 if it is not JSON
   */
  public JsonNode manifest() {
    Path file = new Path(directory, Publisher.MANIFEST);
    JsonNode manifest = Publisher.parsed(storage.read(file).orElse(""));
    if (!manifest.isObject()) {
      throw new JobFailure(
          ExitCode.BAD_DATA, file + " is not as a run writes it: it is not a JSON object.");
    }
    return manifest;
  }

  /** Writes a file of the run anew; the one before stays whole until the new one is. */
  public void replace(String name, String text) {
    storage.replace(new Path(directory, name), text);
  }

  Storage storage() {
    return storage;
  }
}
