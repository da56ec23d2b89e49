package io.glidepath.output;

import io.glidepath.failure.JobFailure;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.Progress;
import io.glidepath.path.SweepShape;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * A run's checkpoint while an attempt computes, written now and then. If that fails, the user is
 * warned and the run goes on.
 */
final class AttemptCheckpoint implements Checkpoint {
  private final CheckpointFile file;
  private final Path beside;
  private final BooleanSupplier alive;
  private final CheckpointPace pace;
  private final LongSupplier nanos;
  private final Consumer<String> told;
  private long next;
  private boolean failed;

  /**
   * @param beside where it is written before it takes its place
   * @param alive whether the attempt has not been taken for dead
   * @param nanos a clock
   * @param told receives messages for the user
   */
  AttemptCheckpoint(
      CheckpointFile file,
      Path beside,
      BooleanSupplier alive,
      CheckpointPace pace,
      LongSupplier nanos,
      Consumer<String> told) {
    this.file = file;
    this.beside = beside;
    this.alive = alive;
    this.pace = pace;
    this.nanos = nanos;
    this.told = told;
    this.next = nanos.getAsLong() + pace.pause(0);
  }

  @Override
  public Optional<Progress> load(SweepShape shape) {
    try {
      CheckpointFile.Found found = file.read(shape);
      if (!found.told().isEmpty()) {
        told.accept(found.told());
      }
      return found.progress();
    } catch (JobFailure e) {
      told.accept("No checkpoint is used. " + e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void offer(Supplier<Progress> progress) {
    long start = nanos.getAsLong();
    if (start - next >= 0) {
      write(progress);
      long end = nanos.getAsLong();
      next = end + pace.pause(end - start);
    }
  }

  private void write(Supplier<Progress> progress) {
    try {
      if (alive.getAsBoolean()) {
        file.write(beside, progress.get());
      }
    } catch (JobFailure e) {
      if (!failed) {
        told.accept("A later run could not resume from here. " + e.getMessage());
      }
      failed = true;
    }
  }
}
