package io.glidepath.ml;

import io.glidepath.design.Design;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Blas;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RunLog;
import io.glidepath.path.Sweep;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweptSurface;
import io.glidepath.path.engine.Engines;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sweeps the rows of a Dataset, from their design to the selection. {@link ElasticNetPath} is this
 * behind the parameters of {@code spark.ml}.
 */
public final class PathFit {
  private final PathSpec spec;
  private final PathColumns columns;
  private final Checkpoint checkpoint;
  private final SweepListener listener;
  private final RunLog log;

  /**
   * @param checkpoint where the fit saves its progress, for a later one
   * @param listener hears how far it is
   * @param log of what it takes
   */
  public PathFit(
      PathSpec spec,
      PathColumns columns,
      Checkpoint checkpoint,
      SweepListener listener,
      RunLog log) {
    this.spec = spec;
    this.columns = columns;
    this.checkpoint = checkpoint;
    this.listener = listener;
    this.log = log;
  }

  /**
   * Fits the surface.
   *
   * @param rows to learn from
   * @param heldOut rows with the same columns on which the selected models are scored once
   * @param terms of the design columns; an empty array stands for factors of 1, or for no bounds
   * @throws JobFailure if the data cannot be used, or the settings do not fit them
   */
  public FittedPath fit(Dataset<Row> rows, Optional<Dataset<Row>> heldOut, PenaltyTerms terms) {
    TrainingRows training = new TrainingRows(columns, spec.folds(), rows);
    Blas driverBlas = log.timed("plan", () -> Blas.of(spec.blas()));
    log.blas(driverBlas.name());
    List<Column> folds = log.timed("plan", () -> training.foldOfEachRepeat(log));
    Design design = log.timed("plan", () -> training.design(folds));
    SparkPasses passes =
        new SparkPasses(
            design,
            new JavaSparkContext(rows.sparkSession().sparkContext()),
            spec.blas(),
            spec.model().family(),
            spec.cacheRequest(design.shape()),
            log);
    Optional<HoldOutScores> unseen = heldOut.map(held -> unseen(held, design.width()));
    Sweep engine = Engines.of(spec.model(), spec.sweep(), driverBlas, checkpoint, listener);
    PenaltyTerms all = TrainingRows.terms(terms, design);
    try (SweptSurface swept = engine.run(passes, all, spec.resampling())) {
      SweepResult result =
          new ResultAssembly(spec.model().family(), spec.select(), design.columns(), log)
              .assemble(swept, passes.rows());
      return new FittedPath(columns, spec, scored(result, unseen), folds);
    }
  }

  private HoldOutScores unseen(Dataset<Row> heldOut, int width) {
    return log.timed("holdout", () -> HoldOutScores.on(heldOut, columns, spec, width, log));
  }

  private SweepResult scored(SweepResult result, Optional<HoldOutScores> unseen) {
    if (unseen.isEmpty()) {
      return result;
    }
    List<HoldOutScore> found = log.timed("holdout", () -> unseen.get().of(result));
    return result.withHoldout(found, log.effort());
  }
}
