package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.spark.broadcast.Broadcast;

/** Scores of each fold's models on its own rows; folds without models are passed over. */
record HeldOutVisitor(Broadcast<SharedLinearModels> models, Family family)
    implements LossVisitor<HeldOutSums> {

  /** Models with their bins, centres first, as numbers. */
  static SharedLinearModels shared(Map<Integer, LinearModels> models, Map<Integer, RankBins> bins) {
    Map<Integer, double[]> numbers = new TreeMap<>();
    bins.forEach(
        (fold, b) ->
            numbers.put(
                fold,
                DoubleStream.concat(DoubleStream.of(b.centre()), DoubleStream.of(b.spread()))
                    .toArray()));
    return new SharedLinearModels(models, numbers);
  }

  @Override
  public void accept(FoldStates<HeldOutSums> sums, Block block, Blas blas) {
    LinearModels batch = models.value().of(block.fold());
    if (batch.size() > 0) {
      sums.of(block.fold(), f -> new HeldOutSums(batch.width(), batch.size(), bins(f)))
          .accept(block, batch, family, blas);
    }
  }

  private RankBins bins(int fold) {
    int m = models.value().of(fold).size();
    double[] centre = models.value().numbers(fold, 0, m);
    return centre == null ? null : new RankBins(centre, models.value().numbers(fold, m, 2 * m));
  }

  @Override
  public void add(HeldOutSums sum, HeldOutSums more) {
    sum.combine(more);
  }
}
