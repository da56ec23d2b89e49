package io.glidepath.ml;

import io.glidepath.design.HoldOut;
import io.glidepath.failure.JobFailure;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RunLog;
import io.glidepath.path.SweepListener;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Elastic-net regression at every point of a grid, cross-validated, in one pass over the data.
 *
 * <p>A {@code spark.ml} estimator that takes the place of MLlib's LinearRegression inside a
 * ParamGridBuilder and CrossValidator: {@code elasticNetParam} and {@code regParam} take all their
 * values at once, and {@code fit} returns a model that predicts at the selected grid point and
 * exposes the whole surface. Features come as one vector column ({@code featuresCol}) or as several
 * numeric and vector columns ({@code featuresCols}), which needs no assembler and is faster. Sparse
 * vectors stay sparse where that is cheaper; to know it, elements of wide ones are counted first,
 * in a pass of its own.
 *
 * <pre>{@code
 * ElasticNetPathModel model =
 *     new ElasticNetPath()
 *         .setFeaturesCols("rooms", "area", "encodedZone")
 *         .setLabelCol("price")
 *         .setElasticNetParam(0, 0.5, 1)
 *         .fit(houses);
 * }</pre>
 *
 * <p>Errors are {@link JobFailure}: data that cannot be used (null, NaN, infinite, constant label),
 * settings that do not fit them. What has not converged is said in the model, never thrown. Cost:
 * one pass of n p^2 flops; the driver needs about 8 p^2 bytes for each fold.
 */
public final class ElasticNetPath extends Estimator<ElasticNetPathModel>
    implements SweepParams, DefaultParamsWritable {
  private final String uid;

  public ElasticNetPath() {
    this(Identifiable$.MODULE$.randomUID("elasticNetPath"));
  }

  /** An estimator of a given name, as reading it back needs. */
  public ElasticNetPath(String uid) {
    this.uid = uid;
    setDefaults();
  }

  @Override
  public String uid() {
    return uid;
  }

  public ElasticNetPath setFeaturesCol(String name) {
    return with(featuresCol(), name);
  }

  public ElasticNetPath setFeaturesCols(String... names) {
    return with(featuresCols(), names);
  }

  public ElasticNetPath setLabelCol(String name) {
    return with(labelCol(), name);
  }

  public ElasticNetPath setWeightCol(String name) {
    return with(weightCol(), name);
  }

  public ElasticNetPath setOffsetCol(String name) {
    return with(offsetCol(), name);
  }

  public ElasticNetPath setFoldCol(String name) {
    return with(foldCol(), name);
  }

  public ElasticNetPath setGroupCol(String name) {
    return with(groupCol(), name);
  }

  public ElasticNetPath setTimeCol(String name) {
    return with(timeCol(), name);
  }

  public ElasticNetPath setHoldoutCol(String name) {
    return with(holdoutCol(), name);
  }

  public ElasticNetPath setKeyCols(String... names) {
    return with(keyCols(), names);
  }

  public ElasticNetPath setPredictionCol(String name) {
    return with(predictionCol(), name);
  }

  public ElasticNetPath setProbabilityCol(String name) {
    return with(probabilityCol(), name);
  }

  public ElasticNetPath setRawPredictionCol(String name) {
    return with(rawPredictionCol(), name);
  }

  public ElasticNetPath setNumFolds(int folds) {
    return with(numFolds(), folds);
  }

  public ElasticNetPath setNumRepeats(int repeats) {
    return with(numRepeats(), repeats);
  }

  public ElasticNetPath setSeed(long value) {
    return with(seed(), value);
  }

  public ElasticNetPath setStratify(boolean value) {
    return with(stratify(), value);
  }

  public ElasticNetPath setElasticNetParam(double... values) {
    return with(elasticNetParam(), values);
  }

  public ElasticNetPath setRegParam(double... values) {
    return with(regParam(), values);
  }

  public ElasticNetPath setRegParamCount(int count) {
    return with(regParamCount(), count);
  }

  public ElasticNetPath setRegParamExtend(String mode) {
    return with(regParamExtend(), mode);
  }

  public ElasticNetPath setRegParamMinRatio(double ratio) {
    return with(regParamMinRatio(), ratio);
  }

  public ElasticNetPath setPenaltyFactors(double... factors) {
    return with(penaltyFactors(), factors);
  }

  public ElasticNetPath setLowerBounds(double... bounds) {
    return with(lowerBounds(), bounds);
  }

  public ElasticNetPath setUpperBounds(double... bounds) {
    return with(upperBounds(), bounds);
  }

  public ElasticNetPath setFamily(String name) {
    return with(family(), name);
  }

  public ElasticNetPath setShape(double value) {
    return with(shape(), value);
  }

  public ElasticNetPath setConvention(String name) {
    return with(convention(), name);
  }

  public ElasticNetPath setStandardization(boolean value) {
    return with(standardization(), value);
  }

  public ElasticNetPath setFitIntercept(boolean value) {
    return with(fitIntercept(), value);
  }

  public ElasticNetPath setTol(double value) {
    return with(tol(), value);
  }

  public ElasticNetPath setFoldTol(double value) {
    return with(foldTol(), value);
  }

  public ElasticNetPath setMetric(String name) {
    return with(metric(), name);
  }

  public ElasticNetPath setRule(String name) {
    return with(rule(), name);
  }

  public ElasticNetPath setBlas(String name) {
    return with(blas(), name);
  }

  public ElasticNetPath setCache(String mode) {
    return with(cache(), mode);
  }

  private <T> ElasticNetPath with(Param<T> param, T value) {
    set(param, value);
    return this;
  }

  @Override
  public ElasticNetPathModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Specifications asked = new Specifications(this);
    Dataset<Row> rows = dataset.toDF();
    Optional<HoldOut> held = asked.spec().folds().holdout().map(column -> HoldOut.of(rows, column));
    FittedPath fitted =
        new PathFit(
                asked.spec(), asked.columns(), Checkpoint.NONE, SweepListener.NONE, new RunLog())
            .fit(
                held.map(HoldOut::training).orElse(rows),
                held.map(HoldOut::heldOut),
                new PenaltyTerms($(penaltyFactors()), $(lowerBounds()), $(upperBounds())));
    return copyValues(new ElasticNetPathModel(uid, fitted.result()), paramMap()).setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Settings.requireFitting(this);
    return Schema.withPrediction(this, schema);
  }

  @Override
  public ElasticNetPath copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved estimator. */
  public static ElasticNetPath load(String path) {
    return read().load(path);
  }

  /** For {@code Pipeline.load}, which finds it by name. */
  public static MLReader<ElasticNetPath> read() {
    return new DefaultParamsReader<>();
  }
}
