package io.glidepath.path.quadratic;

import io.glidepath.path.Calibrations;
import io.glidepath.path.FoldModel;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Stability;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.SweptSurface;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A surface of squared error: the moments of the folds answer all that is asked of it.
 *
 * @param folds absent without folds
 * @param units of all rows
 */
record SquaredErrorSurface(SurfaceFit fit, Optional<FoldModels> folds, StandardUnits units)
    implements SweptSurface {

  @Override
  public Calibrations calibrate(List<GridPoint> points) {
    return folds.orElseThrow().calibrate(points);
  }

  @Override
  public List<FoldModel> foldModels(GridPoint point) {
    FoldModels trained = folds.orElseThrow();
    return IntStream.range(0, trained.cells().size())
        .mapToObj(f -> trained.model(f, point))
        .toList();
  }

  @Override
  public Stability stability(List<GridPoint> points) {
    return folds.orElseThrow().stability(points, units);
  }

  @Override
  public void close() {}
}
