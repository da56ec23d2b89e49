package io.glidepath.job;

import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.ml.ElasticNetPathModel;
import io.glidepath.ml.SweepResult;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The results of the sweep, to be verified and written.
 *
 * @param rows what the model was fitted on
 * @param result with the names that the design has for its user
 */
record Swept(
    FeaturePipeline features,
    Profile profile,
    Dataset<Row> rows,
    PipelineModel model,
    SweepResult result) {

  ElasticNetPathModel path() {
    return (ElasticNetPathModel) model.stages()[model.stages().length - 1];
  }
}
