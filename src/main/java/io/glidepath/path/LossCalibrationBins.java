package io.glidepath.path;

import io.glidepath.stats.CalibrationBinSums;
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
   * The bins, point after point, by fold and bin.
   *
   * @param located by fold, where the linear predictors of the points' models lie
   */
  List<CalibrationBin> of(List<GridPoint> points, Map<Integer, RankBins> located) {
    List<CalibrationBin> bins = new ArrayList<>();
    int batch = data.most((long) data.folds() * CalibrationBinSums.NUMBERS);
    for (int from = 0; from < points.size(); from += batch) {
      int first = from;
      int end = Math.min(points.size(), from + batch);
      Map<Integer, RankBins> part = new TreeMap<>();
      located.forEach((fold, l) -> part.put(fold, l.part(first, end)));
      bins.addAll(pass(points.subList(first, end), part));
    }
    return bins;
  }

  private List<CalibrationBin> pass(List<GridPoint> points, Map<Integer, RankBins> located) {
    data.counted(PURPOSE);
    Map<Integer, CalibrationBinSums> sums =
        data.passes().calibrationBins(folds.models(points, units), located);
    List<CalibrationBin> bins = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int f = 0; f < data.folds(); f++) {
        for (CalibrationBinSums.Tenth t : sums.get(data.fold(f)).tenths(i)) {
          bins.add(
              new CalibrationBin(
                  points.get(i), data.fold(f), t.index(), t.weight(), t.predicted(), t.observed()));
        }
      }
    }
    return bins;
  }
}
