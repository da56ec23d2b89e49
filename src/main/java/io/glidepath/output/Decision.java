package io.glidepath.output;

/** What is left to do for a run, seen from what is published. */
public enum Decision {
  /** Nothing of that name is published, or it is to be replaced. */
  COMPUTE,
  /** The same configuration over the same inputs is published already. */
  DONE,
  /** Something else is published under that name, and output.mode is {@code ignore}. */
  KEEP
}
