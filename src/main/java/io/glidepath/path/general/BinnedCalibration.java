package io.glidepath.path.general;

import io.glidepath.family.Confusion;
import io.glidepath.path.CalibrationBin;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.RankBins;
import io.glidepath.stats.RankedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Observed against predicted means on the rows held out, as many grid points in a pass as fit. */
final class BinnedCalibration {
  private static final String PURPOSE = "calibration bins";

  private final Evaluator data;
  private final Unknowns units;
  private final TrainedFolds folds;
  private final double[] thresholds;
  private final List<CalibrationBin> bins = new ArrayList<>();
  private final List<List<Confusion>> confusions = new ArrayList<>();

  /**
   * @param thresholds of predictions, for confusions; none unless there are two classes
   */
  BinnedCalibration(Evaluator data, TrainedFolds folds, Unknowns units, double... thresholds) {
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
  BinnedCalibration ask(List<GridPoint> points, List<RankBins> located) {
    int batch = data.most((long) data.cells().folds() * CalibrationBinSums.NUMBERS);
    for (int from = 0; from < points.size(); from += batch) {
      pass(points, from, Math.min(points.size(), from + batch), located);
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

  private void pass(List<GridPoint> points, int from, int to, List<RankBins> located) {
    List<GridPoint> part = points.subList(from, to);
    int[] cells = data.cells().heldOut().of(0);
    List<CalibrationBinSums> sums =
        data.answer(
            PURPOSE,
            new CalibrationBinSums.Of(data.family(), thresholds),
            IntStream.of(cells)
                .mapToObj(
                    c ->
                        new Ask<>(
                            data.cells().rows(c),
                            new RankedModels(
                                folds.models(c, part, units), located.get(c).part(from, to))))
                .toList());
    for (int i = 0; i < part.size(); i++) {
      Confusion[] whole = new Confusion[thresholds.length];
      for (int f = 0; f < cells.length; f++) {
        for (CalibrationBinSums.Tenth t : sums.get(f).tenths(i)) {
          bins.add(
              new CalibrationBin(
                  part.get(i),
                  data.cells().fold(cells[f]),
                  t.index(),
                  t.weight(),
                  t.predicted(),
                  t.observed()));
        }
        List<Confusion> own = sums.get(f).confusions(i);
        for (int t = 0; t < whole.length; t++) {
          whole[t] = whole[t] == null ? own.get(t) : whole[t].plus(own.get(t));
        }
      }
      confusions.add(List.of(whole));
    }
  }
}
