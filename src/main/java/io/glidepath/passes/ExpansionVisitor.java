package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.LinearModels;
import org.apache.spark.broadcast.Broadcast;

/** Gradients and curvatures over each fold's own rows. */
record ExpansionVisitor(Broadcast<SharedLinearModels> models, Family family)
    implements LossVisitor<ExpansionSums> {
  /** Under which names models and anchors are shared. */
  static final int MODELS = 0;

  static final int ANCHORS = 1;

  @Override
  public void accept(FoldStates<ExpansionSums> sums, Block block, Blas blas) {
    LinearModels gradients = models.value().of(MODELS);
    LinearModels anchors = models.value().of(ANCHORS);
    sums.of(block.fold(), f -> new ExpansionSums(block.columns(), gradients.size(), anchors.size()))
        .accept(block, gradients, anchors, family, blas);
  }

  @Override
  public void add(ExpansionSums sum, ExpansionSums more) {
    sum.combine(more);
  }
}
