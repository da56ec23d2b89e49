package io.glidepath.select;

import io.glidepath.path.Baselines;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Surface;
import io.glidepath.stats.Cells;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the members that a decision turns on, in pairs, fold by fold: the chosen model with all
 * others, pure L2, pure L1 and the mix with each other, the best with no shrinkage and with no
 * columns.
 */
final class Comparison {
  /** Left and right, in the order in which they are published. */
  private static final List<List<Member>> PAIRS =
      List.of(
          List.of(Member.CHOSEN, Member.BEST),
          List.of(Member.CHOSEN, Member.L2),
          List.of(Member.CHOSEN, Member.L1),
          List.of(Member.CHOSEN, Member.MIX),
          List.of(Member.CHOSEN, Member.NONE),
          List.of(Member.CHOSEN, Member.NULL),
          List.of(Member.BEST, Member.NONE),
          List.of(Member.BEST, Member.NULL),
          List.of(Member.L2, Member.L1),
          List.of(Member.L2, Member.MIX),
          List.of(Member.L1, Member.MIX));

  /** Where the members lie on the grid. */
  record Members(
      GridPoint chosen,
      GridPoint best,
      Optional<GridPoint> l2,
      Optional<GridPoint> l1,
      Optional<GridPoint> mix) {}

  /** The scores of a member, and whether the grid ends there. */
  private record Scored(double[] values, boolean atEnd) {}

  private final Surface surface;
  private final Cells cells;
  private final CrossValidation.Curves curves;
  private final Map<Member, Scored> members = new EnumMap<>(Member.class);

  private Comparison(Surface surface, Cells cells, CrossValidation.Curves curves) {
    this.surface = surface;
    this.cells = cells;
    this.curves = curves;
  }

  /** All pairs whose members there are. */
  static List<Contrast> of(
      Surface surface, Cells cells, CrossValidation.Curves curves, Members members) {
    Comparison comparison = new Comparison(surface, cells, curves);
    comparison.add(Member.CHOSEN, members.chosen());
    comparison.add(Member.BEST, members.best());
    members.l2().ifPresent(p -> comparison.add(Member.L2, p));
    members.l1().ifPresent(p -> comparison.add(Member.L1, p));
    members.mix().ifPresent(p -> comparison.add(Member.MIX, p));
    comparison.addOutside();
    return comparison.contrasts();
  }

  private void add(Member member, GridPoint point) {
    double[] values = curves.foldValues()[point.alphaIndex()][point.gridIndex()];
    members.put(member, new Scored(values, atEnd(point)));
  }

  /** The null model and no shrinkage; for the latter the weakest ridge has to do, if need be. */
  private void addOutside() {
    curves.nothing().ifPresent(v -> members.put(Member.NULL, new Scored(v, false)));
    GridPoint end = new GridPoint(0, surface.lambdas(0) - 1);
    Scored weakest =
        new Scored(
            curves.foldValues()[0][end.gridIndex()],
            surface.lambdas(0) > 1 && surface.point(0, end.gridIndex()).lambda() > 0);
    Scored none = curves.unpenalised().map(v -> new Scored(v, false)).orElse(weakest);
    if (FoldMean.of(none.values(), cells).defined()) {
      members.put(Member.NONE, none);
    }
  }

  /**
   * Whether a better point may lie beyond: the weakest lambda of several, unless it is 0 or its
   * scores are those of the unpenalised fit, and the strongest, unless it is the null model.
   */
  private boolean atEnd(GridPoint point) {
    int k = point.gridIndex();
    int last = surface.lambdas(point.alphaIndex()) - 1;
    if (last == 0) {
      return false;
    }
    if (k == last) {
      return surface.point(point.alphaIndex(), k).lambda() > 0 && !isUnpenalised(point);
    }
    return k == 0 && !isNull(curves.foldValues()[point.alphaIndex()][0]);
  }

  /** Whether the unpenalised fit is reached, where it exists. */
  private boolean isUnpenalised(GridPoint point) {
    if (curves.nothing().isEmpty() || curves.unpenalised().isEmpty()) {
      return false;
    }
    double here = curves.mean()[point.alphaIndex()][point.gridIndex()];
    return Baselines.reached(
        here,
        FoldMean.of(curves.nothing().get(), cells).mean(),
        FoldMean.of(curves.unpenalised().get(), cells).mean());
  }

  private boolean isNull(double[] values) {
    double[] nothing = curves.nothing().orElse(new double[0]);
    if (nothing.length == 0) {
      return false;
    }
    for (int f = 0; f < values.length; f++) {
      if (!(Math.abs(values[f] - nothing[f]) <= 1e-9 * Math.abs(nothing[f]))) {
        return false;
      }
    }
    return true;
  }

  private List<Contrast> contrasts() {
    List<Contrast> contrasts = new ArrayList<>();
    for (List<Member> pair : PAIRS) {
      Scored left = members.get(pair.get(0));
      Scored right = members.get(pair.get(1));
      if (left != null && right != null) {
        contrasts.add(contrast(pair, left, right));
      }
    }
    return contrasts;
  }

  private Contrast contrast(List<Member> pair, Scored left, Scored right) {
    double[] difference = new double[left.values().length];
    for (int f = 0; f < difference.length; f++) {
      difference[f] = left.values()[f] - right.values()[f];
    }
    FoldMean mean = FoldMean.of(difference, cells);
    return new Contrast(
        pair.get(0),
        pair.get(1),
        curves.metric(),
        mean.mean(),
        mean.standardError(),
        cells.of(0).length,
        left.atEnd(),
        right.atEnd());
  }
}
