package io.glidepath.path;

import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Blas;
import java.util.List;

/** An engine: computes the regularization surface of one loss. */
public interface Sweep extends AutoCloseable {

  /**
   * The engine for a model's loss.
   *
   * @param checkpoint for losses that take many passes; squared error takes one and leaves nothing
   */
  static Sweep of(
      ModelSpec model, SweepSpec sweep, Blas blas, Checkpoint checkpoint, SweepListener listener) {
    return model.family().quadratic()
        ? new SquaredErrorSweep(model, sweep, blas, listener)
        : new LossSweep(model, sweep, blas, checkpoint, listener);
  }

  /**
   * Computes the surface.
   *
   * @param penaltyFactors one for each design column, as configured
   * @throws JobFailure BAD_DATA if the labels leave nothing to explain, or all rows are in one
   *     fold; CONFIGURATION if there are more folds than rows
   */
  SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling);

  /** Calibrates grid points of the surface that was run on the rows held out; needs folds. */
  Calibrations calibrate(List<GridPoint> points);

  /** The models of a grid point of the surface that was run, one for each fold; needs folds. */
  List<FoldModel> foldModels(GridPoint point);

  /** How much the coefficients of grid points vary from fold to fold; needs folds. */
  Stability stability(List<GridPoint> points);

  /** Releases what was kept of the data. */
  @Override
  void close();
}
