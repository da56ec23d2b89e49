package io.glidepath.job;

import io.glidepath.features.FeaturePipeline;
import io.glidepath.ml.ElasticNetPathModel;
import io.glidepath.output.StockPipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/** The published pipeline around the selected coefficients: made of stock stages only. */
final class ScoringPipeline {
  private static final String FEATURES = "features";
  private static final String PREDICTION = "prediction";
  private static final String PROBABILITY = "probability";
  private static final String RAW_PREDICTION = "rawPrediction";

  private ScoringPipeline() {}

  static StockPipeline of(FeaturePipeline features, PipelineModel fitted) {
    ElasticNetPathModel sweep = (ElasticNetPathModel) fitted.stages()[fitted.stages().length - 1];
    List<Transformer> stages =
        Arrays.asList(fitted.stages()).subList(0, fitted.stages().length - 1);
    String vector = features.free(FEATURES);
    return new StockPipeline(
        sweep.result().family(),
        stages,
        features.featuresCols(),
        features.design().size(),
        vector,
        features.free(PREDICTION),
        features.free(PROBABILITY),
        features.free(RAW_PREDICTION),
        features.inputLabel(),
        features.offsetCol(),
        Optional.of(features.closing(vector)));
  }
}
