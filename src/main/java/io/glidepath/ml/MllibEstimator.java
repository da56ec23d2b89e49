package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.path.SurfacePoint;
import java.util.Optional;

/** MLlib's own estimator for a family, and which of the sweep's problems it can be given. */
interface MllibEstimator {
  double TOLERANCE = 1e-14;
  int MOST_ITERATIONS = 100_000;

  /** MLlib's class. */
  Class<?> type();

  /** Whether MLlib has the sweep's loss. */
  default boolean knowsLoss() {
    return true;
  }

  /** Whether rows may have offsets. */
  default boolean knowsOffsets() {
    return false;
  }

  /** How many columns it can take. */
  default int mostColumns() {
    return Integer.MAX_VALUE;
  }

  /** Whether it can be given this point's penalty. */
  default boolean follows(SurfacePoint point) {
    return true;
  }

  /** What is to be known of its parameters. */
  default Optional<String> note() {
    return Optional.empty();
  }

  /** Its solution of the point's problem. */
  MllibRows.Fitted fit(MllibRows rows, Refit point);

  /** The one for the sweep's family. */
  static MllibEstimator of(FittedPath swept) {
    Family family = swept.result().family();
    if (family.quadratic()) {
      return new LinearRefits(swept);
    }
    return family.twoClasses() ? new LogisticRefits(swept) : new GeneralizedRefits(swept, family);
  }
}
