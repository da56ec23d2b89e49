package io.glidepath.path.engine;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.Sweep;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweepMemory;
import io.glidepath.path.SweepSize;
import io.glidepath.path.SweepSpec;
import io.glidepath.path.general.GeneralSweep;
import io.glidepath.path.general.PassForecast;
import io.glidepath.path.quadratic.SquaredErrorSweep;
import java.util.Map;

/** Which engine takes a model. */
public final class Engines {
  private Engines() {}

  /** What the engine for a loss needs in memory. */
  public static SweepMemory memory(Family family, SweepSize size) {
    return family.quadratic() ? SquaredErrorSweep.memory(size) : GeneralSweep.memory(size);
  }

  /**
   * About how many passes it makes, by purpose, as {@code run.json} counts them.
   *
   * @param absoluteErrors whether models are selected by these
   */
  public static Map<String, Integer> passes(Family family, SweepSize size, boolean absoluteErrors) {
    return family.quadratic()
        ? SquaredErrorSweep.passes(size, absoluteErrors)
        : PassForecast.of(size, family);
  }

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
