package io.glidepath.ml;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.matrix.Repeats;

/** Parameters that are right one by one and may not go with each other. */
final class Settings {
  private Settings() {}

  /**
   * @throws JobFailure CONFIGURATION naming the parameters: a metric that the family does not have;
   *     {@code stratify} without two classes, or with a fold column; repeats with a fold column,
   *     without folds, or too many; a shape that the family does not have
   */
  static void requireFitting(SweepParams params) {
    Family family = family(params);
    String metric = params.$(params.metric());
    if (family.selectable().stream().noneMatch(m -> m.label().equals(metric))) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "metric is "
              + metric
              + ", which family "
              + family.label()
              + " does not have; set one of "
              + family.selectableLabels());
    }
    requireRepeatable(params);
    if (!(boolean) params.$(params.stratify())) {
      return;
    }
    if (!family.twoClasses()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "stratify is true, and family " + family.label() + " has no classes; set it to false");
    }
    if (params.isSet(params.foldCol())) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "stratify is true, and foldCol names the folds already; set one of the two");
    }
  }

  private static Family family(SweepParams params) {
    Family usual = Family.of(params.$(params.family())).orElseThrow();
    if (!params.isSet(params.shape())) {
      return usual;
    }
    double value = (double) params.$(params.shape());
    if (usual.shape().filter(s -> s.allows(value)).isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "shape is "
              + value
              + ", and for family "
              + usual.label()
              + usual
                  .shape()
                  .map(s -> " it is " + s.name() + ", " + s.allowed())
                  .orElse(" there is none; clear it"));
    }
    return params.loss();
  }

  private static void requireRepeatable(SweepParams params) {
    int repeats = (int) params.$(params.numRepeats());
    int folds = (int) params.$(params.numFolds());
    if (repeats == 1) {
      return;
    }
    if (params.isSet(params.foldCol()) || folds == 0) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "numRepeats is "
              + repeats
              + (folds == 0
                  ? ", and numFolds = 0 deals no rows into folds; set numRepeats to 1"
                  : ", and foldCol deals the rows once; set one of the two"));
    }
    if (repeats > Repeats.most(folds)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "numRepeats is "
              + repeats
              + "; with numFolds = "
              + folds
              + " it may be at most "
              + Repeats.most(folds));
    }
  }
}
