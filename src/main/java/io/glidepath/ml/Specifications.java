package io.glidepath.ml;

import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowCache;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.SweepSpec;
import io.glidepath.select.SelectSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.ml.param.Param;

/** What an estimator's parameters ask for. */
record Specifications(SweepParams params) {

  PathSpec spec() {
    return new PathSpec(
        model(),
        sweep(),
        folds(),
        new SelectSpec(params.$(params.metric()), params.selectionRule()),
        BlasChoice.valueOf(upper(params.blas())),
        RowCache.valueOf(upper(params.cache())));
  }

  PathColumns columns() {
    return new PathColumns(
        params.inputColumns(),
        params.$(params.labelCol()),
        ifSet(params.weightCol()),
        ifSet(params.offsetCol()),
        new double[0],
        ifSet(params.keyCols()).map(List::of).orElse(List.of()));
  }

  private ModelSpec model() {
    return new ModelSpec(
        params.loss(),
        (boolean) params.$(params.fitIntercept()),
        (boolean) params.$(params.standardization()),
        Convention.valueOf(upper(params.convention())),
        (double) params.$(params.tol()),
        (double) params.$(params.foldTol()));
  }

  private SweepSpec sweep() {
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

  private FoldSpec folds() {
    return new FoldSpec(
        (int) params.$(params.numFolds()),
        (long) params.$(params.seed()),
        ifSet(params.foldCol()),
        ifSet(params.groupCol()),
        ifSet(params.timeCol()),
        ifSet(params.holdoutCol()),
        (boolean) params.$(params.stratify()),
        (int) params.$(params.numRepeats()));
  }

  private <T> Optional<T> ifSet(Param<T> param) {
    return params.isSet(param) ? Optional.of(params.$(param)) : Optional.empty();
  }

  private String upper(Param<String> param) {
    return params.$(param).toUpperCase(Locale.ROOT);
  }
}
