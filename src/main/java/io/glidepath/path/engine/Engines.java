package io.glidepath.path.engine;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.Sweep;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweepSpec;
import io.glidepath.path.general.GeneralSweep;
import io.glidepath.path.quadratic.SquaredErrorSweep;

/** Which engine takes a model. */
public final class Engines {
  private Engines() {}

  /**
   * The engine for a model's loss.
   *
   * @param checkpoint for losses that take many passes; squared error takes one and leaves nothing
   */
  public static Sweep of(
      ModelSpec model, SweepSpec sweep, Blas blas, Checkpoint checkpoint, SweepListener listener) {
    return model.family().quadratic()
        ? new SquaredErrorSweep(model, sweep, blas, listener)
        : new GeneralSweep(model, sweep, blas, checkpoint, listener);
  }
}
