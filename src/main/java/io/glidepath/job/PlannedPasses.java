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
          new Plan.Pass(
              "profile",
              (textLabel ? "values of the label, " : "")
                  + "levels of categories, missing values; only those columns"));
    }
    if (job.missing().numeric() == MissingSpec.Numeric.MEDIAN && columns.numbers() > 0) {
      passes.add(new Plan.Pass("medians", "6 to 16 scans of the columns that are filled in"));
    }
    folds(passes);
    if (job.model().family().quadratic()) {
      passes.add(new Plan.Pass("moments", "the whole surface: all alphas, lambdas and folds"));
      products(passes);
      if (job.select().metric().equals("mae")) {
        passes.add(new Plan.Pass("residuals", "absolute errors need the rows"));
      }
    } else {
      losses(passes);
    }
    if (job.folds().holdout().isPresent()) {
      passes.add(new Plan.Pass("holdout", "two or three scans of the rows held out of all"));
    }
    if (job.output().predictions()) {
      passes.add(new Plan.Pass("predictions", "of every row by a model that has not seen it"));
    }
    if (job.verify().mllib() > 0) {
      passes.add(
          new Plan.Pass("verify", "MLlib's own passes for " + job.verify().mllib() + " refits"));
    }
    return passes;
  }

  private void folds(List<Plan.Pass> passes) {
    FoldSpec folds = job.folds();
    folds
        .holdout()
        .ifPresent(h -> passes.add(0, new Plan.Pass("holdout", "rows where " + h + " is true")));
    if (folds.stratify() && folds.count() > 0) {
      passes.add(new Plan.Pass("stratify", "rows of each class; only key, label and weight"));
    }
    folds
        .group()
        .ifPresent(g -> passes.add(new Plan.Pass("groups", "weights of the groups of " + g)));
    folds
        .time()
        .ifPresent(
            t -> passes.add(new Plan.Pass("time", "some four scans of " + t + ": where to cut")));
  }

  private void products(List<Plan.Pass> passes) {
    if (columns.shape().sparse().length > 0) {
      passes.add(new Plan.Pass("products", "of sparse columns that meet in a row"));
    }
  }

  /** About how many there are depends on the data, not on the number of grid points. */
  private void losses(List<Plan.Pass> passes) {
    passes.add(new Plan.Pass("moments", "means and deviations of columns, labels checked"));
    products(passes);
    boolean atHand = rows.isPresent() && columns.shape().factored(rows.getAsLong());
    if (atHand) {
      passes.add(new Plan.Pass("rows", "come to the driver, which solves all models"));
    }
    if (!atHand) {
      passes.add(
          new Plan.Pass(
              "gradients",
              "about 15 to 50 passes for all alphas and lambdas, however many there are"));
    }
    passes.add(new Plan.Pass("certificates", "losses and duality gaps of all models"));
    if (job.folds().used()) {
      if (!atHand) {
        passes.add(
            new Plan.Pass(
                "fold gradients", "two or three passes, each for the models of all folds"));
      }
      passes.add(new Plan.Pass("scores", "of every fold's models on its own rows"));
      passes.add(new Plan.Pass("calibrations", "about six passes, for the selected points only"));
    }
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
