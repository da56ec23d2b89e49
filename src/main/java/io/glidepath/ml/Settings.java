package io.glidepath.ml;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.matrix.Repeats;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;

/** Parameters that are right one by one and may not go with each other. */
final class Settings {
  private Settings() {}

  /**
   * @throws JobFailure CONFIGURATION naming the parameters: a metric that the family does not have;
   *     {@code stratify} without two classes, or where a column decides about folds; repeats with a
   *     column of folds or times, without folds, or too many; two columns that decide about folds,
   *     or one without folds; a shape that the family does not have
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
    requireOneDealing(params);
    requireRepeatable(params);
    if (!(boolean) params.$(params.stratify())) {
      return;
    }
    if (!family.twoClasses()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "stratify is true, and family " + family.label() + " has no classes; set it to false");
    }
    Optional<Param<String>> decides = dealing(params).stream().findFirst();
    if (decides.isPresent()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "stratify is true, and "
              + decides.get().name()
              + (decides.get().equals(params.foldCol()) ? " names" : " decides about")
              + " the folds already; set one of the two");
    }
  }

  /** The columns that decide about folds instead of the key. */
  private static List<Param<String>> dealing(SweepParams params) {
    return Stream.of(params.foldCol(), params.groupCol(), params.timeCol())
        .filter(params::isSet)
        .toList();
  }

  private static void requireOneDealing(SweepParams params) {
    List<Param<String>> set = dealing(params);
    if (set.size() > 1) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          set.get(0).name()
              + " and "
              + set.get(1).name()
              + " are both set, and each decides about the folds; clear one");
    }
    boolean none = (int) params.$(params.numFolds()) == 0 && !params.isSet(params.foldCol());
    Stream.of(params.groupCol(), params.timeCol(), params.holdoutCol())
        .filter(p -> none && params.isSet(p))
        .findFirst()
        .ifPresent(
            p -> {
              throw new JobFailure(
                  ExitCode.CONFIGURATION,
                  p.name()
                      + " is set, and numFolds = 0 makes no folds and selects no model; clear it, or"
                      + " set numFolds to 2 or more");
            });
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
    boolean forward = params.isSet(params.timeCol());
    if (params.isSet(params.foldCol()) || forward || folds == 0) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "numRepeats is "
              + repeats
              + (folds == 0
                  ? ", and numFolds = 0 deals no rows into folds; set numRepeats to 1"
                  : ", and "
                      + (forward ? "timeCol" : "foldCol")
                      + " deals the rows once; set one of the two"));
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
