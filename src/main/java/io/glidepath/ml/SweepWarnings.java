package io.glidepath.ml;

import io.glidepath.path.ColumnSummary;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.Member;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.select.Verdict;
import io.glidepath.stats.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a user should know of a sweep before trusting it. */
final class SweepWarnings {
  private static final int NAMED = 10;

  /** A deviance ratio beyond which probabilities are as good as 0 and 1. */
  private static final double SEPARATED = 0.999;

  private static final double RANK_ERROR = 1e-4;

  /** Where the rounding that {@link Moments#LEAST_RELATIVE_DEVIATION} bounds comes to 1e-6. */
  private static final double COARSE = Moments.LEAST_RELATIVE_DEVIATION * 1e4;

  private final SweepResult result;

  SweepWarnings(SweepResult result) {
    this.result = result;
  }

  List<String> messages() {
    List<String> messages = new ArrayList<>();
    convergence(messages);
    columns(
        messages,
        s -> s.status() == ColumnSummary.Status.CONSTANT && s.relativeDeviation() == 0,
        "constant: coefficient 0, they cannot explain anything");
    columns(
        messages,
        s -> s.status() == ColumnSummary.Status.CONSTANT && s.relativeDeviation() > 0,
        "taken as constant, coefficient 0: their values differ by less than double precision can"
            + " use beside their size; if the differences mean something, subtract a number close"
            + " to the mean in input.query");
    columns(
        messages,
        s -> s.status() != ColumnSummary.Status.CONSTANT && s.relativeDeviation() < COARSE,
        "large beside how much they vary: a prediction from raw values may lose more than a"
            + " millionth of what such a column contributes; subtract a number close to the mean in"
            + " input.query");
    columns(
        messages,
        s -> s.status() == ColumnSummary.Status.COLLINEAR,
        "exact multiples of others: such columns share their coefficient equally");
    separation(messages);
    edge(messages);
    ranks(messages);
    if (result.validation().isPresent() && result.choice().isEmpty()) {
      messages.add(
          "nothing is selected, because the metric is not defined in every fold at any grid point"
              + " (auc needs both classes in each fold); set folds.stratify = true, fewer folds or"
              + " another select.metric");
    }
    return messages;
  }

  private void convergence(List<String> messages) {
    List<SurfacePoint> missed =
        result.surface().points().stream().filter(p -> !p.converged()).toList();
    if (!missed.isEmpty()) {
      double worst = missed.stream().mapToDouble(SurfacePoint::kktViolation).max().orElse(0);
      messages.add(
          String.format(
              Locale.ROOT,
              "%d of %d grid points did not reach model.tolerance; worst kkt_violation %.1e",
              missed.size(),
              result.surface().points().size(),
              worst));
    }
    result
        .choice()
        .map(c -> result.surface().point(c.chosen().alphaIndex(), c.chosen().gridIndex()))
        .filter(p -> !p.converged())
        .ifPresent(
            p ->
                messages.add(
                    String.format(
                        Locale.ROOT,
                        "the chosen model is one of them (elastic_net_param %s, reg_param %.4g,"
                            + " kkt_violation %.1e): do not use it before a run in which it"
                            + " converges; leave such weak penalties out of sweep.reg-param",
                        p.alpha(),
                        p.lambda(),
                        p.kktViolation())));
    if (result.foldModelsMissed() > 0) {
      messages.add(
          String.format(
              Locale.ROOT,
              "%d fold models did not reach model.fold-tolerance; worst kkt_violation %.1e",
              result.foldModelsMissed(),
              result.worstFoldViolation()));
    }
  }

  private void columns(List<String> messages, Predicate<ColumnSummary> which, String what) {
    List<String> names =
        IntStream.range(0, result.columns().size())
            .filter(j -> which.test(result.summaries().get(j)))
            .mapToObj(j -> result.columns().get(j).feature())
            .toList();
    if (!names.isEmpty()) {
      String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
      messages.add(
          String.format(
              Locale.ROOT,
              "%d column%s %s (%s%s)",
              names.size(),
              names.size() == 1 ? " is" : "s are",
              what,
              some,
              names.size() > NAMED ? ", ..." : ""));
    }
  }

  private void separation(List<String> messages) {
    if (!result.family().twoClasses()) {
      return;
    }
    result.surface().points().stream()
        .filter(p -> p.devianceRatio() > SEPARATED)
        .max(Comparator.comparingDouble(SurfacePoint::devianceRatio))
        .ifPresent(
            p ->
                messages.add(
                    String.format(
                        Locale.ROOT,
                        "the columns separate the classes, or nearly (deviance_ratio %.5f at"
                            + " elastic_net_param %s, reg_param %.4g): coefficients grow very"
                            + " large as reg_param falls, and their size says little; look for a"
                            + " column that is made from the label",
                        Math.floor(p.devianceRatio() * 1e5) / 1e5,
                        p.alpha(),
                        p.lambda())));
  }

  private void ranks(List<String> messages) {
    double error = result.validation().map(CrossValidation::rankError).orElse(0.0);
    if (error > RANK_ERROR) {
      messages.add(
          String.format(
              Locale.ROOT,
              "auc is computed from counts in bins, and may be wrong by up to %.1e at some grid"
                  + " points; two that differ by less than both may be wrong by count as equal",
              error));
    }
  }

  /** Where the grid ends at the best of the surface, or at the best pure L2, pure L1 or mix. */
  private void edge(List<String> messages) {
    Optional<Choice> choice = result.choice();
    if (choice.isEmpty()) {
      return;
    }
    Selected best = choice.get().of(SelectionRule.BEST);
    SurfacePoint point = result.surface().point(best.alphaIndex(), best.gridIndex());
    List<Member> ends = choice.get().verdict().atEnd();
    if (best.gridIndex() == 0 && result.surface().lambdas(best.alphaIndex()) > 1) {
      messages.add(
          "the best grid point is at the strong end of its grid"
              + at(point)
              + ": no column helps, or sweep.reg-param begins too low");
    } else if (!ends.isEmpty()) {
      messages.add(
          (ends.contains(Member.BEST)
                  ? "the best grid point is at the weak end of its grid" + at(point)
                  : "the grid ends at " + Verdict.list(ends.stream().map(Member::words).toList()))
              + ": a better model may lie below; leave sweep.reg-param.min-ratio to auto, lower it,"
              + " or list smaller values"
              + (cutShort() ? "; raise compute.max-alive where that has ended a path" : ""));
    }
  }

  /** Whether some paths end before others. */
  private boolean cutShort() {
    return result.surface().paths().stream().mapToInt(List::size).distinct().count() > 1;
  }

  private static String at(SurfacePoint point) {
    return String.format(
        Locale.ROOT, " (elastic_net_param %s, reg_param %.4g)", point.alpha(), point.lambda());
  }
}
