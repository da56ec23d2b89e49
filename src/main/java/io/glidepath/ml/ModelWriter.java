package io.glidepath.ml;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Saves a model: MLlib's metadata, and beside it the surface as Parquet. */
final class ModelWriter extends MLWriter {
  static final StructType FACTS =
      StructType.fromDDL(
          "rows_used bigint, weight_used double, rows_zero_weight bigint, worst_fold_violation double,"
              + " fold_models_missed int, passes map<string, int>,"
              + " seconds map<string, double>, blas string, executor_blas array<string>,"
              + " cache map<string, string>");

  private final ElasticNetPathModel model;

  ModelWriter(ElasticNetPathModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    SweepResult result = model.result();
    new DefaultParamsWriter(model).saveImpl(path);
    save(SurfaceFrames.points(sparkSession(), result), path, "points");
    save(SurfaceFrames.allScores(sparkSession(), result), path, "scores");
    save(ColumnFrames.columns(sparkSession(), result), path, "columns");
    Row facts =
        RowFactory.create(
            result.rowsUsed(),
            result.weightUsed(),
            result.rowsZeroWeight(),
            result.worstFoldViolation(),
            result.foldModelsMissed(),
            result.passes(),
            result.seconds(),
            result.effort().blas(),
            result.effort().executorBlas(),
            result.effort().cache());
    save(sparkSession().createDataFrame(java.util.List.of(facts), FACTS), path, "facts");
  }

  private static void save(Dataset<Row> frame, String path, String name) {
    frame.coalesce(1).write().parquet(new Path(path, name).toString());
  }
}
