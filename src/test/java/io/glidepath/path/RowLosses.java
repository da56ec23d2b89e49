package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loss passes over standardized blocks in memory. */
record RowLosses(List<Block> blocks, Repeats repeats, Family family, Blas blas)
    implements LossPasses {

  @Override
  public SortedMap<Integer, ExpansionSums> expand(LinearModels models, LinearModels anchors) {
    SortedMap<Integer, ExpansionSums> sums = new TreeMap<>();
    for (Block block : blocks) {
      sums.computeIfAbsent(
              block.fold(), f -> new ExpansionSums(block.columns(), models.size(), anchors.size()))
          .accept(block, models, anchors, family, blas);
    }
    return sums;
  }

  @Override
  public Map<Integer, GradientSums> foldGradients(Map<Integer, LinearModels> models) {
    Map<Integer, GradientSums> sums = new TreeMap<>();
    models.forEach(
        (fold, batch) -> {
          GradientSums sum = new GradientSums(batch.width(), batch.size());
          blocks.stream()
              .filter(b -> repeats.trains(fold, b.fold()))
              .forEach(b -> sum.accept(b, batch, family, blas));
          sums.put(fold, sum);
        });
    return sums;
  }

  @Override
  public CertificateSums certify(LinearModels models, int free) {
    CertificateSums sums = new CertificateSums(models.width(), free, models.size());
    blocks.stream()
        .filter(b -> repeats.repeat(b.fold()) == 0)
        .forEach(b -> sums.accept(b, models, family, blas));
    return sums;
  }

  @Override
  public Map<Integer, HeldOutSums> scores(
      Map<Integer, LinearModels> models, Map<Integer, RankBins> bins) {
    Map<Integer, HeldOutSums> sums = new TreeMap<>();
    for (Block block : blocks) {
      LinearModels batch = models.get(block.fold());
      sums.computeIfAbsent(
              block.fold(), f -> new HeldOutSums(batch.width(), batch.size(), bins.get(f)))
          .accept(block, batch, family, blas);
    }
    return sums;
  }

  @Override
  public Map<Integer, CalibrationSums> calibrations(
      Map<Integer, LinearModels> models, Map<Integer, double[]> lines) {
    Map<Integer, CalibrationSums> sums = new TreeMap<>();
    for (Block block : blocks) {
      LinearModels batch = models.get(block.fold());
      sums.computeIfAbsent(block.fold(), f -> new CalibrationSums(batch.size()))
          .accept(block, batch, lines.get(block.fold()), family, blas);
    }
    return sums;
  }

  @Override
  public Map<Integer, CalibrationBinSums> calibrationBins(
      Map<Integer, LinearModels> models, Map<Integer, RankBins> bins, double... thresholds) {
    Map<Integer, CalibrationBinSums> sums = new TreeMap<>();
    for (Block block : blocks) {
      sums.computeIfAbsent(block.fold(), f -> new CalibrationBinSums(bins.get(f), thresholds))
          .accept(block, models.get(block.fold()), family, blas);
    }
    return sums;
  }

  @Override
  public void close() {}
}
