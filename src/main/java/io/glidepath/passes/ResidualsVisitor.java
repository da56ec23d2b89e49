package io.glidepath.passes;

import io.glidepath.design.BlockVisitor;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.stats.ModelBatch;
import io.glidepath.stats.ResidualSums;
import org.apache.spark.broadcast.Broadcast;

/** Residual sums of each fold's rows under that fold's models. */
final class ResidualsVisitor implements BlockVisitor<FoldStates<ResidualSums>> {
  private static final long serialVersionUID = 1;

  private final Broadcast<SharedModels> models;
  private final BlasChoice blas;

  ResidualsVisitor(Broadcast<SharedModels> models, BlasChoice blas) {
    this.models = models;
    this.blas = blas;
  }

  @Override
  public FoldStates<ResidualSums> start(int partition) {
    return new FoldStates<>(Blas.of(blas).name());
  }

  @Override
  public void accept(FoldStates<ResidualSums> state, Block block) {
    ModelBatch batch = models.value().of(block.fold());
    state.of(block.fold(), f -> new ResidualSums(batch.size())).accept(block, batch, Blas.of(blas));
  }
}
