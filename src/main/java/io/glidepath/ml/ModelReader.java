package io.glidepath.ml;

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
            metadata.uid(),
            result(path, settings.$(settings.family()), surface, validation, choice));
    metadata.getAndSetParams(model, scala.Option.empty());
    return model;
  }

  private SweepResult result(
      String path,
      String family,
      Surface surface,
      Optional<CrossValidation> validation,
      Optional<Choice> choice) {
    List<Row> columns = frame(path, "columns").collectAsList();
    Row facts = frame(path, "facts").head();
    return new SweepResult(
        family,
        columns.stream().map(SurfaceFrames::column).toList(),
        columns.stream().map(SurfaceFrames::summary).toList(),
        surface,
        validation,
        choice,
        SurfaceFrames.calibrations(frame(path, "scores"), surface),
        Optional.empty(),
        Optional.empty(),
        facts.getLong(0),
        facts.getDouble(1),
        facts.getLong(2),
        facts.getDouble(3),
        facts.getInt(4),
        facts.getDouble(5),
        facts.getJavaMap(6),
        facts.getJavaMap(7),
        facts.getString(8),
        facts.getList(9),
        facts.getJavaMap(10));
  }

  private Dataset<Row> frame(String path, String name) {
    return sparkSession().read().parquet(new Path(path, name).toString());
  }
}
