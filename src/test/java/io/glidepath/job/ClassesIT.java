package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label of two strings, from the command line to scoring. */
class ClassesIT {
  private static final String ROWS =
      "SELECT id, IF($a + $e > 1.6, 'yes', 'no') AS answer, $a AS a, $b AS b FROM range(700)";
  private static final String CLASSES =
      "model.family = binomial, columns { key = [id], label = answer, positive = yes }";

  @Test
  void aPlanNamesThePassesThatClassesTake(@TempDir Path home) {
    JobRun job = JobRun.in(home).table(ROWS).with(CLASSES).with("folds.stratify = true");
    job.end("--print-config");
    List<String> files = List.of(home.resolve("job.conf").toString());
    JobSpec spec = ConfigurationLoader.load(files, List.of());
    assertThat(String.join("\n", new Planner(SharedSpark.session(), spec).plan(false)))
        .contains("profile: values of the label", "stratify: rows of each class");
    JobSpec unsaid = ConfigurationLoader.load(files, List.of("columns.positive=null"));
    assertThatThrownBy(() -> new Planner(SharedSpark.session(), unsaid).plan(false))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("\"answer\" is a string; set columns.positive");
  }

  @Test
  void whatALabelOfStringsLacksIsSaid(@TempDir Path home) {
    JobRun job = JobRun.in(home).table(ROWS).with(CLASSES);
    job.end("--set", "columns.positive=null")
        .failed(ExitCode.CONFIGURATION, "2 values: \"no\"", "\"yes\"", "set columns.positive");
    job.end("--set", "columns.positive=yess")
        .failed(ExitCode.CONFIGURATION, "did you mean \"yes\"?");
    job.end("--set", "columns.positive=null", "--set", "model.family=poisson")
        .failed(ExitCode.CONFIGURATION, "\"answer\" is string", "model.family = binomial");
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  @Test
  void stratifiedFoldsAreOfOneSizeAndScoringNeedsNoLabel(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(ROWS)
            .with(CLASSES)
            .with("folds { count = 7, stratify = true }")
            .run();
    assertThat(run.json().at("/passes/profile").asInt()).isEqualTo(1);
    assertThat(run.json().at("/passes/stratify").asInt()).isEqualTo(1);
    Dataset<Row> folds = run.frame("folds");
    assertThat(folds.where("metric = 'deviance' AND weight <> 100").count()).isZero();
    assertThat(folds.select("fold").distinct().count()).isEqualTo(7);
    PipelineModel model = run.model();
    Dataset<Row> unlabelled =
        SharedSpark.session().read().parquet(home.resolve("t").toString()).drop("answer");
    assertThat(model.transform(unlabelled).where("prediction IS NOT NULL").count()).isEqualTo(700);
  }
}
