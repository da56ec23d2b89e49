package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.LinearModels;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * Gradients of each fold's models over the rows of the other folds of its repeat. A block meets the
 * models of all of these at once: a few models a fold would make matrix products too narrow to be
 * fast.
 */
record FoldGradientVisitor(Broadcast<SharedLinearModels> models, Family family, Repeats repeats)
    implements LossVisitor<GradientSums> {

  @Override
  public void accept(FoldStates<GradientSums> sums, Block block, Blas blas) {
    SharedLinearModels shared = models.value();
    List<Integer> trained = shared.folds(f -> repeats.trains(f, block.fold()));
    LinearModels others = shared.of(trained);
    if (others.size() == 0) {
      return;
    }
    GradientSums all = new GradientSums(others.width(), others.size());
    all.accept(block, others, family, blas);
    int from = 0;
    for (int fold : trained) {
      int size = shared.of(fold).size();
      sums.of(fold, f -> new GradientSums(shared.width(), size)).combine(all, from);
      from += size;
    }
  }

  @Override
  public void add(GradientSums sum, GradientSums more) {
    sum.combine(more);
  }
}
