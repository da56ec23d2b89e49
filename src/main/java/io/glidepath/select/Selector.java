package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Picks grid points from the cross-validated surface and compares pure L2, pure L1 and the mix.
 *
 * <ul>
 *   <li>best: the smallest mean; ties: fewest non-zeros, then larger alpha, then larger lambda
 *   <li>one-se: within the best alpha the largest lambda whose mean is within one standard error of
 *       the best
 *   <li>sparsest-one-se: over the whole surface the fewest non-zeros within one standard error of
 *       the best; ties: the smallest mean
 * </ul>
 *
 * <p>Metrics that grow with quality are negated for the choice and shown as they are. Points whose
 * mean is not defined are not eligible.
 */
public final class Selector {
  private record Candidate(SurfacePoint point, int a, double loss, double se) {}

  private static final Comparator<Candidate> BEST =
      Comparator.comparingDouble(Candidate::loss)
          .thenComparingInt(c -> c.point().nonzero())
          .thenComparing(Comparator.comparingDouble((Candidate c) -> c.point().alpha()).reversed())
          .thenComparing(
              Comparator.comparingDouble((Candidate c) -> c.point().lambda()).reversed());

  private static final Comparator<Candidate> SPARSEST =
      Comparator.comparingInt((Candidate c) -> c.point().nonzero()).thenComparing(BEST);

  private final Surface surface;
  private final CrossValidation validation;
  private final CrossValidation.Curves curves;
  private final Metric metric;
  private final SelectSpec spec;

  private Selector(Surface surface, CrossValidation validation, SelectSpec spec) {
    this.surface = surface;
    this.validation = validation;
    this.spec = spec;
    this.metric = Metric.of(spec.metric()).orElseThrow();
    this.curves = validation.curves(spec.metric());
  }

  /**
   * Applies every rule.
   *
   * @return empty if the metric is not defined anywhere on the surface
   */
  public static Optional<Choice> choose(
      Surface surface, CrossValidation validation, SelectSpec spec) {
    return new Selector(surface, validation, spec).choose();
  }

  private Optional<Choice> choose() {
    List<Selected> selected = new ArrayList<>();
    List<Candidate> everywhere = new ArrayList<>();
    for (int a = 0; a < surface.alphas(); a++) {
      List<Candidate> path = candidates(a);
      everywhere.addAll(path);
      path.stream()
          .min(BEST)
          .ifPresent(
              best -> {
                selected.add(selected(Selected.Scope.PATH, SelectionRule.BEST, best));
                selected.add(
                    selected(Selected.Scope.PATH, SelectionRule.ONE_SE, oneSe(path, best)));
              });
    }
    Optional<Candidate> best = everywhere.stream().min(BEST);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    Candidate top = best.get();
    selected.add(selected(Selected.Scope.SURFACE, SelectionRule.BEST, top));
    selected.add(
        selected(Selected.Scope.SURFACE, SelectionRule.ONE_SE, oneSe(candidates(top.a()), top)));
    selected.add(
        selected(Selected.Scope.SURFACE, SelectionRule.SPARSEST_ONE_SE, sparsest(everywhere, top)));
    return Optional.of(new Choice(spec.metric(), selected, comparison()));
  }

  private List<Candidate> candidates(int a) {
    double sign = metric.growsWithQuality() ? -1 : 1;
    return IntStream.range(0, surface.lambdas())
        .filter(k -> !Double.isNaN(curves.mean()[a][k]))
        .mapToObj(
            k ->
                new Candidate(
                    surface.point(a, k),
                    a,
                    sign * curves.mean()[a][k],
                    Math.max(0, curves.standardError()[a][k])))
        .toList();
  }

  private static Candidate oneSe(List<Candidate> path, Candidate best) {
    return path.stream()
        .filter(c -> c.loss() <= best.loss() + best.se())
        .max(Comparator.comparingDouble(c -> c.point().lambda()))
        .orElse(best);
  }

  private static Candidate sparsest(List<Candidate> everywhere, Candidate best) {
    return everywhere.stream()
        .filter(c -> c.loss() <= best.loss() + best.se())
        .min(SPARSEST)
        .orElse(best);
  }

  private Selected selected(Selected.Scope scope, SelectionRule rule, Candidate candidate) {
    int a = candidate.a();
    int k = candidate.point().gridIndex();
    return new Selected(
        scope,
        rule,
        a,
        k,
        curves.mean()[a][k],
        curves.standardError()[a][k],
        scope == Selected.Scope.SURFACE && rule == spec.rule());
  }

  private List<Contrast> comparison() {
    Optional<Candidate> l2 = bestWhere(0, 0);
    Optional<Candidate> l1 = bestWhere(1, 1);
    Optional<Candidate> mix = bestWhere(Double.MIN_VALUE, Math.nextDown(1.0));
    List<Contrast> contrasts = new ArrayList<>();
    contrast("l2", l2, "l1", l1).ifPresent(contrasts::add);
    contrast("l2", l2, "mix", mix).ifPresent(contrasts::add);
    contrast("l1", l1, "mix", mix).ifPresent(contrasts::add);
    return contrasts;
  }

  private Optional<Candidate> bestWhere(double lowest, double highest) {
    return IntStream.range(0, surface.alphas())
        .filter(a -> surface.alpha(a) >= lowest && surface.alpha(a) <= highest)
        .boxed()
        .flatMap(a -> candidates(a).stream())
        .min(BEST);
  }

  private Optional<Contrast> contrast(
      String left, Optional<Candidate> one, String right, Optional<Candidate> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    double[] a = curves.foldValues()[one.get().a()][one.get().point().gridIndex()];
    double[] b = curves.foldValues()[other.get().a()][other.get().point().gridIndex()];
    double[] difference = IntStream.range(0, a.length).mapToDouble(k -> a[k] - b[k]).toArray();
    FoldMean mean = FoldMean.of(difference, validation.weights());
    return Optional.of(
        new Contrast(
            left, right, spec.metric(), mean.mean(), mean.standardError(), difference.length));
  }
}
