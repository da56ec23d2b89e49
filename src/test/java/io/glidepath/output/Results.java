package io.glidepath.output;

import io.glidepath.family.Gaussian;
import io.glidepath.features.CoefficientTerms;
import io.glidepath.features.DesignColumn;
import io.glidepath.ml.SweepResult;
import io.glidepath.path.Calibrations;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.Correlations;
import io.glidepath.path.GridPoint;
import io.glidepath.path.RunLog;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Stability;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Choice;
import io.glidepath.select.Contrast;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.Member;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.stats.Cells;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Hand-made results: three alphas (0, 0.5, 1), two lambdas (2, 1), three columns, two folds. */
final class Results {
  static final double[] ALPHAS = {0, 0.5, 1};

  private Results() {}

  static SweepResult validated() {
    return result(Optional.of(validation()), Optional.of(choice()), Optional.empty());
  }

  static SweepResult calibrated(Calibrations calibrations) {
    return result(Optional.of(validation()), Optional.of(choice()), Optional.of(calibrations));
  }

  static SweepResult withoutFolds() {
    return result(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SurfacePoint point(int alphaIndex, int gridIndex) {
    double alpha = ALPHAS[alphaIndex];
    SparseCoefficients none = new SparseCoefficients(new int[0], new double[0], new double[0]);
    SparseCoefficients some =
        new SparseCoefficients(
            new int[] {0, 2}, new double[] {1.5 + alpha, -2}, new double[] {3 + 2 * alpha, -1});
    return new SurfacePoint(
        alpha,
        gridIndex,
        2.0 - gridIndex,
        10 + alpha,
        gridIndex == 0 && alpha > 0 ? none : some,
        4 + alpha,
        3.5,
        7 - gridIndex,
        gridIndex == 0 ? Double.NaN : 0.5,
        9.25,
        1e-9,
        alpha == 0 ? Double.NaN : 1e-10,
        !(alphaIndex == 2 && gridIndex == 1));
  }

  private static SweepResult result(
      Optional<CrossValidation> validation,
      Optional<Choice> choice,
      Optional<Calibrations> calibrations) {
    List<DesignColumn> columns =
        List.of(
            new DesignColumn(
                "area",
                "area",
                Optional.empty(),
                DesignColumn.Kind.NUMERIC,
                CoefficientTerms.withFactor(1)),
            new DesignColumn(
                "zone=a.b",
                "zone",
                Optional.of("a.b"),
                DesignColumn.Kind.CATEGORICAL,
                CoefficientTerms.withFactor(2)),
            new DesignColumn(
                "v[0]",
                "v",
                Optional.empty(),
                DesignColumn.Kind.VECTOR,
                CoefficientTerms.withFactor(0)));
    List<ColumnSummary> summaries =
        List.of(
            new ColumnSummary(
                3,
                0.4,
                2,
                0.5,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.USED),
            new ColumnSummary(
                0.25,
                0,
                Double.NaN,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.CONSTANT),
            new ColumnSummary(
                -1,
                0.2,
                0.5,
                0,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.COLLINEAR));
    Surface surface =
        new Surface(
            IntStream.range(0, ALPHAS.length)
                .mapToObj(a -> List.of(point(a, 0), point(a, 1)))
                .toList());
    return new SweepResult(
        new Gaussian(),
        columns,
        summaries,
        surface,
        validation,
        choice,
        calibrations,
        choice.map(c -> stability(c.points())),
        Optional.of(new Correlations(new int[] {0, 1}, new int[] {2, 2}, new double[] {-1, 0.875})),
        List.of(),
        List.of(),
        98,
        196.5,
        2,
        validation.isPresent() ? 1e-6 : Double.NaN,
        0,
        new RunLog().effort());
  }

  /** Mean of alpha a, grid index g: 5 - a - g, the best at (1, 1); r2 of fold 4 is not defined. */
  private static CrossValidation validation() {
    double[][][] folds = new double[3][2][];
    double[][][] undefined = new double[3][2][];
    double[][] mean = new double[3][2];
    double[][] error = new double[3][2];
    double[][] nothing = new double[3][2];
    for (int a = 0; a < 3; a++) {
      for (int g = 0; g < 2; g++) {
        mean[a][g] = 5.0 - a - g;
        error[a][g] = 0.5;
        folds[a][g] = new double[] {mean[a][g] - 0.5, mean[a][g] + 0.5};
        undefined[a][g] = new double[] {0.75, Double.NaN};
        nothing[a][g] = Double.NaN;
      }
    }
    return new CrossValidation(
        Cells.once(new int[] {1, 4}, new double[] {60, 38}),
        List.of(
            new CrossValidation.Curves("deviance", folds, mean, error),
            new CrossValidation.Curves("r2", undefined, nothing, nothing)));
  }

  /** Point i: kept by all, none and half of two folds. */
  private static Stability stability(List<GridPoint> points) {
    double[][] kept = new double[points.size()][];
    double[][] mean = new double[points.size()][];
    double[][] deviation = new double[points.size()][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new double[] {1, 0, 0.5};
      mean[i] = new double[] {i + 0.25, 0, -i};
      deviation[i] = new double[] {0.125, Double.NaN, i};
    }
    return new Stability(points, kept, mean, deviation);
  }

  private static Choice choice() {
    return new Choice(
        "deviance",
        List.of(
            selected(Selected.Scope.SURFACE, SelectionRule.BEST, 2, 1, false),
            selected(Selected.Scope.SURFACE, SelectionRule.ONE_SE, 2, 1, true),
            selected(Selected.Scope.SURFACE, SelectionRule.SPARSEST_ONE_SE, 2, 1, false),
            selected(Selected.Scope.SURFACE, SelectionRule.PAIRED_SE, 2, 1, false),
            selected(Selected.Scope.PATH, SelectionRule.BEST, 0, 1, false),
            selected(Selected.Scope.PATH, SelectionRule.ONE_SE, 0, 0, false),
            selected(Selected.Scope.PATH, SelectionRule.BEST, 1, 1, false),
            selected(Selected.Scope.PATH, SelectionRule.ONE_SE, 1, 1, false),
            selected(Selected.Scope.PATH, SelectionRule.BEST, 2, 1, false),
            selected(Selected.Scope.PATH, SelectionRule.ONE_SE, 2, 1, false)),
        List.of(
            contrast(Member.CHOSEN, Member.BEST, 0, 0),
            contrast(Member.CHOSEN, Member.L2, -2, 0.25),
            contrast(Member.CHOSEN, Member.L1, 0, 0),
            contrast(Member.CHOSEN, Member.MIX, -1, Double.NaN),
            contrast(Member.CHOSEN, Member.NONE, -0.001, 1e-4),
            contrast(Member.BEST, Member.NULL, -3, 0.5),
            contrast(Member.L2, Member.L1, 2, 0.25)));
  }

  static Contrast contrast(Member left, Member right, double difference, double error) {
    return new Contrast(left, right, "deviance", difference, error, 2, false, right == Member.L2);
  }

  private static Selected selected(
      Selected.Scope scope, SelectionRule rule, int alpha, int grid, boolean chosen) {
    return new Selected(scope, rule, alpha, grid, 5.0 - alpha - grid, 0.5, chosen);
  }

  /** Of a run that read for 1.5 seconds and solved for 0.5. */
  private static RunLog log() {
    long[] now = new long[1];
    RunLog log = new RunLog(() -> now[0], warning -> {});
    log.timed("read", () -> now[0] += 1_500_000_000L);
    log.timed("solve", () -> now[0] += 500_000_000L);
    log.passed("moments");
    log.blas("OpenBLAS");
    log.executorBlas(List.of("OpenBLAS", "JavaBLAS"));
    log.cache("memory", "it fits");
    log.failedTask();
    log.warn("slow");
    return log;
  }

  static RunManifest manifest(RunRequest request, long seed) {
    return new RunManifest(
        request,
        "{\"glidepath\": {\"folds\": {\"count\": 2}}}",
        seed,
        "UTC",
        new RunManifest.Inputs(
            List.of(new InputFile("file:/in/a.parquet", 12, 34)),
            List.of(new InputVersion("b", "delta", "file:/in/b", "7")),
            Map.of("t", Map.of("a", "DOUBLE"))),
        new RunManifest.Rows(103, 0, Map.of("label missing", 3L)),
        log(),
        validated(),
        Optional.of(Map.of("largest_difference", Double.NaN, "points", 3)));
  }
}
