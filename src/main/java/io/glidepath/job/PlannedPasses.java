package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.FoldSpec;
import io.glidepath.features.Encoding;
import io.glidepath.features.MissingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which passes over the data a run will make, and what for.
 *
 * @param rows how many there are, if that is known
 * @param textLabel whether the label's values have to be looked at
 */
record PlannedPasses(JobSpec job, Plan.Columns columns, OptionalLong rows, boolean textLabel) {

  /** In the order in which they are made. */
  List<Plan.Pass> all() {
    List<Plan.Pass> passes = new ArrayList<>();
    if (textLabel || profiles()) {
      passes.add(
          once(
              "profile",
              (textLabel ? "values of the label, " : "")
                  + "levels of categories, missing values; only those columns"));
    }
    if (job.missing().numeric() == MissingSpec.Numeric.MEDIAN && columns.numbers() > 0) {
      passes.add(scans("medians", "6 to 16 scans of the columns that are filled in"));
    }
    folds(passes);
    job.path()
        .passes(columns.shape(), rows)
        .forEach((purpose, times) -> passes.add(new Plan.Pass(purpose, times, why(purpose))));
    if (job.folds().holdout().isPresent()) {
      passes.add(scans("holdout scores", "two or three scans of the rows held out of all"));
    }
    if (job.output().predictions()) {
      passes.add(once("predictions", "of every row by a model that has not seen it"));
    }
    if (job.verify().mllib() > 0) {
      passes.add(scans("verify", "MLlib's own passes for " + job.verify().mllib() + " refits"));
    }
    return passes;
  }

  private static Plan.Pass once(String purpose, String why) {
    return new Plan.Pass(purpose, 1, why);
  }

  /** Scans that run.json does not count. */
  private static Plan.Pass scans(String purpose, String why) {
    return new Plan.Pass(purpose, 0, why);
  }

  private void folds(List<Plan.Pass> passes) {
    FoldSpec folds = job.folds();
    folds.holdout().ifPresent(h -> passes.add(0, once("holdout", "rows where " + h + " is true")));
    if (folds.stratify() && folds.count() > 0) {
      passes.add(once("stratify", "rows of each class; only key, label and weight"));
    }
    folds.group().ifPresent(g -> passes.add(once("groups", "weights of the groups of " + g)));
    folds
        .time()
        .ifPresent(t -> passes.add(once("time", "some four scans of " + t + ": where to cut")));
  }

  /** In words. */
  private String why(String purpose) {
    return switch (purpose) {
      case "moments" ->
          job.model().family().quadratic()
              ? "the whole surface: all alphas, lambdas and folds"
              : "means and deviations of columns, labels checked";
      case "products" -> "of sparse columns that meet in a row";
      case "residuals" -> "absolute errors need the rows";
      case "null models" -> "what the label is without any column";
      case "rows" -> "come to the driver, which solves all models";
      case "march" -> "down the grids of all alphas in long steps";
      case "models" -> "gradients of all grid points, until they are solved";
      case "certificates" -> "losses and duality gaps of all models";
      case "fold models" -> "gradients of the models of all folds, likewise";
      case "scores" -> "of every fold's models on its own rows";
      case "unpenalised" -> "the models of the folds without a penalty, to compare with";
      case "calibration", "calibration bins" -> "of the selected points only";
      default -> throw new IllegalArgumentException("nobody says what " + purpose + " is for");
    };
  }

  /** Whether something must be known of the data before the design is. */
  private boolean profiles() {
    MissingSpec missing = job.missing();
    boolean categorical = columns.booleans() > 0 || !columns.categories().isEmpty();
    boolean numeric = columns.numbers() + columns.vectorElements() > 0;
    boolean drops =
        missing.label() == MissingSpec.Rows.DROP_ROW
            || (missing.weight() == MissingSpec.Rows.DROP_ROW && job.columns().weight().isPresent())
            || (missing.offset() == MissingSpec.Rows.DROP_ROW
                && job.columns().offset().isPresent());
    return drops
        || !columns.categories().isEmpty()
        || (numeric && missing.numeric() != MissingSpec.Numeric.ERROR)
        || (categorical && missing.categorical() != MissingSpec.Categorical.ERROR)
        || (columns.booleans() > 0 && job.encoding().levels() == Encoding.REFERENCE);
  }
}
