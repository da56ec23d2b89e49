package io.glidepath.ml;

import io.glidepath.design.HoldOut;
import io.glidepath.features.ExactName;
import io.glidepath.path.RunLog;
import io.glidepath.path.SurfacePoint;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The fitted surface: predicts at the selected grid point and shows all the others.
 *
 * <p>{@link #transform} adds {@code predictionCol}: the mean of the family at the linear predictor,
 * which includes the row's offset if there is an {@code offsetCol}. With family binomial it is the
 * class, 0 or 1, and {@code probabilityCol} and {@code rawPredictionCol} stand before it as with
 * MLlib's classifiers. All are null where a feature or the offset is null. It reads the features
 * columns that the estimator was fitted with.
 */
public final class ElasticNetPathModel extends Model<ElasticNetPathModel>
    implements SweepParams, MLWritable {
  private final String uid;
  private final SweepResult result;

  ElasticNetPathModel(String uid, SweepResult result) {
    this.uid = uid;
    this.result = result;
    setDefaults();
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Everything the sweep found out. */
  public SweepResult result() {
    return result;
  }

  /** The same, with the settings that the parameters stand for. */
  FittedPath fitted() {
    Specifications asked = new Specifications(this);
    return new FittedPath(asked.columns(), asked.spec(), result, List.of());
  }

  /**
   * The selected grid point.
   *
   * @throws IllegalStateException if nothing was selected, because there were no folds
   */
  public SurfacePoint selected() {
    return result
        .selected()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no grid point is selected, because there was no cross-validation: fit with"
                        + " numFolds of 2 or more, or with a foldCol"));
  }

  /** Coefficients of the selected grid point on the scale of the data. */
  public Vector coefficients() {
    return Vectors.dense(selected().coefficients().dense(result.columns().size()));
  }

  /** Intercept of the selected grid point. */
  public double intercept() {
    return selected().intercept();
  }

  /**
   * Every grid point with its certificate and, as sparse arrays over the design columns, its
   * coefficients.
   */
  public Dataset<Row> surface() {
    return SurfaceFrames.points(SparkSession.active(), result);
  }

  /** Held-out scores of every grid point by every metric; empty without folds. */
  public Dataset<Row> validation() {
    return SurfaceFrames.scores(SparkSession.active(), result);
  }

  /**
   * What the models of cross-validation at the selected grid point predict for the rows that they
   * have not seen: key columns, {@code fold}, {@code repeat} where rows are dealt several times,
   * {@code label} and {@code prediction}, the mean.
   *
   * @param rows that the estimator was fitted on
   * @param keyCols columns that say which row it is
   * @throws IllegalStateException if nothing was selected, or the model was read back, as the
   *     models of folds are not saved
   */
  public Dataset<Row> outOfFold(Dataset<?> rows, String... keyCols) {
    if (result.foldModels().isEmpty()) {
      throw new IllegalStateException(
          "the models of the folds are not there: they are made by fit, with folds, and not saved"
              + " with the model");
    }
    Dataset<Row> all = rows.toDF();
    Dataset<Row> training = isSet(holdoutCol()) ? HoldOut.of(all, $(holdoutCol())).training() : all;
    return OutOfFold.of(training, fitted(), List.of(keyCols), new RunLog());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SurfacePoint point = selected();
    LinearPrediction predict =
        new LinearPrediction(
            point.intercept(), point.coefficients().dense(result.columns().size()));
    Column[] features = inputColumns().stream().map(ExactName::column).toArray(Column[]::new);
    Column offset = isSet(offsetCol()) ? ExactName.column($(offsetCol())) : functions.lit(0.0);
    Column eta =
        functions
            .udf(predict, DataTypes.DoubleType)
            .apply(functions.struct(features), offset.cast(DataTypes.DoubleType));
    return new Predictions(this).added(dataset.toDF(), eta);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return Schema.withPrediction(this, schema);
  }

  @Override
  public ElasticNetPathModel copy(ParamMap extra) {
    ElasticNetPathModel copy = new ElasticNetPathModel(uid, result);
    copyValues(copy, extra);
    copy.setParent(parent());
    return copy;
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  /** Reads a saved model. */
  public static ElasticNetPathModel load(String path) {
    return read().load(path);
  }

  /** For {@code PipelineModel.load}, which finds it by name. */
  public static MLReader<ElasticNetPathModel> read() {
    return new ModelReader();
  }
}
