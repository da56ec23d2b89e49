package io.glidepath.select;

import io.glidepath.path.GridPoint;
import java.util.Comparator;
import java.util.List;

/** What cross-validation says: the points each rule picks, and the comparison of L2, L1 and mix. */
public record Choice(String metric, List<Selected> selected, List<Contrast> comparison) {

  /** The point whose model is published. */
  public Selected chosen() {
    return selected.stream().filter(Selected::chosen).findFirst().orElseThrow();
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
