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
  private static final String PURPOSE = "holdout";

  private final SparkPasses passes;
  private final PathSpec spec;
  private final RunLog log;

  private HoldOutScores(SparkPasses passes, PathSpec spec, RunLog log) {
    this.passes = passes;
    this.spec = spec;
    this.log = log;
  }

  /**
   * Looks at the rows, so that what cannot be used is known before anything is computed.
   *
   * @param width of the design that is trained on
   * @throws JobFailure BAD_DATA if one of them cannot be used, or all have weight 0
   */
  static HoldOutScores on(
      Dataset<Row> heldOut, PathColumns columns, PathSpec spec, int width, RunLog log) {
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
    SparkPasses passes =
        new SparkPasses(
            design,
            new JavaSparkContext(heldOut.sparkSession().sparkContext()),
            spec.blas(),
            spec.model().family(),
            new CacheRequest(RowCache.NONE, 0, 0),
            log);
    passes.check();
    log.passed(PURPOSE);
    return new HoldOutScores(passes, spec, log);
  }

  /** By point and metric; nothing without a choice. */
  List<HoldOutScore> of(SweepResult result) {
    List<GridPoint> points = result.choice().map(Choice::points).orElse(List.of());
    if (points.isEmpty()) {
      return List.of();
    }
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

  private List<Metric> metrics() {
    Family family = spec.model().family();
    boolean absolute = spec.select().metric().equals(Metric.MAE.label());
    return absolute ? family.metrics(Metric.MAE) : family.metrics();
  }
}
