package io.glidepath.output;

import io.glidepath.ml.SweepResult;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The points of a surface whose coefficients are published: all, or on paths that keep every column
 * (pure L2) the selected ones only, where a table of millions of columns would otherwise hold each
 * of them a hundred times.
 */
public final class PublishedPoints {
  private final Surface surface;
  private final boolean all;
  private final Set<PointKey> selected = new HashSet<>();

  /**
   * @param dense of which points of paths that keep every column there are coefficients
   */
  public PublishedPoints(SweepResult result, OutputSpec.DenseCoefficients dense) {
    this.surface = result.surface();
    this.all = dense == OutputSpec.DenseCoefficients.ALL;
    result.choice().stream()
        .flatMap(choice -> choice.selected().stream())
        .map(s -> new PointKey(surface.alpha(s.alphaIndex()), s.gridIndex()))
        .forEach(selected::add);
  }

  boolean withCoefficients(SurfacePoint point) {
    return all
        || point.alpha() > 0
        || selected.contains(new PointKey(point.alpha(), point.gridIndex()));
  }

  /** What is said of points that are left out; empty if none is. */
  public Optional<String> told() {
    long left =
        surface.points().stream()
            .filter(point -> point.nonzero() > 0 && !withCoefficients(point))
            .count();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            "output.dense-coefficients = selected: the table coefficients has no rows for "
                + left
                + " points of elastic_net_param = 0 that no rule selected");
  }
}
