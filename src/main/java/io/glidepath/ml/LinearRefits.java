package io.glidepath.ml;

import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * Squared error: MLlib divides the ridge part by the label's standard deviation. Where the sweep
 * divides by another s, the same objective has other parameters there: lambda' alpha' = lambda
 * alpha and lambda' (1 - alpha') = lambda (1 - alpha) sd / s.
 */
final class LinearRefits implements MllibEstimator {
  private final FittedPath swept;

  LinearRefits(FittedPath swept) {
    this.swept = swept;
  }

  @Override
  public Class<?> type() {
    return LinearRegression.class;
  }

  @Override
  public MllibRows.Fitted fit(MllibRows rows, Refit point) {
    double l1 = point.l1();
    double strength = l1 + point.l2() * rows.labelDeviation();
    LinearRegressionModel theirs =
        new LinearRegression()
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
}
