package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.engine.Engines;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sweep of sparse columns says what a sweep of the same columns held as dense ones says. */
class SparseSweepTest {
  private static final int ROWS = 500;
  private static final int NUMBERS = 4;
  private static final int LEVELS = 270;
  private static final int OTHERS = 30;
  private static final int COLUMNS = NUMBERS + LEVELS + OTHERS;
  private static final int[] SPARSE = IntStream.range(NUMBERS, COLUMNS).toArray();

  /** Numbers, a category of many levels, and counts; copies and a column that one fold lacks. */
  private static Rows rows(Family family) {
    Random random = new Random(8);
    double[][] x = new double[ROWS][COLUMNS];
    double[] y = new double[ROWS];
    double[] weight = new double[ROWS];
    double[] offset = new double[ROWS];
    double[] effect = random.doubles(LEVELS).map(v -> v - 0.5).toArray();
    for (int i = 0; i < ROWS; i++) {
      double eta = -0.3;
      for (int j = 0; j < NUMBERS; j++) {
        x[i][j] = random.nextGaussian() + 0.5 * j;
        eta += 0.4 * (x[i][j] - 0.5 * j);
      }
      int level = (int) (LEVELS * Math.pow(random.nextDouble(), 2));
      x[i][NUMBERS + level] = 1;
      int token = NUMBERS + LEVELS + random.nextInt(OTHERS - 2);
      x[i][token] = 1 + random.nextInt(2);
      x[i][COLUMNS - 2] = -3 * x[i][NUMBERS + LEVELS]; // a copy
      x[i][COLUMNS - 1] = i % 5 == 2 && i % 3 == 0 ? 2 : 0; // constant without fold 2
      eta += effect[level] + 0.2 * x[i][NUMBERS + LEVELS + 1];
      weight[i] = 0.5 + random.nextInt(3);
      offset[i] = 0.3 * random.nextGaussian();
      double mean = family.mean(eta + offset[i]);
      y[i] = label(family, mean, random);
    }
    return Rows.of(x, y).withWeight(weight).withOffset(offset);
  }

  private static double label(Family family, double mean, Random random) {
    if (family.quadratic()) {
      return mean + random.nextGaussian();
    }
    return family.twoClasses() ? (random.nextDouble() < mean ? 1 : 0) : Samples.count(mean, random);
  }

  private static SweptSurface swept(Rows rows, Family family, boolean intercept) {
    ModelSpec model = new ModelSpec(family, intercept, true, Convention.MLLIB, 1e-10, 1e-10);
    double[] lambdas = {0.05};
    SweepSpec sweep =
        new SweepSpec(
            List.of(0.0, 0.9),
            new RegParamSpec(
                IntStream.range(0, lambdas.length).mapToObj(k -> lambdas[k]).toList(),
                0,
                OptionalDouble.empty()));
    double[] factors = new double[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      factors[j] = j == 1 ? 0 : 1 + j % 2;
    }
    factors[COLUMNS - 2] = factors[NUMBERS + LEVELS];
    return Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
        .run(rows, PenaltyTerms.of(factors), new Resampling(true, 0, Metric.DEVIANCE));
  }

  @ParameterizedTest
  @CsvSource({"binomial,true", "poisson,false", "gaussian,true", "gaussian,false"})
  void sameAsDense(String label, boolean intercept) {
    Family family = Family.of(label).orElseThrow();
    Rows rows = rows(family);
    Rows held = rows.withSparse(SPARSE);
    try (SweptSurface dense = swept(rows, family, intercept);
        SweptSurface sparse = swept(held, family, intercept);
        SweptSurface factored = swept(held.withFactors(), family, intercept)) {
      same(sparse.fit(), dense.fit());
      same(factored.fit(), dense.fit());
    }
  }

  private static void same(SurfaceFit a, SurfaceFit b) {
    assertThat(a.summaries().stream().map(ColumnSummary::status))
        .isEqualTo(b.summaries().stream().map(ColumnSummary::status).toList())
        .contains(ColumnSummary.Status.COLLINEAR);
    close(a.correlations().r(), b.correlations().r(), 1e-10);
    for (int i = 0; i < b.surface().points().size(); i++) {
      SurfacePoint p = a.surface().points().get(i);
      SurfacePoint q = b.surface().points().get(i);
      assertThat(p.converged()).isTrue();
      assertThat(p.intercept()).isCloseTo(q.intercept(), within(1e-7));
      close(p.coefficients().dense(COLUMNS), q.coefficients().dense(COLUMNS), 1e-7);
    }
    FoldScores scores = a.scores().orElseThrow();
    FoldScores others = b.scores().orElseThrow();
    for (int alpha = 0; alpha < 2; alpha++) {
      for (int k = 0; k < 1; k++) {
        int at = k;
        int of = alpha;
        others
            .at(alpha, k)
            .forEach((metric, values) -> close(scores.at(of, at).get(metric), values, 1e-8));
      }
    }
  }

  private static void close(double[] a, double[] b, double tolerance) {
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(b[i])) {
        assertThat(a[i]).isCloseTo(b[i], within(tolerance));
      }
    }
  }
}
