package io.glidepath.path.general;

import io.glidepath.path.GridPoint;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Certified models of all rows, as they come: for each grid point the last that was taken. */
final class CertifiedSurface {
  private final SurfacePoint[][] points;

  CertifiedSurface(int alphas, int lambdas) {
    this.points = new SurfacePoint[alphas][lambdas];
  }

  /**
   * Takes points of the grid.
   *
   * @param certified each at its grid point
   */
  void take(List<GridPoint> at, List<SurfacePoint> certified) {
    for (int i = 0; i < at.size(); i++) {
      points[at.get(i).alphaIndex()][at.get(i).gridIndex()] = certified.get(i);
    }
  }

  /** Of some grid points, those without a model that is within the tolerance. */
  List<GridPoint> open(List<GridPoint> of) {
    return of.stream().filter(p -> !converged(p)).toList();
  }

  private boolean converged(GridPoint p) {
    SurfacePoint point = points[p.alphaIndex()][p.gridIndex()];
    return point != null && point.converged();
  }

  /** Whether a few more steps at most are left of those that were taken. */
  boolean near() {
    return Arrays.stream(points)
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .allMatch(p -> p.converged() || p.kktViolation() <= Iterate.NEAR);
  }

  Surface surface() {
    return new Surface(
        Arrays.stream(points)
            .map(path -> Arrays.stream(path).takeWhile(Objects::nonNull).toList())
            .toList());
  }
}
