package io.glidepath.design;

/** Where rows that many passes need are kept between the passes. */
public enum RowCache {
  /** In memory where they fit, else on disk. */
  AUTO,
  /** As blocks in the executors' memory; what does not fit or is lost is read from the input. */
  MEMORY,
  /** As blocks in the executors' local directories; what is lost is read from the input. */
  DISK,
  /** Nowhere: every pass reads the input. */
  NONE
}
