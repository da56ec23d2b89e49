package io.glidepath.path;

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

  LossCalibrationBins(LossEvaluator data, LossUnits units, LossFolds folds) {
    this.data = data;
    this.units = units;
    this.folds = folds;
  }

  /**
   * The bins, point after point, by fold and bin; of the first repeat, which tells enough.
   *
   * @param located by cell, where the linear predictors of the points' models lie
   */
  List<CalibrationBin> of(List<GridPoint> points, Map<Integer, RankBins> located) {
    List<CalibrationBin> bins = new ArrayList<>();
    int batch = data.most((long) data.cells().size() * CalibrationBinSums.NUMBERS);
    for (int from = 0; from < points.size(); from += batch) {
      int first = from;
      int end = Math.min(points.size(), from + batch);
      Map<Integer, RankBins> part = new TreeMap<>();
      firstRepeat().forEach(c -> part.put(c, located.get(c).part(first, end)));
      bins.addAll(pass(points.subList(first, end), part));
    }
    return bins;
  }

  private List<CalibrationBin> pass(List<GridPoint> points, Map<Integer, RankBins> located) {
    data.counted(PURPOSE);
    Map<Integer, LinearModels> models = folds.models(points, units);
    models.keySet().retainAll(located.keySet());
    Map<Integer, CalibrationBinSums> sums = data.passes().calibrationBins(models, located);
    List<CalibrationBin> bins = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int fold : firstRepeat()) {
        for (CalibrationBinSums.Tenth t : sums.get(fold).tenths(i)) {
          bins.add(
              new CalibrationBin(
                  points.get(i), fold, t.index(), t.weight(), t.predicted(), t.observed()));
        }
      }
    }
    return bins;
  }

  /** The numbers of its cells, which are those of its folds. */
  private List<Integer> firstRepeat() {
    return data.cells().training(Cells.NONE).mapToObj(data.cells()::name).toList();
  }
}
