package io.glidepath.output;

import io.glidepath.family.Metric;
import io.glidepath.ml.SweepResult;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.Contrast;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * The last lines that a run prints: what was chosen, how pure L2, pure L1 and the best mix compare
 * with it, whether they differ by more than chance, and where the report and the run are.
 *
 * <p>The same in every locale, in ASCII, at most 100 columns wide but for the path. The very last
 * line is {@code Published <path>}.
 */
public final class Summary {
  private Summary() {}

  /**
   * All lines; without folds nothing was chosen, and that is said.
   *
   * @param report where the report is, if there is one
   */
  public static List<String> lines(
      SweepResult result, String publishedPath, Optional<String> report) {
    List<String> lines = new ArrayList<>();
    if (result.choice().isPresent()) {
      Choice choice = result.choice().get();
      lines.addAll(table(result, choice));
      lines.addAll(verdict(choice));
    } else {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d grid points of %d columns; %s none was chosen.",
              result.surface().points().size(),
              result.columns().size(),
              result.validation().isPresent()
                  ? "without a metric that is defined in every fold"
                  : "without folds (folds.count = 0)"));
    }
    report.ifPresent(r -> lines.add("Report " + r));
    lines.add(published(publishedPath));
    return lines;
  }

  /** The last line alone. */
  public static String published(String path) {
    return "Published " + path;
  }

  private static List<String> table(SweepResult result, Choice choice) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-14s%8s%14s%12s  %s",
            "",
            "alpha",
            "lambda",
            "non-zeros",
            choice.metric() + " (standard error)"));
    lines.add(line("chosen", result, choice.chosen(), "  " + choice.chosen().rule().label()));
    best(result, choice, a -> a == 0).ifPresent(s -> lines.add(line("pure L2", result, s, "")));
    best(result, choice, a -> a == 1).ifPresent(s -> lines.add(line("pure L1", result, s, "")));
    best(result, choice, a -> a > 0 && a < 1)
        .ifPresent(s -> lines.add(line("best mix", result, s, "")));
    return lines;
  }

  private static String line(String name, SweepResult result, Selected s, String note) {
    SurfacePoint p = result.surface().point(s.alphaIndex(), s.gridIndex());
    return String.format(
        Locale.ROOT,
        "%-14s%8s%14s%12d  %s (%s)%s",
        name,
        alpha(p.alpha()),
        number(p.lambda()),
        p.nonzero(),
        number(s.mean()),
        number(s.standardError()),
        note);
  }

  /** The best point among paths; ties as in the selection itself. */
  private static Optional<Selected> best(
      SweepResult result, Choice choice, DoublePredicate alphas) {
    double sign = largerIsBetter(choice.metric()) ? -1 : 1;
    return choice.selected().stream()
        .filter(s -> s.scope() == Selected.Scope.PATH && s.rule() == SelectionRule.BEST)
        .filter(s -> alphas.test(result.surface().alpha(s.alphaIndex())))
        .min(
            Comparator.<Selected>comparingDouble(s -> sign * s.mean())
                .thenComparing(s -> result.surface().point(s.alphaIndex(), s.gridIndex()).nonzero())
                .thenComparing(Selected::alphaIndex, Comparator.reverseOrder()));
  }

  private static List<String> verdict(Choice choice) {
    List<Contrast> beyond = choice.comparison().stream().filter(Contrast::beyondChance).toList();
    if (choice.comparison().isEmpty()) {
      return List.of();
    }
    String pairs =
        (beyond.isEmpty() ? choice.comparison() : beyond)
            .stream().map(c -> pair(choice.metric(), c)).collect(Collectors.joining("; "));
    return List.of(
        beyond.isEmpty()
            ? "No two of them differ by more than chance: " + pairs + "."
            : "More than chance: " + pairs + ".");
  }

  private static boolean largerIsBetter(String metric) {
    return Metric.of(metric).orElseThrow().growsWithQuality();
  }

  private static String pair(String metric, Contrast c) {
    boolean larger = largerIsBetter(metric);
    String order =
        !c.beyondChance()
            ? Contrast.words(c.left()) + " against " + Contrast.words(c.right())
            : c.better(larger) + " beats " + c.worse(larger);
    return order
        + " by "
        + number(c.beyondChance() ? Math.abs(c.difference()) : c.difference())
        + " (standard error "
        + number(c.standardError())
        + ")";
  }

  private static String alpha(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "undefined";
  }
}
