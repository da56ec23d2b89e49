package io.glidepath.path;

import io.glidepath.stats.Pass;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.List;

/**
 * Rows that can be asked. Answers depend on the rows, their cells and the layout of the partitions,
 * never on timing.
 */
public interface RowPasses {

  /** Reads all rows once and answers every question of the pass, in their order. */
  <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass);
}
