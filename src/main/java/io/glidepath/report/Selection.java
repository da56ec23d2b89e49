package io.glidepath.report;

import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import io.glidepath.select.Contrast;
import io.glidepath.select.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * What cross-validation picked, from the tables {@code selected} and {@code comparison}; empty
 * lists for a run without folds.
 */
record Selection(List<Picked> picked, List<Contrast> comparison) {

  static Selection read(Tables run, SurfaceTable surface) {
    if (!run.has(TableSchemas.SELECTED)) {
      return new Selection(List.of(), List.of());
    }
    List<Picked> picked =
        run
            .rows(
                TableSchemas.SELECTED,
                "scope",
                "rule",
                "elastic_net_param",
                "grid_index",
                "mean",
                "standard_error",
                "nonzero",
                "chosen")
            .stream()
            .map(r -> picked(r, surface))
            .toList();
    List<Contrast> comparison =
        run
            .rows(
                TableSchemas.COMPARISON,
                "left",
                "right",
                "metric",
                "difference",
                "standard_error",
                "folds",
                "left_at_end",
                "right_at_end")
            .stream()
            .map(
                r ->
                    new Contrast(
                        Member.of(r.text("left")),
                        Member.of(r.text("right")),
                        r.text("metric"),
                        r.number("difference"),
                        r.number("standard_error"),
                        r.integer("folds"),
                        r.flag("left_at_end"),
                        r.flag("right_at_end")))
            .toList();
    return new Selection(picked, comparison);
  }

  private static Picked picked(TableRow r, SurfaceTable surface) {
    return new Picked(
        r.text("scope"),
        r.text("rule"),
        surface.alphaIndex(r.number("elastic_net_param")),
        r.integer("grid_index"),
        r.number("mean"),
        r.number("standard_error"),
        r.integer("nonzero"),
        r.flag("chosen"));
  }

  /** The point whose model the run holds. */
  Optional<Picked> chosen() {
    return picked.stream().filter(Picked::chosen).findFirst();
  }

  /** The best point of the surface. */
  Optional<Picked> best() {
    return picked.stream().filter(p -> p.is("surface", "best")).findFirst();
  }

  /**
   * The best of the paths of some alphas.
   *
   * @param sign 1 where a smaller score is better, -1 else
   */
  Optional<Picked> bestPath(SurfaceTable surface, DoublePredicate alphas, int sign) {
    return picked.stream()
        .filter(p -> p.is("path", "best") && alphas.test(surface.alphas()[p.a()]))
        .min(
            Comparator.<Picked>comparingDouble(p -> sign * p.mean())
                .thenComparing(Picked::nonzero)
                .thenComparing(Picked::a, Comparator.reverseOrder()));
  }

  /**
   * The points that sections show beside each other: where the penalty is weakest, the best of pure
   * L2 and of pure L1 (half way down their paths if there is no best), and the chosen one. A point
   * of several roles is there once.
   */
  List<Landmark> landmarks(SurfaceTable surface, int sign) {
    List<Landmark> landmarks = new ArrayList<>();
    landmarks.add(new Landmark("weak", "Nearly unpenalised", surface.weakest()));
    for (int end = 0; end <= 1; end++) {
      int a = surface.alphaIndex(end);
      if (a >= 0) {
        double alpha = end;
        Optional<Picked> best = bestPath(surface, other -> other == alpha, sign);
        GridPoint half = new GridPoint(a, (surface.gridPoints(a) - 1) / 2);
        String where = best.isPresent() ? " at its best" : " half way";
        String name = end == 0 ? "Pure L2" : "Pure L1";
        add(landmarks, end == 0 ? "l2" : "l1", name + where, best.map(Picked::point).orElse(half));
      }
    }
    chosen().ifPresent(c -> add(landmarks, "chosen", "Chosen", c.point()));
    return landmarks;
  }

  private static void add(List<Landmark> landmarks, String key, String title, GridPoint point) {
    for (int i = 0; i < landmarks.size(); i++) {
      Landmark other = landmarks.get(i);
      if (other.point().equals(point)) {
        String both = other.title() + ", " + title.replaceFirst("Chosen", "chosen");
        landmarks.set(i, new Landmark(other.key(), both, point));
        return;
      }
    }
    landmarks.add(new Landmark(key, title, point));
  }
}
