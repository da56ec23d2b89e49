package io.glidepath.job;

/** Who is told how a job goes. */
public interface Steps {

  /** The next step begins, and the one before is done. */
  void step(String name);

  /** Something the user should know; the same words are told once. */
  void warn(String warning);
}
