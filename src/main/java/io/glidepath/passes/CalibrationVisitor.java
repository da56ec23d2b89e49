package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.LinearModels;
import org.apache.spark.broadcast.Broadcast;

/** Calibration sums of each fold's models on its own rows; folds without models are passed over. */
record CalibrationVisitor(Broadcast<SharedLinearModels> models, Family family)
    implements LossVisitor<CalibrationSums> {

  @Override
  public void accept(FoldStates<CalibrationSums> sums, Block block, Blas blas) {
    LinearModels batch = models.value().of(block.fold());
    if (batch.size() > 0) {
      double[] lines = models.value().numbers(block.fold(), 0, 2 * batch.size());
      sums.of(block.fold(), f -> new CalibrationSums(batch.size()))
          .accept(block, batch, lines, family, blas);
    }
  }

  @Override
  public void add(CalibrationSums sum, CalibrationSums more) {
    sum.combine(more);
  }
}
