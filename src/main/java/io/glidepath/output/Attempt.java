package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.path.Checkpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
  private final List<String> notes = new ArrayList<>();
  private Optional<Publication> published = Optional.empty();
  private Decision decision = Decision.COMPUTE;
  private boolean restored;
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

  void enter() {
    staging.enter(name);
    AtomicLong beats = new AtomicLong();
    heart.scheduleWithFixedDelay(
        () -> beat(beats.incrementAndGet()),
        staging.beatMillis(),
        staging.beatMillis(),
        TimeUnit.MILLISECONDS);
    List<AttemptName> dead = staging.dead(name);
    giveWay(dead);
    dead.forEach(this::clear);
    published = publisher.find(request.runId());
    if (published.isEmpty()) {
      RunContent.refuseOthers(storage, target); // only now, when a replaced run is back
    }
    decision = publisher.decide(request, published);
    if (decision != Decision.COMPUTE && !restored) {
      throw new JobFailure(
          ExitCode.RETRY,
          target + " was published by another run a moment ago. Run again to see what it holds.");
    }
  }

  /** Removes what an attempt that died has left, once the run it was replacing is back. */
  private void clear(AttemptName dead) {
    Path left = staging.directory(dead);
    if (new Aside(storage, left, target).putBack()) {
      restored = true;
      notes.add("put back the run that an attempt that had died was replacing, from " + left);
    }
    storage.delete(left);
    notes.add("removed what an attempt that had died left in " + left);
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
    return List.copyOf(notes);
  }

  /**
   * What is left to do, now that leftovers are cleared: nothing, if the run that was put back is
   * the one that was asked for.
   */
  public Decision decision() {
    return decision;
  }

  /**
   * Where the computation may save its progress, for another attempt at this run.
   *
   * @param told receives messages for the user
   */
  public Checkpoint checkpoint(CheckpointPace pace, Consumer<String> told) {
    return new AttemptCheckpoint(
        checkpoint,
        new Path(staging.directory(name), "~checkpoint"),
        () -> staging.entered(name),
        pace,
        System::nanoTime,
        told);
  }

  /** The checkpoint that another attempt can resume from, if this one has left or used one. */
  public Optional<String> keptCheckpoint() {
    return checkpoint.kept();
  }

  /**
   * Writes the content and publishes it; the checkpoint is not needed any more then.
   *
   * @param content is given an empty directory
   * @param manifest becomes run.json when all content is written
   * @throws JobFailure 75 if another attempt came first; 74, 77 if the file system refuses. What
   *     was published before is still there then; on object stores, where the content takes its
   *     place while it is written, there may be nothing.
   */
  public Publication publish(Content content, RunManifest manifest) {
    if (publisher.inPlace() || content.elsewhere()) {
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
    checkpoint.discard();
    return publication;
  }

  private void publishByRename(Content content, RunManifest manifest) {
    Aside aside = new Aside(storage, staging.directory(name), target);
    write(content, aside.staged());
    writeManifest(aside.staged(), manifest);
    giveWay(List.of());
    confirm();
    try {
      aside.take();
      storage.move(aside.staged(), target);
    } catch (RuntimeException failure) {
      putBack(aside, failure);
      throw failure;
    }
  }

  private void putBack(Aside aside, RuntimeException failure) {
    try {
      aside.putBack();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      keepStaging = true;
      LOG.warn(
          "The run that was to be replaced could not be put back; it lies in {} until the next"
              + " attempt at this run puts it back.",
          staging.directory(name));
    }
  }

  private void publishInPlace(Content content, RunManifest manifest) {
    giveWay(List.of());
    confirm();
    storage.delete(new Path(target, Publisher.MANIFEST));
    published = Optional.empty();
    try {
      write(content, target);
      giveWay(List.of());
      confirm();
      writeManifest(target, manifest);
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
    storage.write(new Path(directory, Publisher.MANIFEST), manifest.json(name.toString(), files));
  }

  private static PublishedFile published(Path directory, FileStatus file) {
    String relative = directory.toUri().relativize(file.getPath().toUri()).getPath();
    return new PublishedFile(relative, file.getLen());
  }

  /**
   * Ends this attempt if another one has precedence, or has taken this one for dead.
   *
   * @param dead attempts that count no more
   */
  private void giveWay(List<AttemptName> dead) {
    if (!staging.entered(name)) {
      throw new JobFailure(
          ExitCode.RETRY,
          "Another run of "
              + target
              + " took this one for dead and removed "
              + staging.directory(name)
              + ". Nothing was published; run again.");
    }
    Optional<AttemptName> first = staging.precedent(name, dead);
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
    Optional<String> before = published.map(Publication::attempt);
    Optional<String> now = publisher.find(request.runId()).map(Publication::attempt);
    if (!now.equals(before)) {
      throw new JobFailure(
          ExitCode.RETRY,
          target + " was changed by another run while this one was running. Run again.");
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
