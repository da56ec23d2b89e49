package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.GridPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What cross-validation says: the points each rule picks, and how the models compare.
 *
 * @param drift how far that moves from repeat to repeat; empty where rows are dealt once
 */
public record Choice(
    String metric, List<Selected> selected, List<Contrast> comparison, Optional<Drift> drift) {

  /** Of rows that are dealt into folds once. */
  public Choice(String metric, List<Selected> selected, List<Contrast> comparison) {
    this(metric, selected, comparison, Optional.empty());
  }

  /** The point whose model is published. */
  public Selected chosen() {
    return selected.stream().filter(Selected::chosen).findFirst().orElseThrow();
  }

  /** The point that a rule picks of the whole surface. */
  public Selected of(SelectionRule rule) {
    return selected.stream()
        .filter(s -> s.scope() == Selected.Scope.SURFACE && s.rule() == rule)
        .findFirst()
        .orElseThrow();
  }

  /** What the comparison says about the chosen model. */
  public Verdict verdict() {
    return new Verdict(comparison, Metric.of(metric).orElseThrow().growsWithQuality());
  }

  /** Every selected point once: path after path, the largest lambda first. */
  public List<GridPoint> points() {
    return selected.stream()
        .map(s -> new GridPoint(s.alphaIndex(), s.gridIndex()))
        .distinct()
        .sorted(
            Comparator.comparingInt(GridPoint::alphaIndex).thenComparingInt(GridPoint::gridIndex))
        .toList();
  }
}
