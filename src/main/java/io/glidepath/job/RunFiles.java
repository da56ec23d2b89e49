package io.glidepath.job;

import io.glidepath.ml.SweepResult;
import io.glidepath.output.ColumnUse;
import io.glidepath.output.Content;
import io.glidepath.output.ModelExport;
import io.glidepath.output.ResultTables;
import io.glidepath.output.SavedPipeline;
import io.glidepath.output.StockModel;
import io.glidepath.output.StockPipeline;
import io.glidepath.output.TableWriter;
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
  private final SweepResult result;
  private final ResultTables tables;
  private final Optional<Dataset<Row>> predictions;
  private final TableWriter writer;
  private final Optional<String> report;

  /**
   * @param scoring from a table's rows to the design
   * @param result that the tables show
   * @param predictions out of fold, if they are wanted
   * @param writer of the tables, in their format
   * @param report the page, if it could be made
   */
  RunFiles(
      Configuration hadoop,
      StockPipeline scoring,
      SweepResult result,
      ResultTables tables,
      Optional<Dataset<Row>> predictions,
      TableWriter writer,
      Optional<String> report) {
    this.hadoop = hadoop;
    this.scoring = scoring;
    this.result = result;
    this.tables = tables;
    this.predictions = predictions;
    this.writer = writer;
    this.report = report;
  }

  @Override
  public boolean elsewhere() {
    return writer.elsewhere();
  }

  /**
   * Writes into an empty directory; may be called again with another. MLlib takes Spark jobs for
   * stages that hold data, so models are saved beside the tables.
   */
  @Override
  public void write(Path directory) throws Exception {
    ExecutorService beside = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> saved = new ArrayList<>();
      models().forEach((name, model) -> saved.add(beside.submit(saving(model, directory, name))));
      writer.write(tables, predictions, directory);
      if (report.isPresent()) {
        write(report.get(), new Path(directory, Report.FILE));
      }
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

  /** What is saved, by the name of its directory. */
  private Map<String, PipelineModel> models() {
    Map<String, PipelineModel> models = new LinkedHashMap<>();
    PipelineModel whole = StockModel.whole(scoring);
    boolean wholeModel = false;
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

  private Callable<Void> saving(PipelineModel model, Path directory, String name) {
    return () -> {
      SavedPipeline.save(model, new Path(directory, name), hadoop);
      return null;
    };
  }

  private void write(String text, Path file) throws IOException {
    try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
