package io.glidepath.config;

import io.glidepath.design.FoldSpec;
import io.glidepath.family.Family;
import java.util.List;
import java.util.Optional;

/** Reads {@code folds}. */
final class FoldsReader {
  private static final NumberRule COUNT =
      new NumberRule(
          "0 (no cross-validation) or a whole number from 2 to 10000",
          n -> n == 0 || (n >= 2 && n <= 10_000));
  private static final NumberRule REPEATS =
      new NumberRule("a whole number from 1 to 1000", n -> n >= 1 && n <= 1000);
  private static final NumberRule SEED = new NumberRule("a whole number of 64 bits", s -> true);
  private static final String NAMED = "nothing with folds.column, which names the folds";
  private static final String GROUP = "group";
  private static final String TIME = "time";
  private static final String HOLDOUT = "holdout";

  private final Section folds;
  private final Optional<Family> family;

  /**
   * @param family empty if what is configured is none
   */
  FoldsReader(Section folds, Optional<Family> family) {
    this.folds = folds;
    this.family = family;
  }

  FoldSpec read() {
    FoldSpec spec =
        new FoldSpec(
            (int) folds.whole("count", COUNT),
            folds.whole("seed", SEED),
            folds.text("column", "the name of an integer column"),
            folds.text(GROUP, "the name of a column"),
            folds.text(TIME, "the name of a column of dates, timestamps or numbers"),
            folds.text(HOLDOUT, "the name of a boolean column"),
            folds.flag("stratify"),
            (int) folds.whole("repeats", REPEATS));
    oneDealing(spec);
    something(spec);
    repeats(spec);
    stratify(spec);
    folds.finish();
    return spec;
  }

  /** Of columns that decide about folds there can be one. */
  private void oneDealing(FoldSpec spec) {
    if (spec.column().isPresent()) {
      spec.group().ifPresent(g -> folds.problem(GROUP, NAMED));
      spec.time().ifPresent(t -> folds.problem(TIME, NAMED));
    } else if (spec.group().isPresent() && spec.time().isPresent()) {
      folds.problem(
          TIME,
          "nothing with folds.group: a group may have rows before and after a cut in time, so that"
              + " one of the two can be kept");
    }
  }

  private void something(FoldSpec spec) {
    if (spec.used()) {
      return;
    }
    String none = "nothing with folds.count = 0: there are no folds";
    spec.group().ifPresent(g -> folds.problem(GROUP, none));
    spec.time().ifPresent(t -> folds.problem(TIME, none));
    spec.holdout().ifPresent(h -> folds.problem(HOLDOUT, none + ", and no model is selected"));
  }

  private void repeats(FoldSpec spec) {
    if (spec.repeats() == 1) {
      return;
    }
    if (spec.column().isPresent()) {
      folds.problem("repeats", "1 with folds.column, which deals the rows once");
    } else if (spec.time().isPresent()) {
      folds.problem("repeats", "1 with folds.time: time has one order");
    } else if (spec.count() == 0) {
      folds.problem("repeats", "1 with folds.count = 0: there is nothing to repeat");
    } else if (spec.count() >= 2 && spec.repeats() > spec.mostRepeats()) {
      folds.problem(
          "repeats", "at most " + spec.mostRepeats() + " with folds.count = " + spec.count());
    }
  }

  private void stratify(FoldSpec spec) {
    if (!spec.stratify()) {
      return;
    }
    if (family.isPresent() && !family.get().twoClasses()) {
      folds.problem(
          "stratify",
          "false with model.family = "
              + family.get().label()
              + " (the share of ones is of model.family = binomial)");
    }
    if (spec.column().isPresent()) {
      folds.problem("stratify", "false with folds.column, which names the folds");
    }
    for (String key : List.of(GROUP, TIME)) {
      if ((key.equals(GROUP) ? spec.group() : spec.time()).isPresent()) {
        folds.problem("stratify", "false with folds." + key + ", which decides about the folds");
      }
    }
  }
}
