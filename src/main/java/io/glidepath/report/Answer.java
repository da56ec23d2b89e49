package io.glidepath.report;

import io.glidepath.report.AnswerFacts.Points;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.select.Contrast;
import io.glidepath.select.Contrast.Finding;
import io.glidepath.select.Drift;
import io.glidepath.select.Member;
import io.glidepath.select.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells in plain words what a sweep found out: which model was chosen, how large its error will be,
 * how it stands to the best of L1, L2 and their mix, to no shrinkage and to no columns, and whether
 * its predictions are too bold, too timid or bent. The words claim no more than the numbers.
 */
final class Answer {
  private final AnswerFacts facts;
  private final Verdict verdict;

  private Answer(AnswerFacts facts) {
    this.facts = facts;
    this.verdict = facts.verdict();
  }

  /** The headline, and after it paragraphs. */
  static List<String> of(AnswerFacts facts) {
    return new Answer(facts).tell();
  }

  private List<String> tell() {
    if (facts.points().isEmpty()) {
      return List.of(
          "The surface of " + Phrases.columns(facts.columns()) + "; nothing was chosen",
          facts.folds() == 0
              ? "The run had no folds (folds.count = 0), so no model was tried on rows held out: the"
                  + " charts show what a penalty does to the coefficients of "
                  + facts.label()
                  + ", but not which penalty is best."
              : "The held-out score is not defined anywhere on the surface, so no point could be"
                  + " chosen.");
    }
    Points points = facts.points().get();
    List<String> told = new ArrayList<>();
    told.add(headline(points));
    told.add(chosen(points) + " " + rule(points));
    facts.holdout().map(this::heldOut).ifPresent(told::add);
    comparison().ifPresent(told::add);
    shrinkage().ifPresent(told::add);
    facts.lift().ifPresent(told::add);
    facts.calibration().map(c -> c.inWords(facts.folds())).ifPresent(told::add);
    if (!verdict.comparison().isEmpty()) {
      told.add(howSure());
    }
    facts.drift().map(this::drift).ifPresent(told::add);
    return told;
  }

  private String headline(Points points) {
    Scored chosen = points.chosen();
    String ends = ends();
    if (chosen.nonzero() == 0 && points.best().nonzero() == 0) {
      return "No column helps to predict "
          + facts.label()
          + ": the model without columns is best"
          + ends;
    }
    String which =
        chosen.nonzero() == 0
            ? "No column is kept by the rule " + facts.rule()
            : Phrases.capital(Phrases.mix(chosen.alpha())) + ", with " + share(chosen.nonzero());
    String standing = verdict.ofChosen();
    return which + (standing.isEmpty() ? "" : "; " + standing) + ends;
  }

  /** Where the grid ends at a model that somebody might want. */
  private String ends() {
    List<String> members = verdict.atEnd().stream().map(Member::words).toList();
    return members.isEmpty()
        ? ""
        : "; the grid ends at " + Verdict.list(members) + ", so a better one may lie beyond";
  }

  private String chosen(Points points) {
    Scored chosen = points.chosen();
    return "The chosen model is "
        + Phrases.mix(chosen.alpha())
        + (chosen.alpha() > 0 && chosen.alpha() < 1
            ? " (share of L1: " + Digits.alpha(chosen.alpha()) + ")"
            : "")
        + " of strength "
        + Digits.prose(chosen.lambda())
        + " and uses "
        + share(chosen.nonzero())
        + ". On rows that it has not seen, expect "
        + Phrases.article(facts.score())
        + facts.score()
        + " of "
        + Phrases.plusMinus(chosen.mean(), chosen.standardError())
        + " (mean and standard error over "
        + facts.folds()
        + " folds"
        + facts.dealing()
        + facts.drift().map(d -> ", dealt " + d.repeats().size() + " times").orElse("")
        + ")"
        + (facts.squared()
            ? ", an error of about "
                + Digits.prose(Math.sqrt(chosen.mean()))
                + " in units of "
                + facts.label()
            : "")
        + without()
        + ".";
  }

  /** On rows that no model, fold or choice has seen. */
  private String heldOut(AnswerFacts.HoldOut there) {
    return "On the "
        + String.format(Locale.ROOT, "%,.0f", there.rows())
        + (there.rows() == 1 ? " row" : " rows")
        + " held out of everything, looked at once, the chosen model reaches "
        + Phrases.article(facts.score())
        + facts.score()
        + " of "
        + Digits.prose(there.value())
        + ".";
  }

  /** The same without columns, and what share of it the model explains. */
  private String without() {
    double there = facts.without();
    if (!Double.isFinite(there)) {
      return "";
    }
    String told =
        facts.squared()
            ? "; without columns it would be about " + Digits.prose(Math.sqrt(there))
            : "; without columns it would be " + Digits.prose(there);
    return told
        + (facts.explained() > 0
            ? ". The columns explain "
                + Phrases.percent(facts.explained())
                + (facts.squared() ? " of the variance" : " of it")
            : "");
  }

