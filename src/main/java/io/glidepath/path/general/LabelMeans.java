package io.glidepath.path.general;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.path.NothingToExplain;
import io.glidepath.stats.Cells;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Mean labels of training sets, by a pass without a model, and labels that leave no model. */
final class LabelMeans {
  private final Evaluator evaluator;
  private final Unknowns units;

  LabelMeans(Evaluator evaluator, Unknowns units) {
    this.evaluator = evaluator;
    this.units = units;
  }

  /**
   * Of each training set.
   *
   * @throws JobFailure BAD_DATA if there is one label only
   */
  List<Double> of(List<TrainingSet> sets) {
    List<GradientSums> labels = evaluator.labels(NullModels.PURPOSE);
    Cells cells = evaluator.cells();
    List<Double> means = new ArrayList<>();
    for (TrainingSet set : sets) {
      double sum = cells.training(set.held()).mapToDouble(c -> labels.get(c).label()).sum();
      double mean = sum / cells.trainingWeight(set.held());
      if (evaluator.family().degenerate(mean)) {
        throw set.held().isNothing()
            ? oneLabel(mean)
            : oneLabelOutside(mean, set.held().position(), labels);
      }
      means.add(mean);
    }
    return means;
  }

  private JobFailure oneLabel(double label) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "columns.label: family %s, but the label is %s in every row: there is nothing to explain",
            evaluator.family().label(),
            label));
  }

  private JobFailure oneLabelOutside(double label, int fold, List<GradientSums> labels) {
    Cells cells = evaluator.cells();
    if (cells.repeats().isForward()) {
      return NothingToExplain.beforeFold(cells.fold(fold), evaluator.family().label(), label);
    }
    long positives =
        cells.training(HeldOut.NOTHING).mapToLong(c -> labels.get(c).positives()).sum();
    long others = label == 0 ? positives : units.moments().rows() - positives;
    return new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "columns.label: family %s, but the label is %s in every row outside fold %d, which holds"
                + " %s with another label (of %d rows): no model can be trained without that fold."
                + " %s",
            evaluator.family().label(),
            label,
            cells.fold(fold),
            others == 1 ? "the only row" : "all " + others + " rows",
            units.moments().rows(),
            others == 1
                ? "One such row cannot be both learned from and held out: set folds.count = 0, or"
                    + " add rows with that label"
                : "Use folds that mix the labels (folds.stratify = true), fewer folds, or"
                    + " folds.count = 0"));
  }
}
