package io.glidepath.output;

import io.glidepath.family.Metric;
import io.glidepath.ml.SweepResult;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.Member;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.select.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The last lines that a run prints: what was chosen, how it stands to the best grid point, to pure
 * L2, pure L1 and the mix at their best, to no shrinkage and to no columns, and where the report
 * and the run are.
 *
 * <p>The same in every locale, in ASCII, at most 100 columns wide but for the path. The very last
 * line is {@code Published <path>}.
 */
public final class Summary {
  private static final String FORMAT = "%-14s%6s%12s%11s  %-27s%s";

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
      heldOut(result, choice).ifPresent(lines::add);
      choice.drift().ifPresent(d -> lines.add("With folds dealt anew, " + d.inWords() + "."));
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

  /** The chosen model on rows held out of everything. */
  private static Optional<String> heldOut(SweepResult result, Choice choice) {
    Selected chosen = choice.chosen();
    return result.holdout().stream()
        .filter(s -> s.metric().equals(choice.metric()))
        .filter(s -> s.alphaIndex() == chosen.alphaIndex() && s.gridIndex() == chosen.gridIndex())
        .findFirst()
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "On %d rows held out of everything the chosen model has a %s of %s.",
                    s.rows(),
                    s.metric(),
                    number(s.value())));
  }

  private static List<String> table(SweepResult result, Choice choice) {
    Verdict verdict = choice.verdict();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            FORMAT,
            "",
            "alpha",
            "lambda",
            "non-zeros",
            choice.metric() + " (std. error)",
            "the chosen one is"));
    lines.add(line("chosen", result, choice.chosen(), "by " + choice.chosen().rule().label()));
    Selected top = choice.of(SelectionRule.BEST);
    lines.add(line("best", result, top, standing(verdict, Member.BEST)));
    best(result, choice, a -> a == 0)
        .ifPresent(s -> lines.add(line("pure L2", result, s, standing(verdict, Member.L2))));
    best(result, choice, a -> a == 1)
        .ifPresent(s -> lines.add(line("pure L1", result, s, standing(verdict, Member.L1))));
    best(result, choice, a -> a > 0 && a < 1)
        .ifPresent(s -> lines.add(line("best mix", result, s, standing(verdict, Member.MIX))));
    outside("no shrinkage", Member.NONE, choice, verdict).ifPresent(lines::add);
    outside("no columns", Member.NULL, choice, verdict).ifPresent(lines::add);
    return lines;
  }

  private static String line(String name, SweepResult result, Selected s, String note) {
    SurfacePoint p = result.surface().point(s.alphaIndex(), s.gridIndex());
    return String.format(
        Locale.ROOT,
        FORMAT,
        name,
        alpha(p.alpha()),
        number(p.lambda()),
        p.nonzero(),
        number(s.mean()) + " (" + number(s.standardError()) + ")",
        note);
  }

  /** A model that is no grid point: its mean follows from the difference. */
  private static Optional<String> outside(
      String name, Member member, Choice choice, Verdict verdict) {
    return verdict
        .of(Member.CHOSEN, member)
        .map(
            c ->
                String.format(
                    Locale.ROOT,
                    FORMAT,
                    name,
                    "",
                    "",
                    "",
                    number(choice.chosen().mean() - c.difference()),
                    standing(verdict, member)));
  }

  /** How the chosen model stands to a member, and whether the grid ends at that one. */
  private static String standing(Verdict verdict, Member member) {
    return verdict
        .of(Member.CHOSEN, member)
        .map(c -> verdict.inShort(c) + (verdict.atEnd().contains(member) ? "; grid ends" : ""))
        .orElse("");
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
    String standing = choice.verdict().ofChosen();
    return standing.isEmpty() ? List.of() : List.of("The chosen model is " + standing + ".");
  }

  private static boolean largerIsBetter(String metric) {
    return Metric.of(metric).orElseThrow().growsWithQuality();
  }

  private static String alpha(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "undefined";
  }
}
