package io.glidepath.job;

import io.glidepath.family.Family;
import io.glidepath.features.DesignColumn;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Unseen;
import io.glidepath.output.ColumnUse;
import io.glidepath.output.StockPipeline;
import java.util.Locale;

/** The published pipeline around the selected coefficients: made of stock stages only. */
final class ScoringPipeline {
  private static final String FEATURES = "features";
  private static final String PREDICTION = "prediction";
  private static final String PROBABILITY = "probability";
  private static final String RAW_PREDICTION = "rawPrediction";

  private ScoringPipeline() {}

  private static ColumnUse.Origin origin(DesignColumn column) {
    String kind = column.kind().name().toLowerCase(Locale.ROOT);
    return new ColumnUse.Origin(
        column.feature(), column.column(), column.level().orElse(null), kind);
  }

  static StockPipeline of(FeaturePipeline features, Unseen unseen, Family family) {
    return new StockPipeline(
        family,
        features.scoringStages(unseen),
        features.featuresCols(),
        ColumnUse.widths(features.design().stream().map(ScoringPipeline::origin).toList()),
        features.free(FEATURES),
        features.free(PREDICTION),
        features.free(PROBABILITY),
        features.free(RAW_PREDICTION),
        features.inputLabel(),
        features.offsetCol());
  }
}
