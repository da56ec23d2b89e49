package io.glidepath.report;

import io.glidepath.report.AnswerFacts.End;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.report.AnswerFacts.Slope;
import io.glidepath.report.AnswerFacts.Verdict;
import io.glidepath.select.Contrast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells in plain words what a sweep found out: which mix, how strong, how many columns remain, how
 * large the error will be, whether L1, L2 and the mix differ by more than chance, what shrinkage
 * changed, and whether predictions are too bold.
 */
final class Answer {
  private final AnswerFacts facts;

  private Answer(AnswerFacts facts) {
    this.facts = facts;
  }

  /** The headline, and after it paragraphs. */
  static List<String> of(AnswerFacts facts) {
    return new Answer(facts).tell();
  }

  private List<String> tell() {
    if (facts.verdict().isEmpty()) {
      return List.of(
          "The surface of " + columns(facts.columns()) + "; nothing was chosen",
          facts.folds() == 0
              ? "The run had no folds (folds.count = 0), so no model was tried on rows held out: the"
                  + " charts show what a penalty does to the coefficients of "
                  + facts.label()
                  + ", but not which penalty is best."
              : "The held-out score is not defined anywhere on the surface, so no point could be"
                  + " chosen.");
    }
    Verdict verdict = facts.verdict().get();
    List<String> told = new ArrayList<>();
    told.add(headline(verdict));
    told.add(chosen(verdict));
    comparison().ifPresent(told::add);
    String shrinkage =
        facts.end().map(this::shrinkage).orElse("") + facts.slope().map(Answer::slope).orElse("");
    if (!shrinkage.isEmpty()) {
      told.add(shrinkage.strip());
    }
    return told;
  }

  private String headline(Verdict verdict) {
    Scored chosen = verdict.chosen();
    if (chosen.nonzero() == 0) {
      return verdict.best().nonzero() == 0
          ? "No column helps to predict " + facts.label() + ": the model without columns is best"
          : "Hardly a signal: the model without columns is within one standard error of the best";
    }
    String which = capital(mix(chosen.alpha())) + ", with " + share(chosen.nonzero());
    return which + verdictInShort();
  }

  /** Whether L1 or L2, in the fewest words. */
  private String verdictInShort() {
    if (facts.comparison().isEmpty()) {
      return "";
    }
    Optional<Contrast> ends = contrast("l2", "l1");
    if (ends.isPresent() && ends.get().beyondChance()) {
      return "; " + better(ends.get()) + " is clearly better than " + worse(ends.get());
    }
    List<Contrast> clear = facts.comparison().stream().filter(Contrast::beyondChance).toList();
    if (clear.isEmpty()) {
      return ends.isPresent()
          ? "; whether L1 or L2 makes no difference beyond chance"
          : "; the mix makes no difference beyond chance";
    }
    return "; "
        + better(clear.get(0))
        + " is clearly better than "
        + clear.stream().map(c -> worse(c)).distinct().collect(Collectors.joining(" and "));
  }

  private String chosen(Verdict verdict) {
    Scored chosen = verdict.chosen();
    Scored best = verdict.best();
    String told =
        "The chosen model has elastic_net_param "
            + Digits.alpha(chosen.alpha())
            + " ("
            + mix(chosen.alpha())
            + ") and reg_param "
            + Digits.words(chosen.lambda())
            + ". It uses "
            + share(chosen.nonzero())
            + ". On rows that it has not seen, expect "
            + article(facts.score())
            + facts.score()
            + " of "
            + plusMinus(chosen.mean(), chosen.standardError())
            + " (mean and standard error over "
            + facts.folds()
            + " folds)"
            + (facts.squared()
                ? ", an error of about "
                    + Digits.words(Math.sqrt(chosen.mean()))
                    + " in units of "
                    + facts.label()
                : "")
            + ".";
    if (chosen.equals(best)) {
      return told + " It is the best point of the whole surface.";
    }
    return told
        + " The best point of the surface, elastic_net_param "
        + Digits.alpha(best.alpha())
        + " and reg_param "
        + Digits.words(best.lambda())
        + " with "
        + columns(best.nonzero())
        + ", reaches "
        + Digits.words(best.mean())
        + "; "
        + rule();
  }

