package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import org.apache.spark.broadcast.Broadcast;

/** Scores of each fold's models on its own rows; folds without models are passed over. */
record HeldOutVisitor(Broadcast<SharedLinearModels> models, Family family)
    implements LossVisitor<HeldOutSums> {

  @Override
  public void accept(FoldStates<HeldOutSums> sums, Block block, Blas blas) {
    LinearModels batch = models.value().of(block.fold());
    if (batch.size() > 0) {
      sums.of(
              block.fold(),
              f -> new HeldOutSums(batch.width(), batch.size(), models.value().bins(f)))
          .accept(block, batch, family, blas);
    }
  }

  @Override
  public void add(HeldOutSums sum, HeldOutSums more) {
    sum.combine(more);
  }
}
