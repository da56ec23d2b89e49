package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.path.SurfacePoint;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Every other family: iterated least squares, which know no L1 part, and divide the loss, but not
 * the ridge part, by the mean working weight of the solution. The same model so has another
 * parameter there: lambda' = lambda / (sum w h / sum w), with h the curvature that is to be
 * expected, that of a label at its mean: mu for counts, 1 for gamma. They see columns as they are,
 * so they are given columns in units of sigma_j.
 */
final class GeneralizedRefits implements MllibEstimator {
  private static final String SCALED = "glidepath_scaled";
  private static final double STEP_TOLERANCE = 1e-12;
  private static final int MOST_STEPS = 100;
  private static final int MOST_COLUMNS = 4096;

  private final FittedPath swept;
  private final Family family;

  GeneralizedRefits(FittedPath swept, Family family) {
    this.swept = swept;
    this.family = family;
  }

  @Override
  public Class<?> type() {
    return GeneralizedLinearRegression.class;
  }

  @Override
  public boolean knowsLoss() {
    return GeneralizedFamily.isKnown(family);
  }

  @Override
  public boolean knowsOffsets() {
    return true;
  }

  @Override
  public int mostColumns() {
    return MOST_COLUMNS;
  }

  @Override
  public boolean follows(SurfacePoint point) {
    return point.alpha() * point.lambda() == 0;
  }

  @Override
  public Optional<String> note() {
    return Optional.of(
        "only grid points without an L1 part are compared: GeneralizedLinearRegression knows ridge"
            + " alone, and its regParam is reg_param / (sum w h / sum w), where h is the working weight of a row");
  }

  @Override
  public MllibRows.Fitted fit(MllibRows rows, Refit point) {
    double[] scales = Arrays.stream(rows.columns()).mapToDouble(point::scale).toArray();
    Dataset<Row> scaled =
        new ElementwiseProduct()
            .setScalingVec(Vectors.dense(Arrays.stream(scales).map(s -> 1 / s).toArray()))
            .setInputCol(MllibRows.FEATURES)
            .setOutputCol(SCALED)
            .transform(rows.rows())
            .persist(StorageLevel.MEMORY_AND_DISK()); // every step is a pass
    try {
      GeneralizedLinearRegression estimator = new GeneralizedLinearRegression();
      GeneralizedFamily.set(estimator, family);
      GeneralizedLinearRegressionModel theirs =
          estimator
              .setFeaturesCol(SCALED)
              .setLabelCol(MllibRows.LABEL)
              .setWeightCol(MllibRows.WEIGHT)
              .setOffsetCol(MllibRows.OFFSET)
              .setRegParam(point.l2() / rows.meanCurvature(family, point.ours()))
              .setFitIntercept(swept.spec().model().intercept())
              .setTol(STEP_TOLERANCE)
              .setMaxIter(MOST_STEPS)
              .fit(scaled);
      double[] coefficients = theirs.coefficients().toArray();
      Arrays.setAll(coefficients, a -> coefficients[a] / scales[a]);
      return new MllibRows.Fitted(coefficients, theirs.intercept());
    } finally {
      scaled.unpersist(false);
    }
  }
}
