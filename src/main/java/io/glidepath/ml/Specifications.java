package io.glidepath.ml;

import io.glidepath.design.CacheRequest;
import io.glidepath.design.RowCache;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.Resampling;
import io.glidepath.path.SweepSpec;
import io.glidepath.select.SelectSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/** What an estimator's parameters ask for, as the parts of the sweep take it. */
record Specifications(SweepParams params) {

  /**
   * @param columns of the design
   */
  CacheRequest cacheRequest(int columns) {
    int lambdas =
        params.$(params.regParam()).length > 0
            ? params.$(params.regParam()).length
            : (int) params.$(params.regParamCount());
    int points = params.$(params.elasticNetParam()).length * lambdas;
    return SweepMemory.of(columns, heldOut(), points, family())
        .beside(RowCache.valueOf(params.$(params.cache()).toUpperCase(Locale.ROOT)));
  }

  Family family() {
    return params.loss();
  }

  BlasChoice blas() {
    return BlasChoice.valueOf(params.$(params.blas()).toUpperCase(Locale.ROOT));
  }

  /** Training sets that hold rows out. */
  private int heldOut() {
    return (int) params.$(params.numFolds()) * (int) params.$(params.numRepeats());
  }

  /** How the rows are dealt into folds. */
  Repeats repeats() {
    return params.isSet(params.foldCol())
        ? Repeats.ONCE
        : Repeats.of((int) params.$(params.numFolds()), (int) params.$(params.numRepeats()));
  }

  Resampling resampling() {
    boolean given = params.isSet(params.foldCol());
    return new Resampling(
        given || (int) params.$(params.numFolds()) > 0,
        given ? 0 : (int) params.$(params.numFolds()),
        repeats(),
        Metric.of(params.$(params.metric())).orElseThrow());
  }

  ModelSpec model() {
    return new ModelSpec(
        family(),
        (boolean) params.$(params.fitIntercept()),
        (boolean) params.$(params.standardization()),
        Convention.valueOf(params.$(params.convention()).toUpperCase(Locale.ROOT)),
        (double) params.$(params.tol()),
        (double) params.$(params.foldTol()));
  }

  SweepSpec sweep() {
    OptionalDouble minRatio =
        params.isSet(params.regParamMinRatio())
            ? OptionalDouble.of((double) params.$(params.regParamMinRatio()))
            : OptionalDouble.empty();
    return new SweepSpec(
        Arrays.stream(params.$(params.elasticNetParam())).boxed().toList(),
        new RegParamSpec(
            Arrays.stream(params.$(params.regParam())).boxed().toList(),
            (int) params.$(params.regParamCount()),
            minRatio,
            params.$(params.regParamExtend()).equals("auto")));
  }

  SelectSpec selection() {
    return new SelectSpec(params.$(params.metric()), params.selectionRule());
  }
}
