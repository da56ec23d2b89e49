package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.engine.Engines;
import io.glidepath.solve.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the surface of every loss must satisfy; the optimality conditions are the oracle. */
abstract class SweepContract {
  static final List<Double> ALPHAS = List.of(0.0, 1e-3, 0.5, 1 - 1e-3, 1.0);

  /** Many models are held against the same rows. */
  private final Map<Rows, Columns> described = new HashMap<>();

  /** The surface of some rows. */
  static SurfaceFit fit(Rows rows, ModelSpec model, SweepSpec sweep, double[] factors) {
    return fit(rows, model, sweep, PenaltyTerms.of(factors));
  }

  static SurfaceFit fit(Rows rows, ModelSpec model, SweepSpec sweep, PenaltyTerms terms) {
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, terms, resampling(rows))) {
      return swept.fit();
    }
  }

  static Resampling resampling(Rows rows) {
    return new Resampling(true, 0, rows.repeats(), Metric.DEVIANCE);
  }

  /** Labels that suit the loss. */
  abstract double[] labels(double[][] x, long seed);

  /** Mean of the label for each row, given the linear predictor. */
  abstract double mean(double eta);

  /** Minus the derivative of the loss. */
  double residual(double y, double eta) {
    return y - mean(eta);
  }

  abstract Family family();

  ModelSpec model(boolean intercept, boolean standardize, Convention convention) {
    return new ModelSpec(family(), intercept, standardize, convention, 1e-11, 1e-9);
  }

  static SweepSpec sweep(int count) {
    return new SweepSpec(ALPHAS, new RegParamSpec(List.of(), count, OptionalDouble.empty()));
  }

  static double[] ones(int p) {
    double[] ones = new double[p];
    Arrays.fill(ones, 1);
    return ones;
  }

  SurfaceFit fit(Rows rows) {
    return fit(rows, model(true, true, Convention.PLAIN), sweep(12), ones(rows.columns()));
  }

  /** A model as it is published, and where on the surface. */
  record Solved(double alpha, double lambda, double intercept, double[] beta) {
    static Solved of(SurfacePoint point, int p) {
      return new Solved(
          point.alpha(), point.lambda(), point.intercept(), point.coefficients().dense(p));
    }

    static Solved of(SurfacePoint point, FoldModel model) {
      return new Solved(point.alpha(), point.lambda(), model.intercept(), model.beta());
    }
  }

  double violation(Rows rows, SurfaceFit fit, ModelSpec model, SurfacePoint point, double gmax) {
    return violation(rows, fit, model, Solved.of(point, rows.columns()), gmax);
  }

  /**
   * Worst violation of the optimality conditions over the largest null gradient, from the rows that
   * a model was trained on and its coefficients alone.
   */
  double violation(Rows rows, SurfaceFit fit, ModelSpec model, Solved point, double gmax) {
    int p = rows.columns();
    Columns columns = described.computeIfAbsent(rows, Columns::of);
    double total = columns.weight();
    double[] beta = point.beta();
    double[] mean = columns.mean();
    double factor = deviationFactor(rows, model);
    double[] sd = Arrays.stream(columns.deviation()).map(d -> d * factor).toArray();
    double s = labelScale(rows, model);
    double[] gradient = new double[p];
    double sum = 0;
    for (int i = 0; i < rows.y().length; i++) {
      double eta = point.intercept() + rows.offset()[i];
      for (int j = 0; j < p; j++) {
        eta += rows.x()[i][j] * beta[j];
      }
      double r = rows.weight()[i] / total * residual(rows.y()[i], eta);
      sum += r;
      for (int j = 0; j < p; j++) {
        gradient[j] += r * (rows.x()[i][j] - (model.intercept() ? mean[j] : 0));
      }
    }
    double worst = model.intercept() ? Math.abs(sum) : 0;
    for (int j = 0; j < p; j++) {
      if (columns.constant()[j]) {
        assertThat(beta[j]).isZero();
        continue;
      }
      double v = fit.summaries().get(j).penaltyFactor();
      double sigma = model.standardize() ? sd[j] : 1;
      double q =
          gradient[j] - point.lambda() * (1 - point.alpha()) * v * sigma * sigma * beta[j] / s;
      double a = point.lambda() * point.alpha() * v * sigma;
      double lower = fit.summaries().get(j).lowerBound();
      double upper = fit.summaries().get(j).upperBound();
      assertThat(beta[j]).isBetween(lower, upper);
      double low = beta[j] <= lower ? Double.NEGATIVE_INFINITY : slope(a, beta[j], -1);
      double high = beta[j] >= upper ? Double.POSITIVE_INFINITY : slope(a, beta[j], 1);
      double distance = Math.max(0, Math.max(low - q, q - high));
      worst = Math.max(worst, distance / sd[j]);
    }
    return worst / gmax;
  }

  /** The derivative of a |beta| on one side. */
  private static double slope(double a, double beta, int side) {
    return a * (beta == 0 ? side : Math.signum(beta));
  }

  /** Of some rows: the weight of all, and what the columns are. */
  private record Columns(double weight, double[] mean, double[] deviation, boolean[] constant) {
    static Columns of(Rows rows) {
      double total = Arrays.stream(rows.weight()).sum();
      double[] mean = new double[rows.columns()];
      double[] deviation = new double[mean.length];
      boolean[] constant = new boolean[mean.length];
      for (int j = 0; j < mean.length; j++) {
        int column = j;
        for (int i = 0; i < rows.y().length; i++) {
          mean[j] += rows.weight()[i] / total * rows.x()[i][j];
        }
        for (int i = 0; i < rows.y().length; i++) {
          deviation[j] += rows.weight()[i] / total * Math.pow(rows.x()[i][j] - mean[j], 2);
        }
        deviation[j] = Math.sqrt(deviation[j]);
        constant[j] =
            IntStream.range(0, rows.y().length)
                    .filter(i -> rows.weight()[i] > 0)
                    .mapToDouble(i -> rows.x()[i][column])
                    .distinct()
                    .limit(2)
                    .count()
                < 2;
      }
      return new Columns(total, mean, deviation, constant);
    }
  }

  /** Whether predictions are means to be held against what was observed, tenth by tenth. */
  boolean hasCalibrationBins() {
    return true;
  }

  /** What the convention multiplies population standard deviations by. */
  double deviationFactor(Rows rows, ModelSpec model) {
    return 1;
  }

  /** s of the objective. */
  double labelScale(Rows rows, ModelSpec model) {
    return 1;
  }

  /** Every model of the surface and of the folds is optimal on the very rows it was trained on. */
  private void certified(Rows rows, ModelSpec model, double[] factors, String what) {
    certified(rows, model, sweep(8), factors, what);
  }

  private void certified(
      Rows rows, ModelSpec model, SweepSpec sweep, double[] factors, String what) {
    certified(rows, model, sweep, PenaltyTerms.of(factors), what);
  }

  /** By passes over the rows, and with the rows brought together, if the engine knows that way. */
  private void certifiedBothWays(
      Rows rows, ModelSpec model, SweepSpec sweep, PenaltyTerms terms, String what) {
    certified(rows, model, sweep, terms, what);
    if (!family().quadratic()) {
      certified(rows.withFactors(), model, sweep, terms, what + ", at hand");
    }
  }

  private void certified(
      Rows rows, ModelSpec model, SweepSpec sweep, PenaltyTerms terms, String what) {
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, terms, resampling(rows))) {
      SurfaceFit fit = swept.fit();
      assertThat(fit.passes().containsKey("rows")).isEqualTo(rows.factored());
      double gmax = fit.surface().point(sweep.elasticNetParam().indexOf(1.0), 0).lambda();
      if (!model.standardize()) {
        gmax *= 1e-2; // in other units: only the order of magnitude matters here
      }
      for (SurfacePoint point : fit.surface().points()) {
        String where = what + " alpha " + point.alpha() + " lambda " + point.lambda();
        assertThat(point.converged()).as(where).isTrue();
        assertThat(violation(rows, fit, model, point, gmax))
            .as(where)
            .isLessThan(model.standardize() ? 1e-9 : 1e-8);
        if (family().dualBound()) {
          assertThat(point.dualityGap()).as(where).isBetween(0.0, 1e-8);
        } else {
          assertThat(point.dualityGap()).as(where).isNaN();
        }
        assertThat(point.objective()).as(where).isFinite();
      }
      assertThat(fit.worstFoldViolation()).isBetween(1e-300, 1e-9);
      Map<Integer, Rows> trainedOn = new HashMap<>();
      Map<Integer, Rows> heldOut = new HashMap<>();
      for (int a = 0; a < sweep.elasticNetParam().size(); a++) {
        for (int k = 0; k < fit.surface().lambdas(a); k++) {
          SurfacePoint point = fit.surface().point(a, k);
          for (FoldModel trained : swept.foldModels(new GridPoint(a, k))) {
            Rows part = trainedOn.computeIfAbsent(trained.fold(), f -> rows.part(f, false));
            assertThat(violation(part, fit, model, Solved.of(point, trained), gmax))
                .as(what + " fold " + trained.fold() + " alpha " + point.alpha() + " " + k)
                .isLessThan(model.standardize() ? 1e-8 : 1e-6);
            Rows rest = heldOut.computeIfAbsent(trained.fold(), f -> rows.part(f, true));
            scored(rest, trained, fit, new GridPoint(a, k));
          }
        }
      }
    }
  }

  /** The held-out deviance is that of the fold's model on the rows that it has not seen. */
  private void scored(Rows heldOut, FoldModel model, SurfaceFit fit, GridPoint at) {
    FoldScores scores = fit.scores().orElseThrow();
    double expected = deviance(heldOut, predictors(heldOut, model.intercept(), model.beta()));
    double found =
        scores.values()
            .get(Metric.DEVIANCE)[at.alphaIndex()][at.gridIndex()][
            Arrays.binarySearch(scores.cells().names(), model.fold())];
    assertThat(found)
        .as(at + " " + model.fold())
        .isCloseTo(expected, within(1e-9 * (1 + expected)));
  }

  /**
   * Columns that vary in one fold only, levels of one row, and a fold of one row: what a model has
   * not seen it must not know.
   */
  @ParameterizedTest
  @CsvSource({"PLAIN,true,true", "PLAIN,false,true", "GLMNET,true,false", "MLLIB,true,true"})
  void optimalWhereColumnsAreConstantInATrainingSet(
      Convention convention, boolean standardize, boolean intercept) {
    int n = 120;
    double[][] u = Samples.correlated(n, 2, 0.2, 51);
    double[] y = labels(u, 52);
    int[] fold = IntStream.range(0, n).map(i -> i == 0 ? 4 : i % 4).toArray();
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = new double[] {u[i][0], u[i][1], 0, 0, 0, 0, 5, 0};
      x[i][2] = fold[i] == 1 && i < 12 ? 1 : 0; // varies in fold 1 only
      x[i][3] = fold[i] == 2 ? u[i][0] : 7; // constant, and not 0, outside fold 2
      x[i][4] = i == 0 ? 1 : 0; // a level of one row, alone in its fold
      x[i][5] = i == 9 ? 1 : 0;
      x[i][6] += i == 14 ? 1 : 0;
      x[i][7] = fold[i] == 3 && i < 20 ? 1e6 : 0; // without penalty
    }
    double[] w = IntStream.range(0, n).mapToDouble(i -> 1 + i % 3).toArray();
    double[] o = IntStream.range(0, n).mapToDouble(i -> 0.1 * (i % 5)).toArray();
    double[] factors = {1, 2, 1, 0.5, 1, 1, 1, 0};
    SweepSpec sweep =
        new SweepSpec(
            List.of(0.0, 0.5, 1.0), new RegParamSpec(List.of(), 6, OptionalDouble.of(1e-3)));
    ModelSpec model = model(intercept, standardize, convention);
    certified(Rows.of(x, y).withFold(fold), model, sweep, factors, "alone");
    certifiedBothWays(
        Rows.of(x, y).withFold(fold).withWeight(w).withOffset(o),
        model,
        sweep,
        PenaltyTerms.of(factors),
        "all");
  }

  /**
   * One-sided bounds, a box that does not end at 0, bounds without penalty, copies of one column
   * with bounds that are alike, mirrored, and not alike, and a column that no bound lets in.
   */
  @ParameterizedTest
  @CsvSource({"PLAIN,true,true", "GLMNET,false,true", "MLLIB,true,false"})
  void optimalWithinBounds(Convention convention, boolean standardize, boolean intercept) {
    double[][] u = Samples.correlated(150, 5, 0.3, 61);
    double[] y = labels(u, 62);
    double[][] x = new double[u.length][];
    for (int i = 0; i < x.length; i++) {
      double[] v = u[i];
      x[i] = new double[] {v[0], v[1], v[2], v[3], 3 * v[4], v[0], -v[0], v[1], -v[2], v[4]};
    }
    double[] lower = Bounds.none(10).lower();
    double[] upper = Bounds.none(10).upper();
    lower[0] = 0; // with a copy and a mirrored copy
    lower[5] = 0;
    upper[6] = 0;
    upper[1] = 0.05; // with a copy that is not limited alike
    lower[2] = -0.03;
    upper[2] = 0.04;
    upper[3] = 0; // without penalty
    lower[4] = -0.01; // without penalty
    upper[4] = 0.01;
    lower[9] = 0;
    upper[9] = 0;
    double[] factors = {1, 1, 2, 0, 0, 1, 1, 1, 1, 1};
    double[] w = IntStream.range(0, y.length).mapToDouble(i -> 1 + i % 3).toArray();
    double[] o = IntStream.range(0, y.length).mapToDouble(i -> 0.1 * (i % 5)).toArray();
    int[] fold = IntStream.range(0, y.length).map(i -> i % 4).toArray();
    PenaltyTerms terms = new PenaltyTerms(factors, new Bounds(lower, upper));
    SweepSpec sweep =
        new SweepSpec(
            List.of(0.0, 0.5, 1.0), new RegParamSpec(List.of(), 6, OptionalDouble.of(1e-3)));
    certifiedBothWays(
        Rows.of(x, y).withFold(fold).withWeight(w).withOffset(o),
        model(intercept, standardize, convention),
        sweep,
        terms,
        "bounds");
  }

  /** Three folds, dealt three times, one of them in one repeat of two rows only. */
  private Rows dealtAnew(double[][] x, double[] y) {
    Repeats repeats = Repeats.of(3, 3);
    int[] codes = new int[y.length];
    Arrays.setAll(codes, i -> i % 3 + 3 * (i < 2 ? 0 : 1 + i / 2 % 2) + 9 * (i / 5 % 3));
    return Rows.of(x, y).withFolds(codes, repeats);
  }

  @Test
  void repeatsAreOptimalOnWhatTheyTrainOn() {
    double[][] x = Samples.correlated(90, 4, 0.4, 81);
    double[] y = labels(x, 82);
    double[] w = IntStream.range(0, y.length).mapToDouble(i -> 1 + i % 2).toArray();
    certifiedBothWays(
        dealtAnew(x, y).withWeight(w),
        model(true, true, Convention.PLAIN),
        sweep(6),
        PenaltyTerms.of(ones(4)),
        "repeats");
  }

  /** Blocks of uneven size, and a column and a weight that no model may know before they vary. */
  @Test
  void foldsInTimeTrainOnWhatComesBefore() {
    double[][] x = Samples.correlated(150, 4, 0.4, 87);
    double[] y = labels(x, 88);
    int[] block = new int[y.length];
    Arrays.setAll(block, i -> i < 50 ? 3 : i < 70 ? 0 : i < 120 ? 1 : 2);
    double[] w = IntStream.range(0, y.length).mapToDouble(i -> i < 70 ? 1 + i % 2 : 2.5).toArray();
    for (int i = 0; i < 70; i++) {
      x[i][3] = 7;
    }
    Rows rows = Rows.of(x, y).withFolds(block, Repeats.forward(3)).withWeight(w);
    certifiedBothWays(
        rows, model(true, true, Convention.PLAIN), sweep(6), PenaltyTerms.of(ones(4)), "forward");
  }

  /** Each repeat is the run that its folds alone would have made. */
  @Test
  void everyRepeatIsARunOfItsOwn() {
    double[][] x = Samples.correlated(90, 4, 0.4, 83);
    Rows rows = dealtAnew(x, labels(x, 84));
    SurfaceFit together = fit(rows);
    FoldScores all = together.scores().orElseThrow();
    for (int r = 0; r < 3; r++) {
      int repeat = r;
      int[] folds =
          IntStream.of(rows.fold()).map(code -> rows.repeats().cell(code, repeat)).toArray();
      SurfaceFit alone = fit(rows.withFold(folds));
      FoldScores own = alone.scores().orElseThrow();
      int[] cells = all.cells().of(r);
      assertThat(own.cells().names())
          .isEqualTo(IntStream.of(cells).map(all.cells()::name).toArray());
      for (int a = 0; a < ALPHAS.size(); a++) {
        for (int k = 0; k < alone.surface().lambdas(a); k++) {
          same(together.surface().point(a, k), alone.surface().point(a, k));
          double[] found = all.values().get(Metric.DEVIANCE)[a][k];
          double[] expected = own.values().get(Metric.DEVIANCE)[a][k];
          for (int f = 0; f < cells.length; f++) {
            assertThat(found[cells[f]])
                .as("repeat %d alpha %d lambda %d fold %d", r, a, k, f)
                .isCloseTo(expected[f], within(1e-8 * (1 + Math.abs(expected[f]))));
          }
        }
      }
      double[] nothing = all.baselines().nothing().get(Metric.DEVIANCE);
      double[] ownNothing = own.baselines().nothing().get(Metric.DEVIANCE);
      for (int f = 0; f < cells.length; f++) {
        assertThat(nothing[cells[f]]).isCloseTo(ownNothing[f], within(1e-9));
      }
    }
  }

  private static void same(SurfacePoint one, SurfacePoint other) {
    assertThat(one.lambda()).isCloseTo(other.lambda(), within(1e-9 * other.lambda()));
    assertThat(one.coefficients().dense(4))
        .containsExactly(other.coefficients().dense(4), within(1e-6));
    assertThat(one.deviance()).isCloseTo(other.deviance(), within(1e-8 * (1 + other.deviance())));
  }

  /** What tells the label is the small difference of two columns, which only weak penalties see. */
  Rows hidden() {
    double[][] u = Samples.correlated(400, 4, 0, 71);
    double[][] x = new double[u.length][];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {u[i][0], u[i][0] + 0.01 * u[i][3], i % 7};
      u[i][3] *= 6;
    }
    return Rows.of(x, labels(u, 72));
  }

  @Test
  void aGridWithoutAGivenEndGoesOnUntilItsPathsHaveTurned() {
    Rows rows = hidden();
    ModelSpec model = model(true, true, Convention.PLAIN);
    List<Double> alphas = List.of(0.0, 0.5, 1.0);
    SweepSpec open =
        new SweepSpec(alphas, new RegParamSpec(List.of(), 9, OptionalDouble.empty(), true));
    SurfaceFit fit = fit(rows, model, open, ones(3));
    int count = fit.surface().lambdas(0);
    assertThat(count).isGreaterThan(9);
    for (int a = 0; a < alphas.size(); a++) {
      double[] lambdas =
          fit.surface().paths().get(a).stream().mapToDouble(SurfacePoint::lambda).toArray();
      for (int k = 2; k < count; k++) {
        assertThat(lambdas[k] / lambdas[k - 1]).isCloseTo(lambdas[1] / lambdas[0], within(1e-12));
      }
      double[] mean = means(fit, a);
      double[] nothing = fit.scores().orElseThrow().baselines().nothing().get(Metric.DEVIANCE);
      double none = mean(fit.scores().orElseThrow(), unpenalised(fit));
      double explained = mean(fit.scores().orElseThrow(), nothing) - none;
      boolean turned = Arrays.stream(mean).min().orElseThrow() < mean[count - 1];
      assertThat(turned || Math.abs(mean[count - 1] - none) < 1e-4 * explained).isTrue();
    }
    certifiedBothWays(rows, model, open, PenaltyTerms.of(ones(3)), "extended");
  }

  @Test
  void aGridWithAGivenEndEndsThere() {
    RegParamSpec ratio = new RegParamSpec(List.of(), 9, OptionalDouble.of(1e-2), true);
    RegParamSpec listed = new RegParamSpec(List.of(1.0, 0.1), 2, OptionalDouble.empty(), true);
    RegParamSpec off = new RegParamSpec(List.of(), 9, OptionalDouble.empty(), false);
    for (RegParamSpec given : List.of(ratio, listed, off)) {
      SurfaceFit fit =
          fit(
              hidden(),
              model(true, true, Convention.PLAIN),
              new SweepSpec(List.of(0.0, 1.0), given),
              ones(3));
      assertThat(fit.surface().lambdas(0)).isEqualTo(given.count());
    }
  }

  /** Pure L2 keeps every column and goes on. */
  @Test
  void aPathEndsBeforeItKeepsMoreColumnsThanItMay() {
    double[][] u = Samples.correlated(150, 4, 0.3, 81);
    Rows rows = Rows.of(u, labels(u, 82));
    List<Double> alphas = List.of(0.0, 0.5, 1.0);
    RegParamSpec grid = new RegParamSpec(List.of(), 12, OptionalDouble.empty(), true);
    AliveLimit limit = new AliveLimit(OptionalInt.of(2));
    ModelSpec model = model(true, true, Convention.PLAIN);
    SurfaceFit whole = fit(rows, model, new SweepSpec(alphas, grid), ones(4));
    for (Rows each : family().quadratic() ? List.of(rows) : List.of(rows, rows.withFactors())) {
      SurfaceFit ended = fit(each, model, new SweepSpec(alphas, grid, limit), ones(4));
      assertThat(ended.surface().lambdas(0)).isGreaterThanOrEqualTo(12);
      for (int a = 1; a < alphas.size(); a++) {
        List<SurfacePoint> path = whole.surface().paths().get(a);
        int there = (int) path.stream().takeWhile(p -> p.nonzero() <= 2).count();
        assertThat(ended.surface().lambdas(a)).isEqualTo(there).isLessThan(12);
        for (int k = 0; k < there; k++) {
          same(ended.surface().point(a, k), path.get(k));
          assertThat(mean(ended.scores().orElseThrow(), means(ended)[a][k]))
              .isCloseTo(mean(whole.scores().orElseThrow(), means(whole)[a][k]), within(1e-6));
        }
        assertThat(means(ended)[a]).hasNumberOfRows(there);
        assertThat(String.join("\n", ended.log().warnings()))
            .contains(alphas.get(a) + " with grid_index " + (there - 1));
      }
    }
  }

  private static double[][][] means(SurfaceFit fit) {
    return fit.scores().orElseThrow().values().get(Metric.DEVIANCE);
  }

  private static double[] means(SurfaceFit fit, int a) {
    FoldScores scores = fit.scores().orElseThrow();
    return Arrays.stream(scores.values().get(Metric.DEVIANCE)[a])
        .mapToDouble(v -> mean(scores, v))
        .toArray();
  }

  private static double mean(FoldScores scores, double[] values) {
    double sum = 0;
    for (int f = 0; f < values.length; f++) {
      sum += scores.cells().weight(f) * values[f];
    }
    return sum / Arrays.stream(scores.cells().weights()).sum();
  }

  private static double[] unpenalised(SurfaceFit fit) {
    return fit.scores().orElseThrow().baselines().unpenalised().orElseThrow().get(Metric.DEVIANCE);
  }

  /** Both models outside the grid are those of a sweep over each fold's training rows alone. */
  @Test
  void theNullModelAndTheUnpenalisedFitAreScoredOnRowsHeldOut() {
    double[][] x = Samples.correlated(150, 4, 0.3, 81);
    Rows rows = Rows.of(x, labels(x, 82));
    double[] factors = {1, 1, 0, 1};
    ModelSpec model = model(true, true, Convention.PLAIN);
    SurfaceFit fit = fit(rows, model, sweep(5), factors);
    FoldScores scores = fit.scores().orElseThrow();
    SweepSpec ends =
        new SweepSpec(List.of(1.0), new RegParamSpec(List.of(1e6, 0.0), 2, OptionalDouble.empty()));
    for (int f = 0; f < scores.cells().size(); f++) {
      Surface alone = fit(rows.part(scores.cells().name(f), false), model, ends, factors).surface();
      Rows heldOut = rows.part(scores.cells().name(f), true);
      double[] expected =
          IntStream.range(0, 2)
              .mapToObj(k -> alone.point(0, k))
              .mapToDouble(
                  p ->
                      deviance(
                          heldOut, predictors(heldOut, p.intercept(), p.coefficients().dense(4))))
              .toArray();
      assertThat(scores.baselines().nothing().get(Metric.DEVIANCE)[f])
          .isCloseTo(expected[0], within(1e-7));
      assertThat(unpenalised(fit)[f]).isCloseTo(expected[1], within(1e-7));
    }
  }

  @Test
  void thereIsNoUnpenalisedFitWhereItIsNotUnique() {
    double[][] x = Samples.correlated(60, 3, 0.3, 83);
    for (double[] row : x) {
      row[2] = row[0] - row[1];
    }
    assertThat(fit(Rows.of(x, labels(x, 84))).scores().orElseThrow().baselines().unpenalised())
        .isEmpty();
    double[][] wide = Samples.correlated(20, 30, 0.3, 85);
    assertThat(
            fit(Rows.of(wide, labels(wide, 86))).scores().orElseThrow().baselines().unpenalised())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "60,5,0",
    "200,20,0.5",
    "60,20,0.95",
    "30,60,0.3",
    "40,40,0.9",
    "12,3,0.99",
    "300,4,0.999"
  })
  void optimalEverywhere(int n, int p, double rho) {
    double[][] x = Samples.correlated(n, p, rho, 1);
    Rows rows = Rows.of(x, labels(x, 2));
    for (Convention convention : Convention.values()) {
      certified(rows, model(true, true, convention), ones(p), "n=" + n + " p=" + p);
    }
    certified(rows, model(true, false, Convention.PLAIN), ones(p), "raw n=" + n + " p=" + p);
    certified(rows, model(false, true, Convention.PLAIN), ones(p), "through 0 n=" + n + " p=" + p);
  }

  @Test
  void twoHundredColumnsOfCorrelationNinetyNinePercent() {
    double[][] x = Samples.correlated(1000, 200, 0.99, 31);
    certifiedClosely(
        Rows.of(x, labels(x, 32)),
        new SweepSpec(
            List.of(0.0, 0.5, 1.0), new RegParamSpec(List.of(), 20, OptionalDouble.of(1e-4))),
        200);
  }

  /** More columns than an engine may want to look at all the time. */
  @Test
  void fewOfManyColumns() {
    double[][] x = Samples.correlated(150, 300, 0.4, 35);
    Rows rows = Rows.of(x, labels(x, 36));
    SweepSpec sweep =
        new SweepSpec(List.of(0.5, 1.0), new RegParamSpec(List.of(), 8, OptionalDouble.of(4e-2)));
    certifiedClosely(rows, sweep, 300);
    if (!family().quadratic()) {
      certifiedClosely(rows.withFactors(), sweep, 300);
    }
  }

  /**
   * @param sweep ends with pure L1
   */
  private void certifiedClosely(Rows rows, SweepSpec sweep, int columns) {
    ModelSpec model = new ModelSpec(family(), true, true, Convention.PLAIN, 1e-9, 1e-7);
    SurfaceFit fit = fit(rows, model, sweep, ones(columns));
    double gmax = fit.surface().point(fit.surface().alphas() - 1, 0).lambda();
    for (SurfacePoint point : fit.surface().points()) {
      assertThat(violation(rows, fit, model, point, gmax)).isLessThan(2e-9);
      assertThat(point.converged()).isTrue();
    }
    assertThat(fit.foldModelsMissed()).isZero();
  }

  @Test
  void optimalWithWeightsOffsetsAndFactors() {
    double[][] x = Samples.correlated(150, 9, 0.6, 3);
    double[] w = IntStream.range(0, 150).mapToDouble(i -> i % 4).toArray();
    double[] o = IntStream.range(0, 150).mapToDouble(i -> 0.1 * (i % 5)).toArray();
    Rows rows = Rows.of(x, labels(x, 4)).withWeight(w).withOffset(o);
    double[] factors = {0, 1, 0.5, 2, 1, 0, 1, 3, 1};
    for (Convention convention : Convention.values()) {
      certified(rows, model(true, true, convention), factors, convention + "");
    }
  }

  @Test
  void thePenaltyDoesNotTouchUnpenalisedColumns() {
    double[][] x = Samples.correlated(80, 4, 0.2, 5);
    SurfaceFit fit =
        fit(
            Rows.of(x, labels(x, 6)),
            model(true, true, Convention.PLAIN),
            sweep(5),
            new double[] {0, 1, 1, 1});
    SurfacePoint strongest = fit.surface().point(ALPHAS.indexOf(1.0), 0);
    assertThat(strongest.coefficients().indices()).containsExactly(0);
  }

  @Test
  void theGridStartsWhereTheFirstColumnEnters() {
    double[][] x = Samples.correlated(80, 12, 0.4, 7);
    Rows rows = Rows.of(x, labels(x, 8));
    SurfaceFit automatic = fit(rows);
    for (double alpha : List.of(1e-3, 0.5, 1.0)) {
      SurfacePoint first = automatic.surface().point(ALPHAS.indexOf(alpha), 0);
      assertThat(first.nonzero()).isZero();
      SweepSpec below =
          new SweepSpec(
              List.of(alpha),
              new RegParamSpec(List.of(0.999 * first.lambda()), 1, OptionalDouble.empty()));
      SurfaceFit next = fit(rows, model(true, true, Convention.PLAIN), below, ones(12));
      assertThat(next.surface().point(0, 0).nonzero()).isPositive();
    }
    double gmax = automatic.surface().point(ALPHAS.indexOf(1.0), 0).lambda();
    assertThat(automatic.surface().point(0, 0).lambda())
        .isCloseTo(1000 * gmax, within(1e-9 * gmax));
    assertThat(automatic.surface().point(0, 11).lambda())
        .isCloseTo(1e-4 * gmax, within(1e-12 * gmax));
  }

  @Test
  void warmEqualsCold() {
    double[][] x = Samples.correlated(60, 15, 0.7, 9);
    Rows rows = Rows.of(x, labels(x, 10));
    ModelSpec model = model(true, true, Convention.PLAIN);
    SurfaceFit warm = fit(rows, model, sweep(10), ones(15));
    for (SurfacePoint point : warm.surface().points()) {
      SweepSpec alone =
          new SweepSpec(
              List.of(point.alpha()),
              new RegParamSpec(List.of(point.lambda()), 1, OptionalDouble.empty()));
      SurfacePoint cold = fit(rows, model, alone, ones(15)).surface().point(0, 0);
      same(cold, point, 15, 1e-7, new double[15]);
    }
  }

  @Test
  void permutingColumnsPermutesCoefficients() {
    double[][] x = Samples.correlated(70, 5, 0.5, 11);
    double[] y = labels(x, 12);
    int[] order = {3, 0, 4, 1, 2};
    SurfaceFit straight = fit(Rows.of(x, y));
    SurfaceFit permuted = fit(Rows.of(Samples.columns(x, order), y));
    for (int i = 0; i < straight.surface().points().size(); i++) {
      double[] a = straight.surface().points().get(i).coefficients().dense(5);
      double[] b = permuted.surface().points().get(i).coefficients().dense(5);
      for (int j = 0; j < 5; j++) {
        assertThat(b[j]).isCloseTo(a[order[j]], within(1e-8));
      }
    }
  }

  @Test
  void aRowTwiceEqualsWeightTwo() {
    double[][] x = Samples.correlated(40, 4, 0.3, 13);
    double[] y = labels(x, 14);
    double[] two = ones(40);
    Arrays.fill(two, 0, 10, 2);
    double[][] longer = new double[50][];
    double[] longerY = new double[50];
    int[] fold = new int[50];
    for (int i = 0; i < 50; i++) {
      longer[i] = x[i % 40];
      longerY[i] = y[i % 40];
      fold[i] = i % 40 % 5;
    }
    same(fit(Rows.of(x, y).withWeight(two)), fit(Rows.of(longer, longerY).withFold(fold)), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e200, 1e-200})
  void scalingAllWeightsChangesNothing(double scale) {
    double[][] x = Samples.correlated(40, 4, 0.3, 15);
    Rows rows = Rows.of(x, labels(x, 16));
    double[] scaled = ones(40);
    Arrays.fill(scaled, scale);
    ModelSpec model = model(true, true, Convention.MLLIB);
    same(
        fit(rows, model, sweep(12), ones(4)),
        fit(rows.withWeight(scaled), model, sweep(12), ones(4)),
        1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e307, 1e252, 5e-324, 1e-260})
  void weightsThatCannotBeAddedUpAreRefused(double weight) {
    double[][] x = Samples.correlated(40, 4, 0.3, 15);
    double[] w = ones(40);
    Arrays.fill(w, weight);
    assertThatThrownBy(() -> fit(Rows.of(x, labels(x, 16)).withWeight(w)))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("columns.weight")
        .hasMessageContaining("1e-250 to 1e+250");
  }

  /** A row of next to no weight is next to no row. */
  @Test
  void aVanishingWeightAmongOthersChangesNothing() {
    double[][] x = Samples.correlated(40, 4, 0.3, 15);
    Rows rows = Rows.of(x, labels(x, 16));
    double[] none = ones(40);
    double[] little = ones(40);
    none[7] = 0;
    little[7] = 5e-324;
    same(fit(rows.withWeight(none)), fit(rows.withWeight(little)), 1e-9);
  }

  @Test
  void aConstantColumnChangesNothing() {
    double[][] x = Samples.correlated(40, 3, 0.3, 17);
    double[] y = labels(x, 18);
    double[][] wider = new double[40][];
    Arrays.setAll(wider, i -> new double[] {x[i][0], x[i][1], x[i][2], 1e9 / 3});
    SurfaceFit with = fit(Rows.of(wider, y));
    assertThat(with.summaries().get(3).status()).isEqualTo(ColumnSummary.Status.CONSTANT);
    same(fit(Rows.of(x, y)), with, 1e-9);
  }

  @Test
  void copiesShareTheirCoefficient() {
    double[][] x = Samples.correlated(50, 3, 0.2, 19);
    double[] y = labels(x, 20);
    double[][] wider = new double[50][];
    Arrays.setAll(wider, i -> new double[] {x[i][0], x[i][1], x[i][2], -2 * x[i][0], 4 * x[i][0]});
    SurfaceFit fit = fit(Rows.of(wider, y));
    assertThat(fit.summaries().get(0).status()).isEqualTo(ColumnSummary.Status.COLLINEAR);
    assertThat(fit.summaries().get(1).status()).isEqualTo(ColumnSummary.Status.USED);
    for (SurfacePoint point : fit.surface().points()) {
      double[] beta = point.coefficients().dense(5);
      assertThat(beta[3] * -2).isCloseTo(beta[0], within(1e-9));
      assertThat(beta[4] * 4).isCloseTo(beta[0], within(1e-9));
      assertThat(point.converged()).isTrue();
    }
  }

  @Test
  void dependentColumnsAreSolved() {
    double[][] x = Samples.correlated(60, 3, 0.2, 21);
    double[][] wider = new double[60][];
    Arrays.setAll(
        wider, i -> new double[] {x[i][0], x[i][1], x[i][2], x[i][0] + x[i][1] - x[i][2]});
    certified(
        Rows.of(wider, labels(x, 22)), model(true, true, Convention.PLAIN), ones(4), "dependent");
  }

  @ParameterizedTest
  @EnumSource(Convention.class)
  void extremeScalesAreDefined(Convention convention) {
    double[][] x = Samples.correlated(60, 4, 0.2, 23);
    double[] y = labels(x, 24);
    double[] scale = {1e-300, 1, 1e300, 1e-150};
    double[][] scaled = new double[60][4];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 4; j++) {
        scaled[i][j] = x[i][j] * scale[j];
      }
    }
    ModelSpec model = model(true, true, convention);
    SurfaceFit plain = fit(Rows.of(x, y), model, sweep(6), ones(4));
    SurfaceFit extreme = fit(Rows.of(scaled, y), model, sweep(6), ones(4));
    for (int i = 0; i < plain.surface().points().size(); i++) {
      double[] a = plain.surface().points().get(i).coefficients().dense(4);
      double[] b = extreme.surface().points().get(i).coefficients().dense(4);
      for (int j = 0; j < 4; j++) {
        assertThat(b[j] * scale[j]).isCloseTo(a[j], within(1e-8));
      }
    }
  }

  @Test
  void aLargeMeanLosesNothing() {
    double[][] x = Samples.correlated(500, 3, 0.2, 25);
    double[] y = labels(x, 26);
    double[][] shifted = new double[500][];
    Arrays.setAll(shifted, i -> new double[] {Math.rint(x[i][0] * 64) / 64, x[i][1], x[i][2]});
    SurfaceFit near = fit(Rows.of(shifted, y));
    double[][] far = new double[500][];
    Arrays.setAll(far, i -> new double[] {shifted[i][0] + 1e9, x[i][1], x[i][2]});
    same(near, fit(Rows.of(far, y)), 1e-10, new double[] {1e9, 0, 0});
  }

  @Test
  void oneRowAFold() {
    double[][] x = Samples.correlated(12, 3, 0.2, 27);
    Rows rows = Rows.of(x, labels(x, 28)).withFold(IntStream.range(0, 12).toArray());
    certified(rows, model(true, true, Convention.PLAIN), ones(3), "one row a fold");
  }

  @Test
  void heldOutScoresAndCalibrationAreThoseOfModelsFittedWithoutTheFold() {
    double[][] x = Samples.correlated(120, 4, 0.3, 33);
    double[] o = IntStream.range(0, 120).mapToDouble(i -> 0.1 * (i % 5)).toArray();
    int[] folds = IntStream.range(0, 120).map(i -> i % 3).toArray();
    Rows rows = Rows.of(x, labels(x, 34)).withOffset(o).withFold(folds);
    ModelSpec model = new ModelSpec(family(), true, true, Convention.PLAIN, 1e-12, 1e-12);
    SweepSpec sweep =
        new SweepSpec(List.of(0.5), new RegParamSpec(List.of(0.05), 1, OptionalDouble.empty()));
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(4)), new Resampling(true, 0, Metric.DEVIANCE))) {
      SurfaceFit fit = swept.fit();
      Calibrations found = swept.calibrate(List.of(new GridPoint(0, 0)));
      for (int f = 0; f < 3; f++) {
        SurfacePoint alone = fit(rows.part(f, false), model, sweep, ones(4)).surface().point(0, 0);
        Rows heldOut = rows.part(f, true);
        double[] lp = predictors(heldOut, alone);
        double[] line = calibrated(heldOut, lp);
        assertThat(found.intercept()[0][f]).isCloseTo(line[0], within(1e-6));
        assertThat(found.slope()[0][f]).isCloseTo(line[1], within(1e-6));
        double[][][] deviance = fit.scores().orElseThrow().values().get(Metric.DEVIANCE);
        assertThat(deviance[0][0][f]).isCloseTo(deviance(heldOut, lp), within(1e-9));
      }
    }
  }

  private static double[] predictors(Rows rows, SurfacePoint model) {
    return predictors(rows, model.intercept(), model.coefficients().dense(rows.columns()));
  }

  static double[] predictors(Rows rows, double intercept, double[] beta) {
    return Arrays.stream(rows.x())
        .mapToDouble(
            row ->
                intercept
                    + IntStream.range(0, beta.length).mapToDouble(j -> row[j] * beta[j]).sum())
        .toArray();
  }

  private double deviance(Rows rows, double[] lp) {
    double[] eta = lp.clone();
    Arrays.setAll(eta, i -> eta[i] + rows.offset()[i]);
    family().losses(rows.y(), eta, 0, eta.length);
    double sum = IntStream.range(0, eta.length).mapToDouble(i -> rows.weight()[i] * eta[i]).sum();
    return 2 * sum / Arrays.stream(rows.weight()).sum();
  }

  /** Intercept and slope of the label on linear predictors, by Newton steps. */
  private double[] calibrated(Rows rows, double[] lp) {
    double[] line = {0, 1};
    for (int step = 0; step < 50; step++) {
      double[] sums = new double[5];
      for (int i = 0; i < lp.length; i++) {
        double eta = rows.offset()[i] + line[0] + line[1] * lp[i];
        double r = residual(rows.y()[i], eta);
        double y = rows.y()[i];
        double h = (residual(y, eta - 1e-4) - residual(y, eta + 1e-4)) / 2e-4;
        double[] terms = {r, r * lp[i], h, h * lp[i], h * lp[i] * lp[i]};
        Arrays.setAll(sums, t -> sums[t] + terms[t]);
      }
      double determinant = sums[2] * sums[4] - sums[3] * sums[3];
      line[0] += (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
      line[1] += (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
    }
    return line;
  }

  /** Three folds, uneven weights, offsets, a constant and an unpenalised column. */
  private Rows threeFolds(long seed) {
    double[][] x = Samples.correlated(120, 5, 0.3, seed);
    double[] y = labels(x, seed + 1);
    for (double[] row : x) {
      row[3] = 7;
    }
    return Rows.of(x, y)
        .withWeight(
            IntStream.range(0, 120).mapToDouble(i -> i % 4 * (1 + Math.sin(i) / 3)).toArray())
        .withOffset(IntStream.range(0, 120).mapToDouble(i -> 0.1 * (i % 5)).toArray())
        .withFold(IntStream.range(0, 120).map(i -> 2 * (i % 7 % 3)).toArray());
  }

  private static SweepSpec given(List<Double> alphas, Double... lambdas) {
    return new SweepSpec(alphas, new RegParamSpec(List.of(lambdas), 1, OptionalDouble.empty()));
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,true,true", "PLAIN,false,true", "GLMNET,true,false", "MLLIB,true,true"})
  void stabilityIsThatOfModelsFittedWithoutEachFold(
      Convention convention, boolean standardize, boolean intercept) {
    Rows rows = threeFolds(35);
    ModelSpec model = model(intercept, standardize, convention);
    double[] factors = {0, 1, 1, 1, 2};
    SweepSpec sweep = given(List.of(0.0, 0.5, 1.0), 1e6, 0.1);
    List<GridPoint> points =
        List.of(new GridPoint(0, 1), new GridPoint(1, 1), new GridPoint(2, 0), new GridPoint(2, 1));
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, PenaltyTerms.of(factors), new Resampling(true, 0, Metric.DEVIANCE))) {
      SurfaceFit fit = swept.fit();
      Stability found = swept.stability(points);
      double[] sd = deviations(fit);
      assertThat(found.points()).isEqualTo(points);
      List<SurfaceFit> alone =
          IntStream.of(0, 2, 4)
              .mapToObj(f -> fit(rows.part(f, false), model, sweep, factors))
              .toList();
      for (int i = 0; i < points.size(); i++) {
        GridPoint at = points.get(i);
        for (int j = 0; j < 5; j++) {
          int column = j;
          double[] gamma =
              alone.stream()
                  .map(f -> f.surface().point(at.alphaIndex(), at.gridIndex()))
                  .mapToDouble(p -> p.coefficients().dense(5)[column] * sd[column])
                  .toArray();
          double mean = Arrays.stream(gamma).average().orElseThrow();
          double squares = Arrays.stream(gamma).map(g -> (g - mean) * (g - mean)).sum();
          long kept = Arrays.stream(gamma).filter(g -> g != 0).count();
          assertThat(found.kept()[i][j]).isEqualTo(kept / 3.0);
          assertThat(found.mean()[i][j]).isCloseTo(mean, within(1e-7));
          assertThat(found.deviation()[i][j]).isCloseTo(Math.sqrt(squares / 2), within(1e-7));
        }
      }
      assertThat(found.kept()[0]).as("ridge").containsExactly(1, 1, 1, 0, 1);
      assertThat(found.kept()[2]).as("the strongest").containsExactly(1, 0, 0, 0, 0);
      assertThat(found.deviation()[2]).endsWith(0, 0, 0, 0);
      assertThat(found.deviation()[2][0]).isPositive();
    }
  }

  /** sd_j of the standardized coefficients as published, by a ridge model; 0 if constant. */
  private static double[] deviations(SurfaceFit fit) {
    SparseCoefficients ridge = fit.surface().point(0, 1).coefficients();
    double[] sd = new double[fit.summaries().size()];
    for (int i = 0; i < ridge.size(); i++) {
      sd[ridge.indices()[i]] = ridge.standardized()[i] / ridge.values()[i];
    }
    return sd;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void correlationsAreThoseOfTheWeightedRows(boolean intercept) {
    double[][] x = Samples.correlated(90, 4, 0.82, 37);
    double[] y = labels(x, 38);
    double[][] wider = new double[90][];
    Arrays.setAll(
        wider,
        i ->
            new double[] {
              x[i][0], 1e9 / 3, x[i][1], x[i][2] + 1e6, -3.7 * x[i][0], x[i][0], x[i][3] * 1e-200
            });
    double[] w = IntStream.range(0, 90).mapToDouble(i -> i % 3 * 0.9).toArray();
    SurfaceFit fit =
        fit(
            Rows.of(wider, y).withWeight(w),
            model(intercept, true, Convention.PLAIN),
            given(List.of(0.5), 0.1),
            ones(7));
    List<String> expected = new ArrayList<>();
    for (int j = 0; j < 7; j++) {
      for (int k = j + 1; k < 7; k++) {
        double r = j == 1 || k == 1 ? 0 : correlation(wider, w, j, k);
        if (Math.abs(r) >= 0.8) {
          expected.add(String.format(Locale.ROOT, "%d %d %.9f", j, k, r));
        }
      }
    }
    Correlations found = fit.correlations();
    assertThat(
            IntStream.range(0, found.size())
                .mapToObj(
                    i ->
                        String.format(
                            Locale.ROOT,
                            "%d %d %.9f",
                            found.left()[i],
                            found.right()[i],
                            found.r()[i])))
        .isEqualTo(expected)
        .hasSizeBetween(6, 14);
    for (int i = 0; i < found.size(); i++) {
      if (List.of(0, 4, 5).containsAll(List.of(found.left()[i], found.right()[i]))) {
        assertThat(Math.abs(found.r()[i])).isEqualTo(1);
      }
    }
  }

  private static double correlation(double[][] x, double[] w, int j, int k) {
    double total = Arrays.stream(w).sum();
    double scale = Math.pow(10, -Math.rint(Math.log10(Math.abs(x[0][k]))));
    double meanJ = 0;
    double meanK = 0;
    for (int i = 0; i < w.length; i++) {
      meanJ += w[i] / total * x[i][j];
      meanK += w[i] / total * x[i][k] * scale;
    }
    double[] s = new double[3];
    for (int i = 0; i < w.length; i++) {
      double a = x[i][j] - meanJ;
      double b = x[i][k] * scale - meanK;
      s[0] += w[i] * a * a;
      s[1] += w[i] * a * b;
      s[2] += w[i] * b * b;
    }
    return s[1] / Math.sqrt(s[0] * s[2]);
  }

  @Test
  void calibrationBinsAreTenthsOfTheSortedPredictions() {
    Rows rows = threeFolds(39);
    for (double[] row : rows.x()) {
      // predictions far from each other, or equal
      Arrays.setAll(row, j -> j == 0 ? Math.rint(row[j]) : 7);
    }
    ModelSpec model = new ModelSpec(family(), true, true, Convention.PLAIN, 1e-12, 1e-12);
    SweepSpec sweep = given(List.of(0.0, 0.5), 1e6, 0.05);
    List<GridPoint> points = List.of(new GridPoint(0, 1), new GridPoint(1, 0), new GridPoint(1, 1));
    List<String> expected = new ArrayList<>();
    for (GridPoint at : points) {
      for (int f : new int[] {0, 2, 4}) {
        SurfaceFit alone = fit(rows.part(f, false), model, sweep, ones(5));
        SurfacePoint point = alone.surface().point(at.alphaIndex(), at.gridIndex());
        expected.addAll(tenths(at + " " + f, rows.part(f, true), point));
      }
    }
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(rows, PenaltyTerms.of(ones(5)), new Resampling(true, 0, Metric.DEVIANCE))) {
      SurfaceFit fit = swept.fit();
      List<CalibrationBin> found = swept.calibrate(points).bins();
      if (!hasCalibrationBins()) {
        assertThat(found).isEmpty();
        assertThat(fit.passes()).doesNotContainKey("calibration bins");
        return;
      }
      assertThat(found)
          .extracting(
              b ->
                  bin(b.point() + " " + b.fold(), b.bin(), b.weight(), b.predicted(), b.observed()))
          .isEqualTo(expected);
      // five offsets and nothing else tell the rows of the strongest penalty apart
      assertThat(found.stream().filter(b -> b.point().equals(points.get(1)))).hasSize(3 * 5);
      assertThat(fit.passes()).containsEntry("calibration bins", 1);
    }
  }

  /** Of a fold, by sorting its predictions. */
  private List<String> tenths(String where, Rows rows, SurfacePoint model) {
    double[] eta = predictors(rows, model);
    TreeMap<Double, double[]> ties = new TreeMap<>();
    for (int i = 0; i < eta.length; i++) {
      double[] sums =
          ties.computeIfAbsent(Math.rint((eta[i] + rows.offset()[i]) * 1e9), e -> new double[3]);
      sums[0] += rows.weight()[i];
      sums[1] += rows.weight()[i] * mean(eta[i] + rows.offset()[i]);
      sums[2] += rows.weight()[i] * rows.y()[i];
    }
    double total = Arrays.stream(rows.weight()).sum();
    double below = 0;
    TreeMap<Integer, double[]> tenths = new TreeMap<>();
    for (double[] sums : ties.values()) {
      double[] to =
          tenths.computeIfAbsent((int) (10 * (below + sums[0] / 2) / total), t -> new double[3]);
      Arrays.setAll(to, t -> to[t] + sums[t]);
      below += sums[0];
    }
    return tenths.entrySet().stream()
        .filter(t -> t.getValue()[0] > 0)
        .map(
            t ->
                bin(
                    where,
                    t.getKey(),
                    t.getValue()[0],
                    t.getValue()[1] / t.getValue()[0],
                    t.getValue()[2] / t.getValue()[0]))
        .toList();
  }

  private static String bin(String where, int bin, double weight, double mu, double y) {
    return String.format(Locale.ROOT, "%s %d %.9f %.7f %.9f", where, bin, weight, mu, y);
  }

  @Test
  void theWeightIsThatOfTheRowsUsed() {
    Rows rows = threeFolds(41);
    SurfaceFit fit =
        fit(rows, model(true, true, Convention.PLAIN), given(List.of(0.5), 0.1), ones(5));
    assertThat(fit.rows()).isEqualTo(90);
    assertThat(fit.weight()).isCloseTo(Arrays.stream(rows.weight()).sum(), within(1e-10));
  }

  @Test
  void statedNormsAndObjectiveHold() {
    double[][] x = Samples.correlated(50, 6, 0.4, 29);
    ModelSpec model = model(true, true, Convention.PLAIN);
    SurfaceFit fit = fit(Rows.of(x, labels(x, 30)), model, sweep(9), ones(6));
    for (SurfacePoint p : fit.surface().points()) {
      double penalty = p.alpha() * p.l1Norm() + (1 - p.alpha()) / 2 * p.l2Norm() * p.l2Norm();
      assertThat(p.objective())
          .isCloseTo(p.deviance() / 2 + p.lambda() * penalty, within(1e-10 * p.objective()));
      assertThat(Arrays.stream(p.coefficients().standardized()).map(Math::abs).sum())
          .isCloseTo(p.l1Norm(), within(1e-10));
    }
  }

  /** Both surfaces are the same, point by point, and so are their scores on rows held out. */
  static void same(SurfaceFit one, SurfaceFit other, double within) {
    same(one, other, within, new double[one.summaries().size()]);
  }

  /**
   * The same where the other's columns are farther from 0.
   *
   * @param moved by how much each column is, which its intercepts make good
   */
  private static void same(SurfaceFit one, SurfaceFit other, double within, double[] moved) {
    int p = one.summaries().size();
    List<SurfacePoint> points = one.surface().points();
    assertThat(other.surface().points()).hasSameSizeAs(points);
    for (int i = 0; i < points.size(); i++) {
      same(other.surface().points().get(i), points.get(i), p, within, moved);
    }
    FoldScores scores = one.scores().orElseThrow();
    FoldScores others = other.scores().orElseThrow();
    assertThat(others.cells().names()).isEqualTo(scores.cells().names());
    assertThat(others.values()).containsOnlyKeys(scores.values().keySet());
    scores
        .values()
        .forEach(
            (metric, values) -> {
              for (int a = 0; a < values.length; a++) {
                for (int k = 0; k < values[a].length; k++) {
                  near(
                      metric + " " + a + " " + k,
                      others.values().get(metric)[a][k],
                      values[a][k],
                      within);
                }
              }
            });
  }

  private static void same(
      SurfacePoint found, SurfacePoint expected, int p, double within, double[] moved) {
    String where = "alpha " + expected.alpha() + " lambda " + expected.lambda();
    double[] beta = expected.coefficients().dense(p);
    double intercept = expected.intercept();
    for (int j = 0; j < p; j++) {
      intercept -= moved[j] * beta[j];
    }
    near(
        where,
        Arrays.copyOf(found.coefficients().dense(Math.max(p, found.nonzero())), p),
        beta,
        within);
    near(
        where,
        new double[] {
          found.lambda(), found.intercept(), found.deviance(), found.objective(), found.l1Norm()
        },
        new double[] {
          expected.lambda(), intercept, expected.deviance(), expected.objective(), expected.l1Norm()
        },
        within);
  }

  /** Within a bound, relative to what is larger than 1; NaN is near NaN. */
  private static void near(String what, double[] found, double[] expected, double within) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(found[i]).as(what + " [" + i + "]").isNaN();
        continue;
      }
      double bound = within * Math.max(1, Math.abs(expected[i]));
      assertThat(found[i]).as(what + " [" + i + "]").isCloseTo(expected[i], within(bound));
    }
  }
}
