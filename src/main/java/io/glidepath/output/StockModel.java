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

/**
 * Makes the pipeline that scores: feature stages, a {@code VectorAssembler}, and MLlib's own linear
 * model with given coefficients (see {@link StockRegression}), so that any Spark 4 loads it with
 * {@code PipelineModel.load} and nothing else.
 *
 * <p>Names of stages are fixed, so equal models are saved alike.
 *
 * <p>A row whose features are missing where no stage fills them in fails the scoring job ({@code
 * handleInvalid = error}): neither is the row lost without a word, as with {@code skip}, nor does
 * it get NaN for a prediction, as with {@code keep}. Whoever wants one of these sets it on the
 * assembler, the last stage but one that has a {@code handleInvalid}.
 */
public final class StockModel {
  static final String SUFFIX = "_glidepath";

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
    stages.add(StockRegression.of(pipeline, Vectors.dense(coefficients).compressed(), intercept));
    pipeline.closing().ifPresent(stages::add);
    return new PipelineModel("pipeline" + SUFFIX, stages);
  }

  /**
   * The same pipeline with other coefficients.
   *
   * @throws IllegalArgumentException if it has no linear model, or one of another size
   */
  public static PipelineModel with(PipelineModel model, double[] coefficients, double intercept) {
    Vector vector = Vectors.dense(coefficients).compressed();
    List<Transformer> stages = new ArrayList<>();
    int replaced = 0;
    for (Transformer stage : model.stages()) {
      Optional<Transformer> changed = StockRegression.with(stage, vector, intercept);
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
}
