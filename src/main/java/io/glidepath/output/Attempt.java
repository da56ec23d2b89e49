package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.path.Checkpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's try at publishing one run, from {@link Publisher#begin} until it is closed. It
 * gives a sign of life every few seconds, and leaves nothing of its own behind when closed.
 *
 * <p>Not thread-safe.
 */
public final class Attempt implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final RunRequest request;
  private final AttemptName name;
  private final Path target;
  private final Publisher publisher;
  private final Storage storage;
  private final Staging staging;
  private final CheckpointFile checkpoint;
  private final ScheduledExecutorService heart;
  private Optional<Publication> replaced = Optional.empty();
  private List<String> notes = List.of();
  private boolean keepStaging;

  Attempt(RunRequest request, AttemptName name, Path target, Publisher publisher) {
    this.request = request;
    this.name = name;
    this.target = target;
    this.publisher = publisher;
    this.storage = publisher.storage();
    this.staging = publisher.staging();
    this.checkpoint = new CheckpointFile(target.getParent(), storage, request);
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "publishing " + name.runId());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Writes a run's files; may be called again after a failure, into an empty directory. */
  @FunctionalInterface
  public interface Content {
    void write(Path directory) throws Exception;
  }

  void enter() {
    staging.enter(name);
    AtomicLong beats = new AtomicLong();
    heart.scheduleWithFixedDelay(
        () -> beat(beats.incrementAndGet()),
        staging.beatMillis(),
        staging.beatMillis(),
        TimeUnit.MILLISECONDS);
    notes =
        staging.sweep(name).stream()
            .map(dead -> "removed what an attempt that had died left in " + staging.directory(dead))
            .toList();
    giveWay();
    replaced = publisher.replaced(request);
  }

  private void beat(long count) {
    try {
      staging.beat(name, count);
    } catch (RuntimeException e) {
      LOG.warn("No sign of life could be given: {}", e.getMessage());
    }
  }

  /** What the user should know, for example that leftovers were removed. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Where the computation may leave what it has come to, for another attempt at this run.
   *
   * @param told hears what the user should know, in words
   */
  public Checkpoint checkpoint(CheckpointPace pace, Consumer<String> told) {
    return new AttemptCheckpoint(
        checkpoint,
        new Path(staging.directory(name), "checkpoint"),
        () -> staging.entered(name),
        pace,
        System::nanoTime,
        told);
  }

  /**
   * Writes the content and publishes it; the checkpoint is not needed any more then.
   *
   * @param content is given an empty directory
   * @param manifest is asked when all content is written
   * @throws JobFailure 75 if another attempt came first; 74, 77 if the file system refuses. What
   *     was published before is still there then; on object stores, where the content takes its
   *     place while it is written, there may be nothing.
   */
  public Publication publish(Content content, Supplier<RunManifest> manifest) {
    if (publisher.inPlace()) {
      publishInPlace(content, manifest);
    } else {
      publishByRename(content, manifest);
    }
    Publication publication =
        publisher
            .find(request.runId())
            .filter(p -> p.attempt().equals(name.toString()))
            .orElseThrow(
                () ->
                    new JobFailure(
                        ExitCode.RETRY,
                        target + " was replaced by another run a moment after it was published."));
    removeCheckpoint();
    return publication;
  }

  private void removeCheckpoint() {
    try {
      checkpoint.remove();
    } catch (JobFailure e) {
      LOG.warn("{} The run is published.", e.getMessage());
    }
  }

  private void publishByRename(Content content, Supplier<RunManifest> manifest) {
    Path staged = new Path(staging.directory(name), request.runId());
    write(content, staged);
    writeManifest(staged, manifest.get());
    giveWay();
    confirm();
    Path aside = new Path(staging.directory(name), "replaced");
    Path asideManifest = new Path(staging.directory(name), "replaced-" + Publisher.MANIFEST);
    try {
      if (storage.exists(target)) {
        Path published = new Path(target, Publisher.MANIFEST);
        if (storage.exists(published)) {
          storage.move(published, asideManifest);
        }
        storage.move(target, aside);
      }
      storage.move(staged, target);
    } catch (RuntimeException failure) {
      restore(aside, asideManifest, failure);
      throw failure;
    }
  }

  private void restore(Path aside, Path asideManifest, RuntimeException failure) {
    try {
      if (storage.exists(aside) && !storage.exists(target)) {
        storage.move(aside, target);
      }
      if (storage.exists(asideManifest)) {
        storage.move(asideManifest, new Path(target, Publisher.MANIFEST));
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      keepStaging = true;
      LOG.warn(
          "The run that was to be replaced could not be put back; it lies in {} until the next"
              + " attempt at this run.",
          staging.directory(name));
    }
  }

  private void publishInPlace(Content content, Supplier<RunManifest> manifest) {
    giveWay();
    confirm();
    storage.delete(new Path(target, Publisher.MANIFEST));
    replaced = Optional.empty();
    try {
      write(content, target);
      RunManifest complete = manifest.get();
      giveWay();
      confirm();
      writeManifest(target, complete);
    } catch (RuntimeException failure) {
      abandon(failure);
      throw failure;
    }
  }

  /** Removes half a run, unless it may by now be another attempt's. */
  private void abandon(RuntimeException failure) {
    try {
      if (staging.entered(name) && publisher.find(request.runId()).isEmpty()) {
        storage.delete(target);
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void write(Content content, Path directory) {
    storage.retrying(
        "write the results to",
        directory,
        () -> {
          storage.fileSystem().delete(directory, true);
          content.write(directory);
          return directory;
        });
  }

  private void writeManifest(Path directory, RunManifest manifest) {
    storage.makeDirectory(directory);
    List<PublishedFile> files =
        storage.files(directory).stream()
            .map(f -> published(directory, f))
            .sorted(Comparator.comparing(PublishedFile::path))
            .toList();
    storage.write(
        new Path(directory, Publisher.MANIFEST), manifest.json(name.toString(), notes, files));
  }

  private static PublishedFile published(Path directory, FileStatus file) {
    String relative = directory.toUri().relativize(file.getPath().toUri()).getPath();
    return new PublishedFile(relative, file.getLen());
  }

  /** Ends this attempt if another one has precedence, or has taken this one for dead. */
  private void giveWay() {
    if (!staging.entered(name)) {
      throw new JobFailure(
          ExitCode.RETRY,
          "Another run of "
              + target
              + " took this one for dead and removed "
              + staging.directory(name)
              + ". Nothing was published; run again.");
    }
    Optional<AttemptName> first = staging.precedent(name);
    if (first.isPresent()) {
      throw new JobFailure(
          ExitCode.RETRY,
          "Another run of "
              + target
              + " is at work (its attempt is "
              + staging.directory(first.get())
              + "). Nothing was published by this one; run again when the other has ended.");
    }
  }

  /** Ends this attempt if what is published is not what it was when the attempt began. */
  private void confirm() {
    Optional<String> before = replaced.map(Publication::attempt);
    Optional<String> now = publisher.find(request.runId()).map(Publication::attempt);
    if (!now.equals(before)) {
      throw new JobFailure(
          ExitCode.RETRY,
          target + " was changed by another run while this one was at work. Run again.");
    }
  }

  /** Stops the signs of life and removes what is staged; failing to is only a warning. */
  @Override
  public void close() {
    heart.shutdownNow();
    try {
      if (!keepStaging) {
        staging.remove(name);
      }
    } catch (JobFailure e) {
      LOG.warn("{} The next run of this run-id removes it.", e.getMessage());
    } finally {
      publisher.processes().end(name);
    }
  }
}
