package io.glidepath.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.ml.SweepResult;
import io.glidepath.output.IoFailures;
import io.glidepath.output.ModelExport;
import io.glidepath.output.ResultTables;
import io.glidepath.output.StockModel;
import io.glidepath.output.StockPipeline;
import io.glidepath.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/** Writes what a run publishes but for run.json: tables, model, report. */
final class RunFiles {
  private final SparkSession spark;
  private final String runId;
  private final Swept swept;
  private final Supplier<JsonNode> facts;
  private Optional<String> missing = Optional.empty();

  /**
   * @param facts what run.json will say; asked for when all but the report is written
   */
  RunFiles(SparkSession spark, String runId, Swept swept, Supplier<JsonNode> facts) {
    this.spark = spark;
    this.runId = runId;
    this.swept = swept;
    this.facts = facts;
  }

  /** Writes into an empty directory; may be called again with another. */
  void write(Path directory) throws IOException {
    new ResultTables(runId, swept.result()).write(directory, hadoop());
    writeModel(directory);
    writeReport(directory);
  }

  /** What could not be made although the run is fine, in words. */
  Optional<String> missing() {
    return missing;
  }

  private void writeModel(Path directory) throws IOException {
    SweepResult result = swept.result();
    StockPipeline scoring = ScoringPipeline.of(swept.features(), swept.model());
    boolean chosen = result.choice().isPresent();
    PipelineModel model =
        chosen
            ? StockModel.of(
                scoring, swept.path().coefficients().toArray(), swept.path().intercept())
            : StockModel.of(scoring, new double[scoring.size()], 0);
    // without a choice there is no model, only the stages that export puts coefficients into
    String name = chosen ? ModelExport.MODEL : ModelExport.STAGES;
    model.write().overwrite().save(new Path(directory, name).toString());
  }

  /** A view of the tables: a fault of its own must not cost the run, and can be mended later. */
  private void writeReport(Path directory) throws IOException {
    String html;
    try {
      html = Report.html(spark, directory, facts.get());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      if (IoFailures.causeOf(e).isPresent()) {
        throw e;
      }
      missing =
          Optional.of(
              "report.html could not be made: "
                  + e
                  + ". All else is published; the command report makes it from the tables.");
      return;
    }
    Path file = new Path(directory, Report.FILE);
    try (OutputStream out = file.getFileSystem(hadoop()).create(file, true)) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
