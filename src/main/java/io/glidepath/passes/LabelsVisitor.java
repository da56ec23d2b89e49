package io.glidepath.passes;

import io.glidepath.design.BlockVisitor;
import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;

/** Only whether the family accepts the labels. */
final class LabelsVisitor implements BlockVisitor<ScannedMoments> {
  private static final long serialVersionUID = 1;

  private final BlasChoice blas;
  private final Family family;

  LabelsVisitor(BlasChoice blas, Family family) {
    this.blas = blas;
    this.family = family;
  }

  @Override
  public ScannedMoments start(int partition) {
    return new ScannedMoments(Blas.of(blas).name());
  }

  @Override
  public void accept(ScannedMoments state, Block block) {
    state.labels().accept(block, family);
  }
}
