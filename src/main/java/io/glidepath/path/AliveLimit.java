package io.glidepath.path;

import io.glidepath.family.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many columns a model may keep: a path ends before the first model that keeps more, and what
 * is there of it is a path like any other. Pure L2 keeps every column at every strength, and has no
 * end of that kind; nor has the first point of a path.
 *
 * @param most columns whose coefficient is not 0, those without penalty included; empty for no
 *     limit
 */
public record AliveLimit(OptionalInt most) {
  /** Every path goes on to the end of its grid. */
  public static final AliveLimit NONE = new AliveLimit(OptionalInt.empty());

  /** Whether a path may have a model. */
  public boolean allows(double alpha, int gridIndex, int nonzero) {
    return most.isEmpty() || alpha == 0 || gridIndex == 0 || nonzero <= most.getAsInt();
  }

  /** How many points of a path there are. */
  private int length(List<SurfacePoint> path) {
    return (int)
        path.stream().takeWhile(p -> allows(p.alpha(), p.gridIndex(), p.nonzero())).count();
  }

  /** Whether a path ends before its grid does. */
  public boolean ends(Surface surface, Grid grid) {
    return IntStream.range(0, surface.alphas())
        .anyMatch(a -> length(surface.paths().get(a)) < grid.count());
  }

  /** What is there of a sweep; paths that end early are told of. */
  public SurfaceFit within(SurfaceFit fit, Grid grid) {
    if (!ends(fit.surface(), grid)) {
      return fit;
    }
    Surface surface =
        new Surface(
            fit.surface().paths().stream().map(path -> path.subList(0, length(path))).toList());
    fit.log().warn(told(surface, grid));
    return new SurfaceFit(
        surface,
        fit.summaries(),
        fit.scores().map(scores -> cut(scores, surface)),
        fit.correlations(),
        fit.rows(),
        fit.weight(),
        fit.worstFoldViolation(),
        fit.foldModelsMissed(),
        fit.log());
  }

  private String told(Surface surface, Grid grid) {
    return String.format(
        Locale.ROOT,
        "paths end before a model that keeps more than %d columns (compute.max-alive), of %d points"
            + " each: elastic_net_param %s",
        most.getAsInt(),
        grid.count(),
        IntStream.range(0, surface.alphas())
            .filter(a -> surface.lambdas(a) < grid.count())
            .mapToObj(a -> surface.alpha(a) + " with grid_index " + (surface.lambdas(a) - 1))
            .collect(Collectors.joining(", ")));
  }

  private static FoldScores cut(FoldScores scores, Surface surface) {
    Map<Metric, double[][][]> values = new LinkedHashMap<>();
    scores.values().forEach((metric, all) -> values.put(metric, cut(all, surface)));
    Optional<double[][][]> errors = scores.rankErrors().map(all -> cut(all, surface));
    return new FoldScores(scores.cells(), values, scores.baselines(), errors);
  }

  private static double[][][] cut(double[][][] all, Surface surface) {
    return IntStream.range(0, all.length)
        .mapToObj(a -> Arrays.copyOf(all[a], surface.lambdas(a)))
        .toArray(double[][][]::new);
  }
}
