package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.LinearModels;
import org.apache.spark.broadcast.Broadcast;

/** Calibration bins of each fold's models on its own rows; folds without models are passed over. */
record CalibrationBinVisitor(
    Broadcast<SharedLinearModels> models, double[] thresholds, Family family)
    implements LossVisitor<CalibrationBinSums> {

  @Override
  public void accept(FoldStates<CalibrationBinSums> sums, Block block, Blas blas) {
    LinearModels batch = models.value().of(block.fold());
    if (batch.size() > 0) {
      sums.of(block.fold(), f -> new CalibrationBinSums(models.value().bins(f), thresholds))
          .accept(block, batch, family, blas);
    }
  }

  @Override
  public void add(CalibrationBinSums sum, CalibrationBinSums more) {
    sum.combine(more);
  }
}
