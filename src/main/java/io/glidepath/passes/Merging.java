package io.glidepath.passes;

import java.io.Serializable;

/** Adds one sum to another of its kind. */
interface Merging extends Serializable {
  void add(Serializable sum, Serializable more);
}