  private String rule(Points points) {
    if (points.chosen().equals(points.best())) {
      return "It is the best point of the whole surface.";
    }
    Scored best = points.best();
    String loss =
        verdict
            .of(Member.CHOSEN, Member.BEST)
            .map(c -> ": " + size(c) + ", " + meaning(c))
            .orElse("");
    return "The best point of the surface, "
        + Phrases.mix(best.alpha())
        + " of strength "
        + Digits.prose(best.lambda())
        + " with "
        + Phrases.columns(best.nonzero())
        + ", reaches "
        + Digits.prose(best.mean())
        + "; "
        + ruleInWords()
        + " What that costs, fold by fold"
        + loss
        + ".";
  }

  private String ruleInWords() {
    return switch (facts.rule()) {
      case "paired-se" ->
          "the rule paired-se takes, of all points that lose at most one standard error against it"
              + " fold by fold, the one with the fewest columns.";
      case "one-se" ->
          "the rule one-se takes, on its path, the strongest penalty whose mean is at most one"
              + " standard error of the best mean worse.";
      case "sparsest-one-se" ->
          "the rule sparsest-one-se takes, of all points whose mean is at most one standard error of"
              + " the best mean worse, the one with the fewest columns.";
      default -> "the rule " + facts.rule() + " took the other.";
    };
  }

  private Optional<String> comparison() {
    List<String> told = new ArrayList<>();
    Stream.of(Member.L2, Member.L1, Member.MIX)
        .flatMap(m -> verdict.of(Member.CHOSEN, m).stream())
        .filter(c -> !c.same())
        .map(
            c ->
                "Against "
                    + c.right().words()
                    + " the chosen model "
                    + (worse(c) ? "loses " : "gains ")
                    + size(c)
                    + ": "
                    + meaning(c)
                    + ".")
        .forEach(told::add);
    verdict
        .of(Member.L2, Member.L1)
        .map(
            c ->
                "L2 or L1, each at its best: "
                    + (worse(c) ? "L1" : "L2")
                    + " is ahead by "
                    + size(c)
                    + ", "
                    + meaning(c)
                    + ".")
        .ifPresent(told::add);
    return told.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", told));
  }

  private Optional<String> shrinkage() {
    return verdict
        .of(Member.CHOSEN, Member.NONE)
        .filter(c -> !c.same())
        .map(
            c ->
                "Against no shrinkage"
                    + (c.rightAtEnd() ? " (the weakest penalty of the grid stands for it)" : "")
                    + " the chosen model "
                    + (worse(c) ? "loses " : "gains ")
                    + size(c)
                    + ": "
                    + meaning(c)
                    + "."
                    + (verdict.finding(c) == Finding.LEFT_BETTER
                        ? ""
                        : " These data do not show that shrinking pays; it may still be worth the"
                            + " columns that it leaves out."));
  }

  private boolean worse(Contrast c) {
    return verdict.largerIsBetter() == (c.difference() < 0);
  }

  /** A difference, its standard error, and its share of what the best model explains. */
  private String size(Contrast c) {
    double explained = verdict.explained();
    return Phrases.plusMinus(Math.abs(c.difference()), c.standardError())
        + (explained > 0
            ? " ("
                + Phrases.percent(Math.abs(c.difference()) / explained)
                + " of what the best explains)"
            : "");
  }

  private String meaning(Contrast c) {
    return switch (verdict.finding(c)) {
      case LEFT_BETTER, RIGHT_BETTER -> "a clear difference";
      case TOO_SMALL -> "more than chance, but too little to matter";
      case EQUAL -> "no difference that matters";
      case UNDECIDED -> "no more than chance";
    };
  }

  private String howSure() {
    return "How sure is that? The models of different folds share most of their rows, so their"
        + " differences are not independent; a difference is called clear beyond two standard errors"
        + " after Nadeau and Bengio's correction ("
        + Digits.prose(2 * Contrast.corrected(1, facts.folds()))
        + " of the standard errors given here), and only if it is at least "
        + Phrases.percent(Contrast.MATTERS)
        + " of what the best model explains.";
  }

  /** How much the choice owes to the luck of the folds. */
  private String drift(Drift drift) {
    String standing =
        Stream.of(Member.L2, Member.L1, Member.NONE)
            .filter(m -> !drift.standing(m).isEmpty())
            .map(m -> "against " + m.words() + " " + drift.standing(m))
            .collect(Collectors.joining("; "));
    return "How much of the choice is the luck of the folds? With rows dealt into folds anew, "
        + drift.inWords()
        + (standing.isEmpty() ? "." : ". The choices are, " + standing + ".");
  }

  /** So many of the columns. */
  private String share(int nonzero) {
    return (nonzero == 0 ? "none of " : nonzero == facts.columns() ? "all " : nonzero + " of ")
        + Phrases.columns(facts.columns());
  }
}
