package io.glidepath.path;

import java.util.List;

/** A surface that was computed, and what can be asked about its grid points. */
public interface SweptSurface extends AutoCloseable {

  SurfaceFit fit();

  /** Calibrates grid points on the rows held out; needs folds. */
  Calibrations calibrate(List<GridPoint> points);

  /** The models of a grid point, one for each fold; needs folds. */
  List<FoldModel> foldModels(GridPoint point);

  /** How much the coefficients of grid points vary from fold to fold; needs folds. */
  Stability stability(List<GridPoint> points);

  /** Releases what was kept of the data. */
  @Override
  void close();
}
