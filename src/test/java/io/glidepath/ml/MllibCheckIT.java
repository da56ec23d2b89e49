package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.family.Family;
import io.glidepath.path.SurfacePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The comparison with MLlib on a surface that was solved here, by proximal gradient steps on the
 * objective as the mathematics has it, so that every mapping of parameters is held to both sides.
 */
class MllibCheckIT {
  private static final int ROWS = 90;
  private static final double[][] X = new double[ROWS][];
  private static final double[] W = new double[ROWS];
  private static final double[] O = new double[ROWS];

  static {
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < ROWS; i++) {
      double common = random.nextGaussian();
      X[i] = new double[] {5 + 3 * common, 0.5 * common + random.nextGaussian()};
      W[i] = 0.5 + random.nextInt(4);
      O[i] = 0.5 * random.nextGaussian();
    }
  }

  private static double label(Family family, int i) {
    double eta = 0.3 * (X[i][0] - 5) - X[i][1] + O[i];
    boolean binomial = family.label().equals("binomial");
    return binomial ? (eta + Math.sin(7.0 * i) > 0 ? 1 : 0) : Math.rint(Math.exp(eta / 2) + i % 2);
  }

  private static Dataset<Row> table(Family family) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create(X[i][0], X[i][1], label(family, i), W[i], O[i]));
    }
    rows.add(RowFactory.create(null, 1.0, 1.0, 0.0, 0.0)); // of no weight
    return SharedSpark.session()
        .createDataFrame(
            rows, StructType.fromDDL("x0 double, x1 double, y double, w double, o double"))
        .coalesce(1);
  }

  /** One problem: family, sigma, and whether offsets count. */
  private record Problem(Family family, double[] sigma, boolean offsets, boolean intercept) {

    double eta(int i, double[] b) {
      return b[2] + X[i][0] * b[0] + X[i][1] * b[1] + (offsets ? O[i] : 0);
    }

    double objective(double alpha, double lambda, double[] b) {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < ROWS; i++) {
        double[] value = {eta(i, b)};
        family.losses(new double[] {label(family, i)}, value, 0, 1);
        sum += W[i] * value[0];
        total += W[i];
      }
      double penalty = 0;
      for (int j = 0; j < 2; j++) {
        double gamma = sigma[j] * b[j];
        penalty += alpha * Math.abs(gamma) + (1 - alpha) / 2 * gamma * gamma;
      }
      return sum / total + lambda * penalty;
    }

    /** Coordinate by coordinate, the curvature of each bounded by its present value. */
    SurfacePoint solve(double alpha, int k, double lambda) {
      double[] b = new double[3];
      double moved = 1;
      for (int step = 0; step < 20_000 && moved > 1e-15; step++) {
        moved = 0;
        for (int j = intercept ? 2 : 1; j >= 0; j--) {
          double gradient = 0;
          double curvature = 0;
          double total = 0;
          for (int i = 0; i < ROWS; i++) {
            double x = j == 2 ? 1 : X[i][j];
            double[] h = {eta(i, b)};
            gradient += W[i] * x * (family.mean(h[0]) - label(family, i));
            family.curvatures(new double[] {label(family, i)}, h, 0, 1);
            curvature += W[i] * x * x * h[0];
            total += W[i];
          }
          double s = j == 2 ? 0 : sigma[j];
          double a = lambda * alpha * s;
          double r = lambda * (1 - alpha) * s * s;
          double c = 1.5 * curvature / total; // damped: the curvature moves
          double free = c * b[j] - gradient / total;
          double next = Math.signum(free) * Math.max(0, Math.abs(free) - a) / (c + r);
          moved = Math.max(moved, Math.abs(next - b[j]));
          b[j] = next;
        }
      }
      return HandMade.attaining(
          HandMade.point(alpha, k, lambda, b[2], b[0], b[1]), 0.5, objective(alpha, lambda, b));
    }
  }

  private static double[] sigma(boolean sample) {
    double total = Arrays.stream(W).sum();
    double squares = Arrays.stream(W).map(w -> w * w).sum();
    double[] sigma = new double[2];
    for (int j = 0; j < 2; j++) {
      double mean = 0;
      for (int i = 0; i < ROWS; i++) {
        mean += W[i] * X[i][j] / total;
      }
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += W[i] * (X[i][j] - mean) * (X[i][j] - mean);
      }
      sigma[j] = Math.sqrt(sum / (sample ? total - squares / total : total));
    }
    return sigma;
  }

  private static ElasticNetPathModel swept(Problem problem, double alpha, String convention) {
    List<SurfacePoint> points =
        List.of(problem.solve(alpha, 0, 0.1), problem.solve(alpha, 1, 0.01));
    ElasticNetPathModel model =
        HandMade.model(HandMade.result(problem.family().label(), problem.sigma(), points));
    model.set(model.labelCol(), "y");
    model.set(model.weightCol(), "w");
    model.set(model.convention(), convention);
    model.set(model.standardization(), problem.sigma()[0] != 1);
    model.set(model.fitIntercept(), problem.intercept());
    if (problem.offsets()) {
      model.set(model.offsetCol(), "o");
    }
    return model;
  }

  private static Family family(String label) {
    return Family.of(label).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "mllib, true, 0, true",
    "mllib, true, 1, false",
    "glmnet, true, 0.5, true",
    "plain, false, 0.5, true"
  })
  void logisticRegressionAgrees(
      String convention, boolean standardize, double alpha, boolean intercept) {
    double[] sigma = standardize ? sigma(convention.equals("mllib")) : new double[] {1, 1};
    Problem problem = new Problem(family("binomial"), sigma, false, intercept);
    MllibCheck check =
        MllibCheck.of(
            table(problem.family()), List.of(), swept(problem, alpha, convention).fitted(), 1);
    assertThat(check.estimator()).endsWith(".LogisticRegression");
    assertThat(check.points()).isEqualTo(1);
    assertThat(check.coefficientDifference()).isBetween(0.0, 1e-5);
    assertThat(check.objectiveDifference()).isBetween(-1e-10, 1e-9);
    assertThat(check.note()).isEmpty();
  }

  @Test
  void aDifferenceIsSeen() {
    Problem population = new Problem(family("binomial"), sigma(false), false, true);
    // what is solved is not what MLlib is told
    MllibCheck check =
        MllibCheck.of(
            table(population.family()), List.of(), swept(population, 0.5, "mllib").fitted(), 1);
    assertThat(check.coefficientDifference()).isGreaterThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "false, false, true", "true, true, false"})
  void generalizedLinearRegressionAgreesWithRidge(
      boolean standardize, boolean offsets, boolean intercept) {
    double[] sigma = standardize ? sigma(false) : new double[] {1, 1};
    Problem problem = new Problem(family("poisson"), sigma, offsets, intercept);
    MllibCheck check =
        MllibCheck.of(table(problem.family()), List.of(), swept(problem, 0, "mllib").fitted(), 5);
    assertThat(check.estimator()).endsWith(".GeneralizedLinearRegression");
    assertThat(check.points()).isEqualTo(2);
    assertThat(check.coefficientDifference()).isBetween(0.0, 1e-6);
    assertThat(check.objectiveDifference()).isBetween(-1e-10, 1e-9);
    assertThat(check.note().orElseThrow()).contains("without an L1 part", "sum w h / sum w");
  }

  @Test
  void whatMllibCannotBeGivenIsSaid() {
    Problem lasso = new Problem(family("poisson"), new double[] {1, 1}, false, true);
    MllibCheck counts =
        MllibCheck.of(table(lasso.family()), List.of(), swept(lasso, 1, "mllib").fitted(), 5);
    assertThat(counts.points()).isZero();
    assertThat(counts.coefficientDifference()).isNaN();
    assertThat(counts.facts()).containsEntry("points", 0).containsKey("note");
    Problem offset = new Problem(family("binomial"), new double[] {1, 1}, true, true);
    MllibCheck classes =
        MllibCheck.of(table(offset.family()), List.of(), swept(offset, 1, "mllib").fitted(), 5);
    assertThat(classes.points()).isZero();
    assertThat(classes.note().orElseThrow()).contains("LogisticRegression knows no offset");
  }
}
