package io.glidepath.passes;

import io.glidepath.design.BlockVisitor;
import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.Moments;

/** Second moments of each cell's rows, and whether the family accepts their labels. */
final class MomentsVisitor implements BlockVisitor<ScannedMoments> {
  private static final long serialVersionUID = 1;

  private final BlasChoice blas;
  private final Family family;
  private final Repeats repeats;
  private final boolean pairs;

  /**
   * @param pairs whether products of two columns are wanted
   */
  MomentsVisitor(BlasChoice blas, Family family, Repeats repeats, boolean pairs) {
    this.blas = blas;
    this.family = family;
    this.repeats = repeats;
    this.pairs = pairs;
  }

  @Override
  public ScannedMoments start(int partition) {
    return new ScannedMoments(Blas.of(blas).name());
  }

  @Override
  public void accept(ScannedMoments state, Block block) {
    if (repeats.repeat(block.cell()) == 0) {
      state.labels().accept(block, family);
    }
    state
        .byCell()
        .computeIfAbsent(block.cell(), c -> empty(block.columns()))
        .accept(block, Blas.of(blas));
  }

  private Moments empty(int columns) {
    return pairs ? new Moments(columns) : Moments.ofColumns(columns);
  }
}
