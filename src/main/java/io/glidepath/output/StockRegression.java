package io.glidepath.output;

import io.glidepath.family.Family;
import io.glidepath.ml.GeneralizedFamily;
import java.util.Optional;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * MLlib's own model of a family, with given coefficients and without a training summary.
 *
 * <p>What predicts the linear predictor itself is a {@code LinearRegressionModel}, two classes are
 * a {@code LogisticRegressionModel} with threshold 0.5. Neither knows an offset: with one, and for
 * every other loss, it is a {@code GeneralizedLinearRegressionModel}, whose prediction is the mean,
 * also of two classes.
 */
final class StockRegression {
  private StockRegression() {}

  static Transformer of(StockPipeline pipeline, Vector coefficients, double intercept) {
    Family family = pipeline.family();
    if (pipeline.offsetCol().isEmpty() && GeneralizedFamily.isIdentity(family)) {
      LinearRegressionModel model = linear(coefficients, intercept);
      model.setFeaturesCol(pipeline.featuresCol()).setPredictionCol(pipeline.predictionCol());
      model.set(model.labelCol(), pipeline.labelCol());
      return model;
    }
    if (pipeline.offsetCol().isEmpty() && family.twoClasses()) {
      LogisticRegressionModel model = logistic(coefficients, intercept);
      model.setFeaturesCol(pipeline.featuresCol());
      model.setPredictionCol(pipeline.predictionCol());
      model.setProbabilityCol(pipeline.probabilityCol());
      model.setRawPredictionCol(pipeline.rawPredictionCol());
      model.set(model.labelCol(), pipeline.labelCol());
      model.set(model.family(), family.label());
      return model.setThreshold(0.5);
    }
    GeneralizedLinearRegressionModel model = generalized(coefficients, intercept);
    model.setFeaturesCol(pipeline.featuresCol()).setPredictionCol(pipeline.predictionCol());
    model.set(model.labelCol(), pipeline.labelCol());
    GeneralizedFamily.set(model, family);
    pipeline.offsetCol().ifPresent(offset -> model.set(model.offsetCol(), offset));
    return model;
  }

  /** The same model with other coefficients, perhaps of another number. */
  static Transformer with(Transformer stage, Vector coefficients, double intercept) {
    if (stage instanceof LinearRegressionModel old) {
      return old.copyValues(linear(coefficients, intercept), new ParamMap());
    }
    if (stage instanceof LogisticRegressionModel old) {
      return old.copyValues(logistic(coefficients, intercept), new ParamMap());
    }
    if (stage instanceof GeneralizedLinearRegressionModel old) {
      return old.copyValues(generalized(coefficients, intercept), new ParamMap());
    }
    throw new IllegalArgumentException("no linear model: " + stage);
  }

  /** The column that is added to the linear predictor. */
  static Optional<String> offsetCol(Transformer stage) {
    return stage instanceof GeneralizedLinearRegressionModel glm && glm.isSet(glm.offsetCol())
        ? Optional.of(glm.getOffsetCol())
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if a linear model has another number of coefficients
   */
  static void requireSize(Transformer stage, int size) {
    if (((PredictionModel<?, ?>) stage).numFeatures() != size) {
      throw new IllegalArgumentException(
          "the saved model has "
              + ((PredictionModel<?, ?>) stage).numFeatures()
              + " coefficients, the run's features are "
              + size);
    }
  }

  // Scala calls these constructors private; in the class files they are public.

  private static LinearRegressionModel linear(Vector coefficients, double intercept) {
    return new LinearRegressionModel("linReg" + StockModel.SUFFIX, coefficients, intercept);
  }

  private static LogisticRegressionModel logistic(Vector coefficients, double intercept) {
    return new LogisticRegressionModel("logReg" + StockModel.SUFFIX, coefficients, intercept);
  }

  private static GeneralizedLinearRegressionModel generalized(
      Vector coefficients, double intercept) {
    return new GeneralizedLinearRegressionModel("glm" + StockModel.SUFFIX, coefficients, intercept);
  }
}
