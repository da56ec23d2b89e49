package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.ColumnUse.Origin;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the stock model of any grid point of a published run, without a refit: the run's own
 * pipeline with the coefficients that its tables hold.
 *
 * <p>The pipeline is taken from {@code stages/}, or, for a run whose chosen model uses all columns,
 * which has none, from {@code model/}. The model appears under its path at once, by a rename, where
 * the file system has one.
 */
public final class ModelExport {
  /** A saved pipeline of all columns, where no model holds them: only a source for exports. */
  public static final String STAGES = "stages";

  /** The saved pipeline with the chosen model. */
  public static final String MODEL = "model";

  private static final double SAME_ALPHA = 1e-12;

  private final SparkSession spark;
  private final PublishedRun run;
  private final RunTables tables;

  /**
   * @param run directory of a published run
   * @throws JobFailure 66 if nothing is published there
   */
  public ModelExport(SparkSession spark, String run) {
    this.spark = spark;
    this.run = PublishedRun.open(run, spark.sessionState().newHadoopConf());
    this.tables = new RunTables(this.run.directory(), hadoop());
  }

  /**
   * Writes the model of one grid point.
   *
   * @param elasticNetParam one of the run's, to 1e-12
   * @throws JobFailure 64 if the run has no such grid point or holds the target; 66 if it holds no
   *     pipeline; 73 if the target exists; 74, 77 if the file system refuses
   */
  public void write(double elasticNetParam, int gridIndex, String target) {
    NewDirectory to = NewDirectory.at(target, "--to", run, hadoop());
    PipelineModel model = model(elasticNetParam, gridIndex);
    to.write("the model", directory -> SavedPipeline.save(model, new Path(directory), hadoop()));
  }

  /** The pipeline of one grid point; errors as {@link #write}. */
  public PipelineModel model(double elasticNetParam, int gridIndex) {
    TableRow point = point(elasticNetParam, gridIndex);
    List<TableRow> features =
        tables
            .rows(TableSchemas.FEATURES, "feature", "feature_index", "column", "level", "kind")
            .stream()
            .sorted(Comparator.comparingInt(r -> r.integer("feature_index")))
            .toList();
    double[] coefficients = new double[features.size()];
    Map<String, Integer> index =
        features.stream()
            .collect(Collectors.toMap(r -> r.text("feature"), r -> r.integer("feature_index")));
    tables.forEach(
        TableSchemas.COEFFICIENTS,
        List.of("elastic_net_param", "grid_index", "feature", "coefficient"),
        Set.of(new PointKey(point.number("elastic_net_param"), gridIndex)),
        r -> coefficients[index.get(r.text("feature"))] = r.number("coefficient"));
    if (point.integer("nonzero") > 0 && Arrays.stream(coefficients).allMatch(c -> c == 0)) {
      throw new JobFailure(ExitCode.USAGE, leftOut(elasticNetParam, gridIndex));
    }
    List<Integer> widths =
        ColumnUse.widths(
            features.stream()
                .map(
                    r ->
                        new Origin(
                            r.text("feature"),
                            r.text("column"),
                            r.textOrNull("level"),
                            r.text("kind")))
                .toList());
    return StockModel.with(whole(), widths, coefficients, point.number("intercept"));
  }

  private PipelineModel whole() {
    for (String name : List.of(STAGES, MODEL)) {
      Path path = new Path(run.directory(), name);
      if (run.storage().exists(path)) {
        return PipelineModel.load(path.toString());
      }
    }
    throw new JobFailure(
        ExitCode.INPUT_MISSING,
        "The run "
            + run.directory()
            + " holds no pipeline to export from: neither model/ nor stages/ is there.");
  }

  private TableRow point(double elasticNetParam, int gridIndex) {
    List<TableRow> paths =
        tables.rows(TableSchemas.PATHS, "elastic_net_param", "grid_index", "intercept", "nonzero");
    List<TableRow> points =
        paths.stream()
            .filter(p -> Math.abs(p.number("elastic_net_param") - elasticNetParam) <= SAME_ALPHA)
            .filter(p -> p.integer("grid_index") == gridIndex)
            .toList();
    if (points.size() == 1) {
      return points.get(0);
    }
    throw new JobFailure(ExitCode.USAGE, unknown(paths, elasticNetParam, gridIndex));
  }

  private String leftOut(double elasticNetParam, int gridIndex) {
    return String.format(
        Locale.ROOT,
        "The run %s was published without the coefficients of --elastic-net-param %s --grid-index"
            + " %d: output.dense-coefficients = selected. Export a point of its table selected, or"
            + " run it again with all.",
        run.directory(),
        elasticNetParam,
        gridIndex);
  }

  private String unknown(List<TableRow> paths, double elasticNetParam, int gridIndex) {
    String alphas =
        paths.stream()
            .mapToDouble(p -> p.number("elastic_net_param"))
            .distinct()
            .sorted()
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    int last = paths.stream().mapToInt(p -> p.integer("grid_index")).max().orElse(-1);
    return String.format(
        Locale.ROOT,
        "The run %s has no grid point --elastic-net-param %s --grid-index %d. It has"
            + " elastic_net_param %s, each with grid_index 0 to %d.",
        run.directory(),
        elasticNetParam,
        gridIndex,
        alphas,
        last);
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }
}
