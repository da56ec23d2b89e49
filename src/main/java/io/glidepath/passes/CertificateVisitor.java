package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.LinearModels;
import org.apache.spark.broadcast.Broadcast;

/**
 * Losses and certificates over all rows, under the name of fold 0.
 *
 * @param free how many of the first columns are without penalty
 */
record CertificateVisitor(
    Broadcast<SharedLinearModels> models, int free, Family family, Repeats repeats)
    implements LossVisitor<CertificateSums> {

  @Override
  public void accept(FoldStates<CertificateSums> sums, Block block, Blas blas) {
    if (repeats.repeat(block.fold()) > 0) {
      return;
    }
    LinearModels all = models.value().of(0);
    sums.of(0, f -> new CertificateSums(all.width(), free, all.size()))
        .accept(block, all, family, blas);
  }

  @Override
  public void add(CertificateSums sum, CertificateSums more) {
    sum.combine(more);
  }
}
