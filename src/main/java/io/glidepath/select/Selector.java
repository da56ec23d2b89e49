package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.Grid;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Picks grid points from the cross-validated surface.
 *
 * <ul>
 *   <li>best: the smallest mean; ties: fewest non-zeros, then larger alpha, then larger lambda
 *   <li>one-se: within the best alpha the largest lambda whose mean is within one standard error of
 *       the best
 *   <li>sparsest-one-se: over the whole surface the fewest non-zeros within one standard error of
 *       the best; ties: the smallest mean
 *   <li>paired-se: over the whole surface the fewest non-zeros of all points whose mean loss
 *       against the best, fold by fold, is within one standard error of that loss; ties: the
 *       smallest mean. Where no alpha lets a coefficient be 0, the largest lambda
 * </ul>
 *
 * <p>Metrics that grow with quality are negated for the choice and shown as they are. Values that
 * differ by no more than what they may be wrong by are ties. Points whose mean is not defined are
 * not eligible.
 */
public final class Selector {
  /**
   * @param error within which the loss is known
   */
  private record Candidate(SurfacePoint point, int a, double loss, double se, double error) {

    /** Whether its loss may be no larger than another's. */
    boolean ties(Candidate other, double difference) {
      return difference <= error + other.error();
    }
  }

  private static final Comparator<Candidate> FEWEST =
      Comparator.comparingInt((Candidate c) -> c.point().nonzero());

  private static final Comparator<Candidate> LARGEST_LAMBDA =
      Comparator.comparingDouble((Candidate c) -> c.point().lambda()).reversed();

  private static final Comparator<Candidate> TIES =
      FEWEST
          .thenComparing(Comparator.comparingDouble((Candidate c) -> c.point().alpha()).reversed())
          .thenComparing(LARGEST_LAMBDA);

  private static final Comparator<Candidate> BEST =
      Comparator.comparingDouble(Candidate::loss).thenComparing(TIES);

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
      best(path)
          .ifPresent(
              best -> {
                selected.add(selected(Selected.Scope.PATH, SelectionRule.BEST, best));
                selected.add(
                    selected(Selected.Scope.PATH, SelectionRule.ONE_SE, oneSe(path, best)));
              });
    }
    Optional<Candidate> best = best(everywhere);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    Candidate top = best.get();
    for (SelectionRule rule : SelectionRule.values()) {
      selected.add(selected(Selected.Scope.SURFACE, rule, pick(rule, everywhere, top)));
    }
    return Optional.of(
        new Choice(
            spec.metric(),
            selected,
            Comparison.of(surface, validation.cells(), curves, members(everywhere, top)),
            drift()));
  }

  /** By the folds of each repeat alone. */
  private Optional<Drift> drift() {
    int repeats = validation.cells().repeats().count();
    if (repeats == 1) {
      return Optional.empty();
    }
    List<Choice> choices =
        IntStream.range(0, repeats)
            .mapToObj(r -> choose(surface, validation.alone(r), spec).orElseThrow())
            .toList();
    return Optional.of(Drift.of(choices, surface));
  }

  private Candidate pick(SelectionRule rule, List<Candidate> everywhere, Candidate top) {
    return switch (rule) {
      case BEST -> top;
      case ONE_SE -> oneSe(candidates(top.a()), top);
      case SPARSEST_ONE_SE ->
          everywhere.stream()
              .filter(c -> within(c, top, c.loss() - top.loss(), top.se()))
              .min(FEWEST.thenComparing(BEST))
              .orElse(top);
      case PAIRED_SE -> pairedSe(everywhere, top);
    };
  }

  private Comparison.Members members(List<Candidate> everywhere, Candidate top) {
    return new Comparison.Members(
        at(pick(spec.rule(), everywhere, top)),
        at(top),
        bestWhere(everywhere, alpha -> alpha == 0),
        bestWhere(everywhere, alpha -> alpha == 1),
        bestWhere(everywhere, alpha -> alpha > 0 && alpha < 1));
  }

  private Optional<GridPoint> bestWhere(List<Candidate> everywhere, Predicate<Double> alphas) {
    return best(everywhere.stream().filter(c -> alphas.test(c.point().alpha())).toList())
        .map(Selector::at);
  }

  private static GridPoint at(Candidate candidate) {
    return new GridPoint(candidate.a(), candidate.point().gridIndex());
  }

  private List<Candidate> candidates(int a) {
    return IntStream.range(0, surface.lambdas(a))
        .filter(k -> !Double.isNaN(curves.mean()[a][k]))
        .mapToObj(
            k ->
                new Candidate(
                    surface.point(a, k),
                    a,
                    sign() * curves.mean()[a][k],
                    Math.max(0, curves.standardError()[a][k]),
                    curves.error()[a][k]))
        .toList();
  }

  private double sign() {
    return metric.growsWithQuality() ? -1 : 1;
  }

  /** Whether one loses to another no more than a standard error, or may not lose at all. */
  private static boolean within(Candidate one, Candidate other, double loss, double standardError) {
    return loss <= standardError || one.ties(other, loss);
  }

  private static Optional<Candidate> best(List<Candidate> candidates) {
    return candidates.stream()
        .min(BEST)
        .flatMap(s -> candidates.stream().filter(c -> c.ties(s, c.loss() - s.loss())).min(TIES));
  }

  private static Candidate oneSe(List<Candidate> path, Candidate best) {
    return path.stream()
        .filter(c -> within(c, best, c.loss() - best.loss(), best.se()))
        .min(LARGEST_LAMBDA)
        .orElse(best);
  }

  private Candidate pairedSe(List<Candidate> everywhere, Candidate top) {
    boolean sparse = everywhere.stream().anyMatch(c -> c.point().alpha() >= Grid.RIDGE_LIKE);
    return everywhere.stream()
        .filter(
            c -> {
              FoldMean loss = loss(c, top);
              return within(c, top, loss.mean(), loss.standardError());
            })
        .min(sparse ? FEWEST.thenComparing(BEST) : LARGEST_LAMBDA)
        .orElse(top);
  }

  /** What a point loses against another, fold by fold. */
  private FoldMean loss(Candidate candidate, Candidate other) {
    double[] one = curves.foldValues()[candidate.a()][candidate.point().gridIndex()];
    double[] two = curves.foldValues()[other.a()][other.point().gridIndex()];
    double[] loss = new double[one.length];
    for (int f = 0; f < loss.length; f++) {
      loss[f] = sign() * (one[f] - two[f]);
    }
    return FoldMean.of(loss, validation.cells());
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
}
