package io.glidepath.ml;

import io.glidepath.path.Convention;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;

/**
 * Two classes: MLlib measures columns in sample standard deviations. Where the sweep takes c times
 * that, the population's, the same objective has other parameters there: lambda' alpha' = c lambda
 * alpha and lambda' (1 - alpha') = c^2 lambda (1 - alpha).
 */
final class LogisticRefits implements MllibEstimator {
  private final FittedPath swept;

  LogisticRefits(FittedPath swept) {
    this.swept = swept;
  }

  @Override
  public Class<?> type() {
    return LogisticRegression.class;
  }

  @Override
  public MllibRows.Fitted fit(MllibRows rows, Refit point) {
    double ratio = deviations(rows);
    double l1 = point.l1() * ratio;
    double strength = l1 + point.l2() * ratio * ratio;
    LogisticRegressionModel theirs =
        new LogisticRegression()
            .setFamily("binomial")
            .setFeaturesCol(MllibRows.FEATURES)
            .setLabelCol(MllibRows.LABEL)
            .setWeightCol(MllibRows.WEIGHT)
            .setElasticNetParam(strength == 0 ? 0 : l1 / strength)
            .setRegParam(strength)
            .setStandardization(swept.spec().model().standardize())
            .setFitIntercept(swept.spec().model().intercept())
            .setTol(TOLERANCE)
            .setMaxIter(MOST_ITERATIONS)
            .fit(rows.rows());
    return new MllibRows.Fitted(theirs.coefficients().toArray(), theirs.intercept());
  }

  /** The sweep's sigma_j over MLlib's. */
  private double deviations(MllibRows rows) {
    boolean same =
        swept.spec().model().convention() == Convention.MLLIB
            || !swept.spec().model().standardize();
    return same ? 1 : rows.populationOverSample();
  }
}