  private String rule() {
    return switch (facts.rule()) {
      case "one-se" ->
          "the rule one-se takes, on its path, the strongest penalty that is at most one standard"
              + " error worse.";
      case "sparsest-one-se" ->
          "the rule sparsest-one-se takes, of all points at most one standard error worse, the one"
              + " with the fewest columns.";
      default -> "the rule " + facts.rule() + " took the other.";
    };
  }

  private Optional<String> comparison() {
    if (facts.comparison().isEmpty()) {
      return Optional.empty();
    }
    List<Contrast> clear = facts.comparison().stream().filter(Contrast::beyondChance).toList();
    List<Contrast> unclear = facts.comparison().stream().filter(c -> !c.beyondChance()).toList();
    List<String> told = new ArrayList<>();
    if (!clear.isEmpty()) {
      told.add(
          capital(
                  clear.stream()
                      .map(
                          c ->
                              better(c)
                                  + " is better than "
                                  + worse(c)
                                  + " by "
                                  + plusMinus(Math.abs(c.difference()), c.standardError()))
                      .collect(Collectors.joining("; ")))
              + ", more than chance explains.");
    }
    if (!unclear.isEmpty()) {
      told.add(
          capital(
                  unclear.stream()
                      .map(
                          c ->
                              Contrast.words(c.left())
                                  + " and "
                                  + Contrast.words(c.right())
                                  + " differ by "
                                  + plusMinus(Math.abs(c.difference()), c.standardError()))
                      .collect(Collectors.joining("; ")))
              + ": no more than chance.");
    }
    return Optional.of(
        String.join(" ", told)
            + " (Each at its best, compared fold by fold; more than chance is more than two standard"
            + " errors.)");
  }

  private String shrinkage(End end) {
    double gain = facts.largerIsBetter() ? -end.difference() : end.difference();
    boolean clear = Contrast.beyondChance(end.difference(), end.standardError());
    String relative =
        end.mean() > 0 && !facts.largerIsBetter()
            ? ", " + percent(Math.abs(gain) / end.mean())
            : "";
    return "Against the nearly unpenalised end of its path (reg_param "
        + Digits.words(end.lambda())
        + ", "
        + Digits.words(end.mean())
        + ") shrinkage "
        + (gain >= 0 ? "gains " : "costs ")
        + plusMinus(Math.abs(gain), end.standardError())
        + relative
        + (clear ? ", more than chance. " : ", no more than chance. ");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String slope(Slope slope) {
    double off = slope.mean() - 1;
    boolean clear = Contrast.beyondChance(off, slope.standardError());
    String meaning =
        !clear
            ? "predictions are neither too bold nor too timid."
            : off < 0
                ? "predictions are too bold, coefficients would have to shrink further."
                : "predictions are too timid, which is the price of shrinking.";
    return "The calibration slope on held-out rows is "
        + plusMinus(slope.mean(), slope.standardError())
        + ": "
        + meaning;
  }

  private Optional<Contrast> contrast(String left, String right) {
    return facts.comparison().stream()
        .filter(c -> c.left().equals(left) && c.right().equals(right))
        .findFirst();
  }

  private String better(Contrast c) {
    return c.better(facts.largerIsBetter());
  }

  private String worse(Contrast c) {
    return c.worse(facts.largerIsBetter());
  }

  private static String mix(double alpha) {
    if (alpha == 0) {
      return "pure L2, ridge";
    }
    if (alpha == 1) {
      return "pure L1, lasso";
    }
    return alpha < 0.3
        ? "a mix, mostly L2"
        : alpha > 0.7 ? "a mix, mostly L1" : "a mix of L1 and L2";
  }

  /** So many of the columns. */
  private String share(int nonzero) {
    return (nonzero == 0 ? "none of " : nonzero == facts.columns() ? "all " : nonzero + " of ")
        + columns(facts.columns());
  }

  private static String columns(int count) {
    return count + (count == 1 ? " column" : " columns");
  }

  private static String article(String noun) {
    return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String plusMinus(double value, double standardError) {
    return Digits.words(value)
        + (Double.isFinite(standardError) ? " \u00b1 " + Digits.words(standardError) : "");
  }
}
