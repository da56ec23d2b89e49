package io.glidepath.ml;

import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Repeats;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.GridPoint;
import io.glidepath.path.RunLog;
import io.glidepath.path.UnseenScores;
import io.glidepath.select.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores of the selected models on the rows held out of everything, by the metrics that folds are
 * scored by ({@link UnseenScores}). Cost: a scan to see that the rows can be used, and its passes.
 */
final class HoldOutScores {
  private final PathColumns columns;
  private final PathSpec spec;
  private final RunLog log;

  HoldOutScores(PathColumns columns, PathSpec spec, RunLog log) {
    this.columns = columns;
    this.spec = spec;
    this.log = log;
  }

  /** By point and metric; nothing without a choice. */
  List<HoldOutScore> of(Dataset<Row> heldOut, SweepResult result) {
    List<GridPoint> points = result.choice().map(Choice::points).orElse(List.of());
    if (points.isEmpty()) {
      return List.of();
    }
    SparkPasses passes = passes(heldOut, result.columns().size());
    passes.check();
    log.passed("holdout");
    Map<Metric, double[]> values =
        new UnseenScores(passes.asTheyAre(), spec.model(), log)
            .of(result.surface(), points, metrics(), result.summaries());
    List<HoldOutScore> scores = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (Metric metric : values.keySet()) {
        scores.add(
            new HoldOutScore(
                points.get(i).alphaIndex(),
                points.get(i).gridIndex(),
                metric.label(),
                values.get(metric)[i],
                passes.rows().used()));
      }
    }
    return scores;
  }

  private Family family() {
    return spec.model().family();
  }

  private List<Metric> metrics() {
    boolean absolute = spec.select().metric().equals(Metric.MAE.label());
    return absolute ? family().metrics(Metric.MAE) : family().metrics();
  }

  private SparkPasses passes(Dataset<Row> heldOut, int width) {
    Design design =
        Design.of(
            heldOut,
            new RowLayout(
                columns.features(),
                columns.label(),
                columns.weight(),
                columns.offset(),
                Optional.empty(),
                columns.shares(),
                Repeats.ONCE));
    if (design.width() != width) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "folds.holdout: the rows held out have %d columns of the design, and those trained on"
                  + " %d: all vectors of a column must have one size",
              design.width(),
              width));
    }
    return new SparkPasses(
        design,
        new JavaSparkContext(heldOut.sparkSession().sparkContext()),
        spec.blas(),
        family(),
        new CacheRequest(RowCache.NONE, 0, 0),
        log);
  }
}
