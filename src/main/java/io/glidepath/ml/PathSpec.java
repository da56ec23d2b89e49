package io.glidepath.ml;

import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowShape;
import io.glidepath.family.Gaussian;
import io.glidepath.family.Metric;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.Resampling;
import io.glidepath.path.SweepMemory;
import io.glidepath.path.SweepSize;
import io.glidepath.path.SweepSpec;
import io.glidepath.path.engine.Engines;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.SelectionRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What a sweep is asked for: the model, its grid, the folds, the selection, and how to compute. */
public record PathSpec(
    ModelSpec model,
    SweepSpec sweep,
    FoldSpec folds,
    SelectSpec select,
    BlasChoice blas,
    RowCache cache) {
  /** What everyone who says nothing gets; the configuration's defaults are the same. */
  public static final PathSpec USUAL =
      new PathSpec(
          new ModelSpec(new Gaussian(), true, true, Convention.MLLIB, 1e-7, 1e-5),
          new SweepSpec(
              IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList(),
              new RegParamSpec(List.of(), 100, OptionalDouble.empty(), true)),
          new FoldSpec(10, 1, Optional.empty(), false, 1),
          new SelectSpec(Metric.DEVIANCE.label(), SelectionRule.PAIRED_SE),
          BlasChoice.AUTO,
          RowCache.AUTO);

  /**
   * What the sweep needs in memory.
   *
   * @param shape of the design
   * @param rows if they are known
   */
  public SweepMemory memory(RowShape shape, OptionalLong rows) {
    return Engines.memory(model.family(), size(shape, rows));
  }

  /** About how many passes the sweep makes, by purpose; likewise. */
  public Map<String, Integer> passes(RowShape shape, OptionalLong rows) {
    boolean absoluteErrors = folds.used() && select.metric().equals(Metric.MAE.label());
    return Engines.passes(model.family(), size(shape, rows), absoluteErrors);
  }

  /** What is scored where there are folds. */
  public List<Metric> metrics() {
    return model.family().metrics(Metric.of(select.metric()).orElseThrow());
  }

  private SweepSize size(RowShape shape, OptionalLong rows) {
    return new SweepSize(
        shape.columns(),
        shape.products(rows),
        rows,
        rows.isPresent() && shape.factored(rows.getAsLong()),
        folds.heldOut(),
        sweep,
        Design.BUFFER_BYTES,
        SparkPasses.RECEIVED_BYTES);
  }

  CacheRequest cacheRequest(RowShape shape) {
    SweepMemory memory = memory(shape, OptionalLong.empty());
    return new CacheRequest(cache, memory.driverBytes(), memory.taskBytes());
  }

  Resampling resampling() {
    boolean named = folds.column().isPresent();
    return new Resampling(
        named || folds.count() > 0,
        named ? 0 : folds.count(),
        folds.dealing(),
        Metric.of(select.metric()).orElseThrow());
  }
}
