package io.glidepath.path;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where an engine saves its progress, for a later run of the same computation. What it finds there
 * it takes as starting points and evaluates like any other, so a checkpoint can save or cost passes
 * but never makes a result less exact.
 */
public interface Checkpoint {
  /** Keeps nothing. */
  Checkpoint NONE =
      new Checkpoint() {
        @Override
        public Optional<Progress> load(SweepShape shape) {
          return Optional.empty();
        }

        @Override
        public void offer(Supplier<Progress> progress) {}
      };

  /** What an earlier run has left, if it {@link SweepShape#agrees} with this one. */
  Optional<Progress> load(SweepShape shape);

  /**
   * Says that there is more to be kept than before. Returns when it is kept, or at once where it is
   * not worth it yet.
   *
   * @param progress asked for only if it is going to be kept
   */
  void offer(Supplier<Progress> progress);
}
