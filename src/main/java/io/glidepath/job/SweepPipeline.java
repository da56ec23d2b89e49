package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.features.DesignColumn;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.ml.ElasticNetPath;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.SweepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;

/** The job's MLlib pipeline: the feature stages, and last the sweep. */
final class SweepPipeline {
  private SweepPipeline() {}

  static Pipeline of(
      JobSpec job, FeaturePipeline features, Checkpoint checkpoint, SweepListener listener) {
    List<PipelineStage> stages = new ArrayList<>(features.stages());
    stages.add(sweep(job, features).withCheckpoint(checkpoint).withListener(listener));
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
  }

  private static ElasticNetPath sweep(JobSpec job, FeaturePipeline features) {
    ElasticNetPath sweep =
        new ElasticNetPath()
            .setFeaturesCols(features.featuresCols().toArray(String[]::new))
            .setLabelCol(features.labelCol())
            .setPredictionCol(features.free("prediction"))
            .setProbabilityCol(features.free("probability"))
            .setRawPredictionCol(features.free("rawPrediction"))
            .setKeyCols(features.key().toArray(String[]::new))
            .setNumFolds(job.folds().count())
            .setNumRepeats(job.folds().repeats())
            .setSeed(job.folds().seed())
            .setStratify(job.folds().stratify())
            .setElasticNetParam(doubles(job.sweep().elasticNetParam()))
            .setRegParam(doubles(job.sweep().regParam().values()))
            .setRegParamCount(Math.max(1, job.sweep().regParam().count()))
            .setRegParamExtend(job.sweep().regParam().extend() ? "auto" : "off")
            .setPenaltyFactors(
                features.design().stream().mapToDouble(DesignColumn::penaltyFactor).toArray())
            .setFamily(job.model().family().label())
            .setConvention(lower(job.model().convention()))
            .setStandardization(job.model().standardize())
            .setFitIntercept(job.model().intercept())
            .setTol(job.model().tolerance())
            .setFoldTol(job.model().foldTolerance())
            .setMetric(job.select().metric())
            .setRule(job.select().rule().label())
            .setBlas(lower(job.blas()))
            .setCache(lower(job.cache()));
    job.sweep().regParam().minRatio().ifPresent(sweep::setRegParamMinRatio);
    job.model().family().shape().ifPresent(s -> sweep.setShape(s.value()));
    features.weightCol().ifPresent(sweep::setWeightCol);
    features.offsetCol().ifPresent(sweep::setOffsetCol);
    job.folds().column().ifPresent(sweep::setFoldCol);
    return sweep;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
