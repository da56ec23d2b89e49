package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.path.SurfacePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * Huber's loss against MLlib's, which knows no L1 part and estimates a scale besides: errors count
 * as far beyond epsilon of these scales, and the loss is divided by the scale.
 */
class HuberIT {
  private static final double EPSILON = 1.5;

  @Test
  void agreesWithMllibAtTheScaleThatItEstimates() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double[] x = {random.nextGaussian(), 3 * random.nextGaussian(), random.nextGaussian()};
      double outlier = i % 10 == 0 ? 30 * random.nextDouble() : 0;
      rows.add(
          RowFactory.create(
              Vectors.dense(x), 2 + x[0] - x[1] / 2 + random.nextGaussian() + outlier));
    }
    Dataset<Row> table =
        SharedSpark.session()
            .createDataFrame(
                rows,
                new StructType()
                    .add("features", SQLDataTypes.VectorType())
                    .add("label", DataTypes.DoubleType));
    double regParam = 0.1;
    LinearRegressionModel theirs =
        new LinearRegression()
            .setLoss("huber")
            .setEpsilon(EPSILON)
            .setRegParam(regParam)
            .setStandardization(false)
            .setTol(1e-12)
            .setMaxIter(1000)
            .fit(table);
    ElasticNetPathModel ours =
        new ElasticNetPath()
            .setFamily("huber")
            .setShape(EPSILON * theirs.scale())
            .setConvention("plain")
            .setStandardization(false)
            .setNumFolds(0)
            .setElasticNetParam(0)
            .setRegParam(regParam * theirs.scale())
            .setTol(1e-10)
            .fit(table);
    SurfacePoint point = ours.result().surface().point(0, 0);
    assertThat(point.intercept()).isCloseTo(theirs.intercept(), within(1e-5));
    assertThat(point.coefficients().dense(3))
        .containsExactly(theirs.coefficients().toArray(), within(1e-5));
  }
}
