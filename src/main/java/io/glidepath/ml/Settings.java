package io.glidepath.ml;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;

/** Parameters that are right one by one and may not go with each other. */
final class Settings {
  private Settings() {}

  /**
   * @throws JobFailure CONFIGURATION naming the parameters: a metric that the family does not have;
   *     {@code stratify} without two classes, or with a fold column
   */
  static void requireFitting(SweepParams params) {
    Family family = Family.of(params.$(params.family())).orElseThrow();
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
}
