package io.glidepath.job;

import java.util.Optional;
import java.util.function.Supplier;

/** Receives the progress of a job. */
public interface Steps {

  /** The first step. */
  String INPUT = "Looking at the input";

  /** The next step begins; the one before is done. */
  void step(String name);

  /**
   * Some of the step's models are solved.
   *
   * @param models which kind, in words for the user
   */
  default void solved(String models, long done, long all) {}

  /** Warns the user; equal warnings are shown once. */
  void warn(String warning);

  /**
   * From now on the job may be able to resume from a checkpoint if it is ended.
   *
   * @param place path of the checkpoint; empty as long as there is none
   */
  default void resumable(Supplier<Optional<String>> place) {}
}
