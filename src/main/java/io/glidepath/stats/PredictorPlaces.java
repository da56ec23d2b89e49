package io.glidepath.stats;

import java.io.Serializable;

/**
 * Places of several models' linear predictors in a distribution function that fits most of them,
 * Student's t with two degrees of freedom:
 *
 * <pre>
 *   z = (eta - centre) / spread,   u = 1/2 + z / (2 sqrt(2 + z^2))
 * </pre>
 *
 * <p>u is in [0, 1] and grows with eta; if eta is about normal, an interval of u holds no more than
 * 1.2 times its length of the rows. A spread of 0 counts as 1.
 */
final class PredictorPlaces implements Serializable {
  private static final long serialVersionUID = 1;

  /** Keeps squares finite. */
  private static final double LARGEST = 1e100;

  private final double[] centre;
  private final double[] unit;

  PredictorPlaces(RankBins bins) {
    centre = bins.centre();
    unit = new double[centre.length];
    for (int k = 0; k < unit.length; k++) {
      double spread = bins.spread()[k];
      unit[k] = spread > Double.MIN_NORMAL && spread < Double.MAX_VALUE ? 1 / spread : 1;
    }
  }

  /** Number of models. */
  int models() {
    return centre.length;
  }

  /** The places of n predictors of model k from a position on, in the first n elements. */
  void of(int k, double[] eta, int from, int n, double[] places) {
    double c = centre[k];
    double factor = unit[k];
    for (int r = 0; r < n; r++) {
      double z = Math.max(-LARGEST, Math.min(LARGEST, (eta[from + r] - c) * factor));
      places[r] = 0.5 + 0.5 * z / Math.sqrt(2 + z * z);
    }
  }
}
