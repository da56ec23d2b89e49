package io.glidepath.path;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The full-data surface: for each alpha, ascending, its points from the largest lambda down.
 *
 * @param paths one list for each alpha; all of the same length, but for those that {@link
 *     AliveLimit} has ended early
 */
public record Surface(List<List<SurfacePoint>> paths) {
  public Surface {
    paths = paths.stream().map(List::copyOf).toList();
  }

  public SurfacePoint point(int alphaIndex, int gridIndex) {
    return paths.get(alphaIndex).get(gridIndex);
  }

  public int alphas() {
    return paths.size();
  }

  /** Number of points of a path. */
  public int lambdas(int alphaIndex) {
    return paths.get(alphaIndex).size();
  }

  public double alpha(int alphaIndex) {
    return point(alphaIndex, 0).alpha();
  }

  /** Position of one of the surface's alphas. */
  public int alphaIndex(double alpha) {
    return IntStream.range(0, alphas()).filter(a -> alpha(a) == alpha).findFirst().orElseThrow();
  }

  /** Every point, path after path. */
  public List<SurfacePoint> points() {
    return paths.stream().flatMap(List::stream).toList();
  }
}
