package io.glidepath.job;

import java.util.Optional;
import java.util.function.Supplier;

/** Who is told how a job goes. */
public interface Steps {

  /** The first step. */
  String INPUT = "Looking at the input";

  /** The next step begins, and the one before is done. */
  void step(String name);

  /**
   * Some of the step's models are solved.
   *
   * @param models which kind, as people call it
   */
  default void solved(String models, long done, long all) {}

  /** Something the user should know; the same words are told once. */
  void warn(String warning);

  /**
   * From now on the same job may be able to go on from a place, if it is ended.
   *
   * @param place the checkpoint, as people write it; empty as long as there is none
   */
  default void resumable(Supplier<Optional<String>> place) {}
}
