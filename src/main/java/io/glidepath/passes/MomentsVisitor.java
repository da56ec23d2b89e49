package io.glidepath.passes;

import io.glidepath.design.BlockVisitor;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.stats.Moments;

/** Second moments of each fold's rows. */
final class MomentsVisitor implements BlockVisitor<FoldStates<Moments>> {
  private static final long serialVersionUID = 1;

  private final BlasChoice blas;

  MomentsVisitor(BlasChoice blas) {
    this.blas = blas;
  }

  @Override
  public FoldStates<Moments> start(int partition) {
    return new FoldStates<>(Blas.of(blas).name());
  }

  @Override
  public void accept(FoldStates<Moments> state, Block block) {
    state.of(block.fold(), f -> new Moments(block.columns())).accept(block, Blas.of(blas));
  }
}
