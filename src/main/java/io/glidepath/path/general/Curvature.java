package io.glidepath.path.general;

import io.glidepath.matrix.SymmetricMatrix;

/** Second derivatives of the mean loss about a point, made for the unknowns that are asked for. */
interface Curvature {

  /**
   * Of some unknowns.
   *
   * @param columns s of the p unknowns, ascending
   * @return s x s, the caller's own
   */
  SymmetricMatrix over(int[] columns);
}
