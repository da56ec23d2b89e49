package io.glidepath.features;

/** What scoring does with a level that training has not seen. */
public enum Unseen {
  /** It counts as none of the known levels. */
  ZERO,
  /** It ends the scoring job. */
  ERROR
}
