package io.glidepath.job;

import io.glidepath.ml.SweepResult;
import io.glidepath.output.ColumnUse;
import io.glidepath.output.Content;
import io.glidepath.output.IoFailures;
import io.glidepath.output.ModelExport;
import io.glidepath.output.PublishedPoints;
import io.glidepath.output.ResultTables;
import io.glidepath.output.RunManifest;
import io.glidepath.output.StockModel;
import io.glidepath.output.StockPipeline;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.TableWriter;
import io.glidepath.output.Tables;
import io.glidepath.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes what a run publishes but for run.json: tables, model, report. */
final class RunFiles implements Content {
  private static final long PATIENCE_MINUTES = 60;

  private final Configuration hadoop;
  private final StockPipeline scoring;
  private final RunManifest manifest;
  private final Optional<Dataset<Row>> predictions;
  private final TableWriter writer;
  private final PublishedPoints published;
  private final Steps steps;
  private boolean hasReport;

  /**
   * @param scoring from a table's rows to the design
   * @param manifest what run.json will say, for the report
   * @param predictions out of fold, if they are wanted
   * @param writer of the tables, in their format
   * @param published which points' coefficients are written
   * @param steps hears when the report is begun
   */
  RunFiles(
      Configuration hadoop,
      StockPipeline scoring,
      RunManifest manifest,
      Optional<Dataset<Row>> predictions,
      TableWriter writer,
      PublishedPoints published,
      Steps steps) {
    this.hadoop = hadoop;
    this.scoring = scoring;
    this.manifest = manifest;
    this.predictions = predictions;
    this.writer = writer;
    this.published = published;
    this.steps = steps;
  }

  @Override
  public boolean elsewhere() {
    return writer.elsewhere();
  }

  /**
   * Writes into an empty directory; may be called again with another. MLlib takes a Spark job for
   * each small file of a model, so models are saved beside the tables and the report.
   */
  @Override
  public void write(Path directory) throws Exception {
    ExecutorService beside = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> saved = new ArrayList<>();
      models().forEach((name, model) -> saved.add(beside.submit(saving(model, directory, name))));
      ResultTables tables =
          new ResultTables(manifest.request().runId(), manifest.result(), published);
      predictions.ifPresent(rows -> manifest.log().passed(TableSchemas.PREDICTIONS));
      writer.write(manifest.request().runId(), tables, predictions, directory);
      writeReport(tables, directory);
      for (Future<Void> model : saved) {
        model.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    } finally {
      // to their end, whatever failed: nobody may write into a directory that is given up, and
      // tasks of an interrupted job would
      beside.shutdown();
      beside.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
  }

  /** Whether there is a report, which a run can do without. */
  boolean hasReport() {
    return hasReport;
  }

  /** What is saved, by the name of its directory. */
  private Map<String, PipelineModel> models() {
    Map<String, PipelineModel> models = new LinkedHashMap<>();
    PipelineModel whole = StockModel.whole(scoring);
    boolean wholeModel = false;
    SweepResult result = manifest.result();
    if (result.selected().isPresent()) {
      double[] coefficients = result.selectedCoefficients().orElseThrow();
      double intercept = result.selected().orElseThrow().intercept();
      models.put(
          ModelExport.MODEL, StockModel.with(whole, scoring.widths(), coefficients, intercept));
      wholeModel = ColumnUse.of(scoring.widths(), coefficients).isOfAll(scoring.widths());
    }
    if (!wholeModel) {
      // no model holds all columns: export takes them from here
      models.put(ModelExport.STAGES, whole);
    }
    return models;
  }

  private static Callable<Void> saving(PipelineModel model, Path directory, String name) {
    return () -> {
      model.write().overwrite().save(new Path(directory, name).toString());
      return null;
    };
  }

  /**
   * A view of the rows of the tables: a fault of its own must not cost the run, and can be mended
   * later.
   */
  private void writeReport(Tables tables, Path directory) throws IOException {
    steps.step("Drawing the report");
    String html;
    try {
      html = manifest.log().timed("report", () -> Report.html(tables, manifest.preview()));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      if (IoFailures.causeOf(e).isPresent()) {
        throw e;
      }
      manifest
          .log()
          .warn(
              "report.html could not be made: "
                  + e
                  + ". All else is published; the command report makes it from the tables.");
      return;
    }
    Path file = new Path(directory, Report.FILE);
    try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
    hasReport = true;
  }
}
