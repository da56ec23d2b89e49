package io.glidepath.output;

import io.glidepath.family.Family;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;

/**
 * What turns a table's rows into the columns of the design: the part of the scoring pipeline that
 * does not depend on the grid point.
 *
 * @param stages stock transformers, in order
 * @param family the loss
 * @param featuresCols columns they leave, scalars and vectors, that make up the design in this
 *     order; no name may hold a dot
 * @param widths number of design columns that each of these makes up
 * @param featuresCol name for the assembled vector, not the name of a column that is there
 * @param predictionCol name for the prediction, not the name of a column that is there
 * @param probabilityCol name for the probabilities of two classes, likewise
 * @param rawPredictionCol name for their linear predictors, likewise
 * @param labelCol recorded in the model; scoring does not read it
 * @param offsetCol column that is added to the linear predictor, as the stages leave it
 */
public record StockPipeline(
    Family family,
    List<Transformer> stages,
    List<String> featuresCols,
    List<Integer> widths,
    String featuresCol,
    String predictionCol,
    String probabilityCol,
    String rawPredictionCol,
    String labelCol,
    Optional<String> offsetCol) {
  public StockPipeline {
    stages = List.copyOf(stages);
    featuresCols = List.copyOf(featuresCols);
    widths = List.copyOf(widths);
  }

  /** Number of design columns. */
  int size() {
    return widths.stream().mapToInt(Integer::intValue).sum();
  }
}
