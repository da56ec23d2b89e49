package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.path.Effort;
import io.glidepath.path.Surface;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selector;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what {@link ModelWriter} saved. */
final class ModelReader extends MLReader<ElasticNetPathModel> {

  @Override
  public ElasticNetPathModel load(String path) {
    var metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(
            path, sparkSession(), ElasticNetPathModel.class.getName());
    Surface surface = SurfaceFrames.surface(frame(path, "points"));
    Row facts = frame(path, "facts").head();
    Optional<CrossValidation> validation = SurfaceFrames.validation(frame(path, "scores"), surface);
    ElasticNetPathModel settings = new ElasticNetPathModel(metadata.uid(), null);
    metadata.getAndSetParams(settings, scala.Option.empty());
    Optional<Choice> choice =
        validation.flatMap(
            v ->
                Selector.choose(
                    surface,
                    v,
                    new SelectSpec(settings.$(settings.metric()), settings.selectionRule())));
    ElasticNetPathModel model =
        new ElasticNetPathModel(
            metadata.uid(), result(path, settings.loss(), facts, surface, validation, choice));
    metadata.getAndSetParams(model, scala.Option.empty());
    return model;
  }

  private SweepResult result(
      String path,
      Family family,
      Row facts,
      Surface surface,
      Optional<CrossValidation> validation,
      Optional<Choice> choice) {
    List<Row> columns = frame(path, "columns").collectAsList();
    return new SweepResult(
        family,
        columns.stream().map(ColumnFrames::column).toList(),
        columns.stream().map(ColumnFrames::summary).toList(),
        surface,
        validation,
        choice,
        SurfaceFrames.calibrations(frame(path, "scores"), surface),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        facts.getAs("rows_used"),
        facts.getAs("weight_used"),
        facts.getAs("rows_zero_weight"),
        facts.getAs("worst_fold_violation"),
        facts.getAs("fold_models_missed"),
        new Effort(
            facts.getJavaMap(facts.fieldIndex("passes")),
            facts.getJavaMap(facts.fieldIndex("seconds")),
            facts.getAs("blas"),
            facts.getList(facts.fieldIndex("executor_blas")),
            facts.getJavaMap(facts.fieldIndex("cache"))));
  }

  private Dataset<Row> frame(String path, String name) {
    return sparkSession().read().parquet(new Path(path, name).toString());
  }
}
