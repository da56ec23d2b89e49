package io.glidepath.path.general;

import io.glidepath.path.Calibrations;
import io.glidepath.path.FoldModel;
import io.glidepath.path.GridPoint;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RunLog;
import io.glidepath.path.Stability;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.SweptSurface;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A surface whose rows can still be asked.
 *
 * @param folds absent without folds
 * @param thresholds of predictions, for confusions; none unless there are two classes
 */
record GeneralSurface(
    SurfaceFit fit,
    Optional<TrainedFolds> folds,
    Unknowns units,
    Evaluator evaluator,
    KeptRows rows,
    RunLog log,
    double... thresholds)
    implements SweptSurface {

  @Override
  public Calibrations calibrate(List<GridPoint> points) {
    return log.timed(
        "calibration",
        () -> new Calibration(evaluator, units, thresholds).calibrate(points, folds.orElseThrow()));
  }

  @Override
  public List<FoldModel> foldModels(GridPoint point) {
    return IntStream.range(0, evaluator.cells().folds())
        .mapToObj(f -> foldModel(f, point))
        .toList();
  }

  private FoldModel foldModel(int f, GridPoint point) {
    Unknowns.DataModel model = onData(f, point);
    return new FoldModel(evaluator.cells().name(f), model.intercept(), model.beta());
  }

  private Unknowns.DataModel onData(int f, GridPoint point) {
    return units.onData(
        folds.orElseThrow().point(f, point.alphaIndex(), point.gridIndex()).toArray());
  }

  @Override
  public Stability stability(List<GridPoint> points) {
    return Stability.of(
        points,
        evaluator.cells().folds(),
        units.moments().columns(),
        (f, point) -> onData(f, point).gamma());
  }

  @Override
  public void close() {
    rows.close();
  }
}
