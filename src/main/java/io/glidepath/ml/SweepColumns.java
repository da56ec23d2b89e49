package io.glidepath.ml;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** The columns that the estimator and its model both read and write. */
public interface SweepColumns extends Params {

  /** One vector column of features; ignored when {@link #featuresCols} is set. */
  default Param<String> featuresCol() {
    return new Param<>(this, "featuresCol", "features column, a vector");
  }

  /** Several columns of features, numeric and vector ones mixed: no assembler is needed. */
  default StringArrayParam featuresCols() {
    return new StringArrayParam(this, "featuresCols", "features columns, numeric and vector mixed");
  }

  /** The column to predict. */
  default Param<String> labelCol() {
    return new Param<>(this, "labelCol", "label column");
  }

  /** Known part of the linear predictor; unset: none. */
  default Param<String> offsetCol() {
    return new Param<>(this, "offsetCol", "offset column");
  }

  /** The column that transform adds: the mean, or of two classes the more probable one. */
  default Param<String> predictionCol() {
    return new Param<>(this, "predictionCol", "prediction column");
  }

  /** With family binomial, the probabilities of 0 and 1, a vector. */
  default Param<String> probabilityCol() {
    return new Param<>(
        this, "probabilityCol", "family binomial: column of the probabilities of 0 and 1");
  }

  /** With family binomial, -eta and eta, a vector: what evaluators rank by. */
  default Param<String> rawPredictionCol() {
    return new Param<>(
        this,
        "rawPredictionCol",
        "family binomial: column of the linear predictor, as [-eta, eta]");
  }

  /** The features columns in force. */
  default List<String> inputColumns() {
    return isSet(featuresCols()) ? List.of($(featuresCols())) : List.of($(featuresCol()));
  }
}
