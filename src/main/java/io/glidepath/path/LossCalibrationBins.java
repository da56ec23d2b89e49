package io.glidepath.path;

import io.glidepath.family.Confusion;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.Cells;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Observed against predicted means on the rows held out, as many grid points in a pass as fit. */
final class LossCalibrationBins {
  private static final String PURPOSE = "calibration bins";

  private final LossEvaluator data;
  private final LossUnits units;
  private final LossFolds folds;
  private final double[] thresholds;
  private final List<CalibrationBin> bins = new ArrayList<>();
  private final List<List<Confusion>> confusions = new ArrayList<>();

  /**
   * @param thresholds of predictions, for confusions; none unless there are two classes
   */
  LossCalibrationBins(LossEvaluator data, LossUnits units, LossFolds folds, double... thresholds) {
    this.data = data;
    this.units = units;
    this.folds = folds;
    this.thresholds = thresholds;
  }

  /**
   * Takes the passes, over the folds of the first repeat, which tell enough.
   *
   * @param located by cell, where the linear predictors of the points' models lie
   */
  LossCalibrationBins ask(List<GridPoint> points, Map<Integer, RankBins> located) {
    int batch = data.most((long) data.cells().size() * CalibrationBinSums.NUMBERS);
    for (int from = 0; from < points.size(); from += batch) {
      int first = from;
      int end = Math.min(points.size(), from + batch);
      Map<Integer, RankBins> part = new TreeMap<>();
      firstRepeat().forEach(c -> part.put(c, located.get(c).part(first, end)));
      pass(points.subList(first, end), part);
    }
    return this;
  }

  /** Point after point, by fold and bin. */
  List<CalibrationBin> bins() {
    return bins;
  }

  /** By point and threshold, over all folds. */
  List<List<Confusion>> confusions() {
    return thresholds.length == 0 ? List.of() : confusions;
  }

  private void pass(List<GridPoint> points, Map<Integer, RankBins> located) {
    data.counted(PURPOSE);
    Map<Integer, LinearModels> models = folds.models(points, units);
    models.keySet().retainAll(located.keySet());
    Map<Integer, CalibrationBinSums> sums =
        data.passes().calibrationBins(models, located, thresholds);
    for (int i = 0; i < points.size(); i++) {
      Confusion[] whole = new Confusion[thresholds.length];
      for (int fold : firstRepeat()) {
        for (CalibrationBinSums.Tenth t : sums.get(fold).tenths(i)) {
          bins.add(
              new CalibrationBin(
                  points.get(i), fold, t.index(), t.weight(), t.predicted(), t.observed()));
        }
        List<Confusion> own = sums.get(fold).confusions(i);
        for (int t = 0; t < whole.length; t++) {
          whole[t] = whole[t] == null ? own.get(t) : whole[t].plus(own.get(t));
        }
      }
      confusions.add(List.of(whole));
    }
  }

  /** The numbers of its cells, which are those of its folds. */
  private List<Integer> firstRepeat() {
    return data.cells().training(Cells.NONE).mapToObj(data.cells()::name).toList();
  }
}
