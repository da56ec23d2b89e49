package io.glidepath.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * Makes the pipeline that scores: feature stages, a {@code VectorAssembler}, and MLlib's own linear
 * model with given coefficients, so that any Spark 4 loads it with {@code PipelineModel.load} and
 * nothing else.
 *
 * <p>The last is a {@code LinearRegressionModel}, or with an offset, which that one does not know,
 * a {@code GeneralizedLinearRegressionModel} of family gaussian and link identity. Neither has a
 * training summary. Names of stages are fixed, so equal models are saved alike.
 *
 * <p>A row whose features are missing where no stage fills them in fails the scoring job ({@code
 * handleInvalid = error}): neither is the row lost without a word, as with {@code skip}, nor does
 * it get NaN for a prediction, as with {@code keep}. Whoever wants one of these sets it on the
 * assembler, the last stage but one that has a {@code handleInvalid}.
 */
public final class StockModel {
  private static final String SUFFIX = "_glidepath";

  private StockModel() {}

  /**
   * The pipeline that predicts with the given coefficients.
   *
   * @param coefficients one for each design column, on the scale of the data
   * @throws IllegalArgumentException if there are more or fewer coefficients than design columns
   */
  public static PipelineModel of(StockPipeline pipeline, double[] coefficients, double intercept) {
    if (coefficients.length != pipeline.size()) {
      throw new IllegalArgumentException(
          coefficients.length + " coefficients for " + pipeline.size() + " design columns");
    }
    List<Transformer> stages = new ArrayList<>(pipeline.stages());
    stages.add(
        new VectorAssembler("vecAssembler" + SUFFIX)
            .setInputCols(pipeline.featuresCols().toArray(String[]::new))
            .setOutputCol(pipeline.featuresCol())
            .setHandleInvalid("error"));
    stages.add(regression(pipeline, Vectors.dense(coefficients).compressed(), intercept));
    pipeline.closing().ifPresent(stages::add);
    return new PipelineModel("pipeline" + SUFFIX, stages);
  }

  private static Transformer regression(
      StockPipeline pipeline, Vector coefficients, double intercept) {
    if (pipeline.offsetCol().isEmpty()) {
      LinearRegressionModel model = linear(coefficients, intercept);
      model.setFeaturesCol(pipeline.featuresCol()).setPredictionCol(pipeline.predictionCol());
      model.set(model.labelCol(), pipeline.labelCol());
      return model;
    }
    GeneralizedLinearRegressionModel model = generalized(coefficients, intercept);
    model.setFeaturesCol(pipeline.featuresCol()).setPredictionCol(pipeline.predictionCol());
    model.set(model.labelCol(), pipeline.labelCol());
    model.set(model.family(), "gaussian");
    model.set(model.link(), "identity");
    model.set(model.offsetCol(), pipeline.offsetCol().get());
    return model;
  }

  /**
   * The same pipeline with other coefficients.
   *
   * @throws IllegalArgumentException if it has no linear model, or one of another size
   */
  public static PipelineModel with(PipelineModel model, double[] coefficients, double intercept) {
    List<Transformer> stages = new ArrayList<>();
    int replaced = 0;
    for (Transformer stage : model.stages()) {
      Optional<Transformer> changed =
          replacement(stage, Vectors.dense(coefficients).compressed(), intercept);
      replaced += changed.isPresent() ? 1 : 0;
      stages.add(changed.orElse(stage));
    }
    if (replaced != 1) {
      throw new IllegalArgumentException(
          "the pipeline "
              + Arrays.toString(model.stages())
              + " has "
              + replaced
              + " linear models instead of one");
    }
    return new PipelineModel(model.uid(), stages);
  }

  private static Optional<Transformer> replacement(
      Transformer stage, Vector coefficients, double intercept) {
    if (stage instanceof LinearRegressionModel old) {
      requireSize(old.coefficients(), coefficients);
      LinearRegressionModel model = linear(coefficients, intercept);
      model.setFeaturesCol(old.getFeaturesCol()).setPredictionCol(old.getPredictionCol());
      model.set(model.labelCol(), old.getLabelCol());
      return Optional.of(model);
    }
    if (stage instanceof GeneralizedLinearRegressionModel old) {
      requireSize(old.coefficients(), coefficients);
      GeneralizedLinearRegressionModel model = generalized(coefficients, intercept);
      model.setFeaturesCol(old.getFeaturesCol()).setPredictionCol(old.getPredictionCol());
      model.set(model.labelCol(), old.getLabelCol());
      model.set(model.family(), old.getFamily());
      model.set(model.link(), old.getLink());
      if (old.hasOffsetCol()) {
        model.set(model.offsetCol(), old.getOffsetCol());
      }
      return Optional.of(model);
    }
    return Optional.empty();
  }

  private static void requireSize(Vector old, Vector coefficients) {
    if (old.size() != coefficients.size()) {
      throw new IllegalArgumentException(
          "the saved model has "
              + old.size()
              + " coefficients, the run's features are "
              + coefficients.size());
    }
  }

  // Scala calls these constructors private[ml]; in the class files they are public.

  private static LinearRegressionModel linear(Vector coefficients, double intercept) {
    return new LinearRegressionModel("linReg" + SUFFIX, coefficients, intercept);
  }

  private static GeneralizedLinearRegressionModel generalized(
      Vector coefficients, double intercept) {
    return new GeneralizedLinearRegressionModel("glm" + SUFFIX, coefficients, intercept);
  }
}
