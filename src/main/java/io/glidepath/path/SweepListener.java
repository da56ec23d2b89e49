package io.glidepath.path;

/** Hears how far an engine is, now and then, while it solves. */
@FunctionalInterface
public interface SweepListener {
  /** Hears nothing. */
  SweepListener NONE = (models, done, all) -> {};

  /**
   * Some models are solved.
   *
   * @param models which kind, as people call it
   * @param done how many of them
   * @param all how many there are to be
   */
  void solved(String models, long done, long all);
}
