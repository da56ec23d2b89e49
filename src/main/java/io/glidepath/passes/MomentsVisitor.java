package io.glidepath.passes;

import io.glidepath.design.BlockVisitor;
import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.Moments;

/** Second moments of each fold's rows, and whether the family accepts their labels. */
final class MomentsVisitor implements BlockVisitor<FoldStates<Moments>> {
  private static final long serialVersionUID = 1;

  private final BlasChoice blas;
  private final Family family;
  private final Repeats repeats;

  MomentsVisitor(BlasChoice blas, Family family, Repeats repeats) {
    this.blas = blas;
    this.family = family;
    this.repeats = repeats;
  }

  @Override
  public FoldStates<Moments> start(int partition) {
    return new FoldStates<>(Blas.of(blas).name());
  }

  @Override
  public void accept(FoldStates<Moments> state, Block block) {
    if (repeats.repeat(block.fold()) == 0) {
      state.labels().accept(block, family);
    }
    state.of(block.fold(), f -> new Moments(block.columns())).accept(block, Blas.of(blas));
  }
}
