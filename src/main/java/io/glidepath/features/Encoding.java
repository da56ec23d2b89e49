package io.glidepath.features;

/** How a category becomes columns. */
public enum Encoding {
  /**
   * A 0/1 column a level, so that no level is special to the penalty; one column for two levels.
   */
  FULL,
  /** A 0/1 column for every level but the most frequent one. */
  REFERENCE
}
