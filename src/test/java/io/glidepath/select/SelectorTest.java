package io.glidepath.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Metric;
import io.glidepath.path.Baselines;
import io.glidepath.path.FoldScores;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.stats.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules on surfaces small enough to work out by hand. */
class SelectorTest {
  private static final double[] EQUAL = {1, 1, 1};

  /** Non-zeros by [alpha][grid index]; lambda is 10, 9, 8, ... */
  private static Surface surface(double[] alphas, int[][] nonzero) {
    List<List<SurfacePoint>> paths = new ArrayList<>();
    for (int a = 0; a < alphas.length; a++) {
      List<SurfacePoint> path = new ArrayList<>();
      for (int k = 0; k < nonzero[a].length; k++) {
        int n = nonzero[a][k];
        int[] kept = IntStream.range(0, n).toArray();
        SparseCoefficients c = new SparseCoefficients(kept, new double[n], new double[n]);
        path.add(new SurfacePoint(alphas[a], k, 10 - k, 0, c, 0, 0, 0, 0, 0, 0, 0, true));
      }
      paths.add(path);
    }
    return new Surface(paths);
  }

  private static Cells three(double[] weights) {
    return Cells.once(new int[] {0, 1, 2}, weights);
  }

  private static Choice choose(
      Surface surface, Metric metric, double[][][] folds, double[] weights, SelectionRule rule) {
    CrossValidation validation =
        CrossValidation.of(new FoldScores(three(weights), Map.of(metric, folds), Baselines.NONE));
    return Selector.choose(surface, validation, new SelectSpec(metric.label(), rule)).orElseThrow();
  }

  /** The same score in every fold but for a spread of one around it. */
  private static double[] about(double mean, double spread) {
    return new double[] {mean - spread, mean, mean + spread};
  }

  private static String picked(Choice choice, Selected.Scope scope, SelectionRule rule) {
    return choice.selected().stream()
        .filter(s -> s.scope() == scope && s.rule() == rule)
        .map(s -> s.alphaIndex() + "/" + s.gridIndex())
        .toList()
        .toString();
  }

  @Test
  void meansAndStandardErrorsWeighTheFolds() {
    FoldMean mean = FoldMean.of(new double[] {1, 2, 4}, new double[] {1, 1, 2});
    assertThat(mean.mean()).isEqualTo(2.75);
    double variance = (1.75 * 1.75 + 0.75 * 0.75 + 2 * 1.25 * 1.25) / 4;
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(variance / 2), within(1e-15));
    assertThat(FoldMean.of(new double[] {1, Double.NaN}, new double[] {1, 1}).mean()).isNaN();
    assertThat(FoldMean.of(new double[] {1}, new double[] {1}).standardError()).isNaN();
  }

  @Test
  void bestAndOneSeStayWithinTheBestAlpha() {
    Surface surface = surface(new double[] {0, 1}, new int[][] {{3, 3, 3}, {0, 1, 2}});
    double[][][] folds = {
      {about(9, 1), about(6, 1), about(5.5, 1)}, // alpha 0
      {about(8, 1), about(5.4, 1), about(5, 1)} // alpha 1: se = sqrt(2/3 / 2) = 0.577
    };
    Choice choice = choose(surface, Metric.MSE, folds, EQUAL, SelectionRule.ONE_SE);
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.BEST)).isEqualTo("[1/2]");
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.ONE_SE)).isEqualTo("[1/1]");
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.SPARSEST_ONE_SE))
        .isEqualTo("[1/1]");
    assertThat(picked(choice, Selected.Scope.PATH, SelectionRule.BEST)).isEqualTo("[0/2, 1/2]");
    assertThat(picked(choice, Selected.Scope.PATH, SelectionRule.ONE_SE)).isEqualTo("[0/1, 1/1]");
    assertThat(choice.selected().stream().filter(Selected::chosen)).hasSize(1);
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
    assertThat(choice.chosen().standardError()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-15));
  }

  @Test
  void tiesGoToFewerThenToLargerAlphaThenToLargerLambda() {
    double[] same = {2, 2, 2};
    double[][][] folds = {{same, same}, {same, same}};
    Surface fewer = surface(new double[] {0, 1}, new int[][] {{3, 2}, {4, 3}});
    assertThat(
            picked(
                choose(fewer, Metric.MSE, folds, EQUAL, SelectionRule.BEST),
                Selected.Scope.SURFACE,
                SelectionRule.BEST))
        .isEqualTo("[0/1]");
    Surface equal = surface(new double[] {0, 1}, new int[][] {{2, 2}, {2, 2}});
    assertThat(
            picked(
                choose(equal, Metric.MSE, folds, EQUAL, SelectionRule.BEST),
                Selected.Scope.SURFACE,
                SelectionRule.BEST))
        .isEqualTo("[1/0]");
  }

  @Test
  void metricsThatGrowWithQualityAreMaximisedAndShownAsTheyAre() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 1, 2}});
    double[][][] folds = {{about(0.1, 0.1), about(0.6, 0.1), about(0.62, 0.1)}};
    Choice choice = choose(surface, Metric.R2, folds, EQUAL, SelectionRule.ONE_SE);
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.BEST)).isEqualTo("[0/2]");
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
    assertThat(choice.chosen().mean()).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void sparsestLooksOverTheWholeSurface() {
    Surface surface = surface(new double[] {0.5, 1}, new int[][] {{1, 5}, {2, 4}});
    double[][][] folds = {{about(5.5, 1), about(5, 1)}, {about(5.4, 1), about(5.1, 1)}};
    Choice choice = choose(surface, Metric.MSE, folds, EQUAL, SelectionRule.SPARSEST_ONE_SE);
    assertThat(choice.chosen().alphaIndex()).isZero();
    assertThat(choice.chosen().gridIndex()).isZero();
  }

  @Test
  void pairedSeTakesTheFewestColumnsThatLoseNoMoreThanChanceFoldByFold() {
    Surface surface = surface(new double[] {0.5, 1}, new int[][] {{1, 3, 5}, {2, 3, 4}});
    double[][][] folds = {
      {{5, 9, 13}, {1.5, 5.0, 9.4}, {1, 5, 9}}, // the best: 5; its se hides what follows
      {{1.6, 5.6, 9.7}, {1.2, 4.7, 9.2}, {1, 5, 9.1}} // loses 0.63, 0.03 with se 0.15, 0.03 exactly
    };
    Choice choice = choose(surface, Metric.MSE, folds, EQUAL, SelectionRule.PAIRED_SE);
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.BEST)).isEqualTo("[0/2]");
    // within one standard error of the best mean are all but the first, and the sparsest of them
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.SPARSEST_ONE_SE))
        .isEqualTo("[1/0]");
    assertThat(picked(choice, Selected.Scope.SURFACE, SelectionRule.PAIRED_SE)).isEqualTo("[1/1]");
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
  }

  @Test
  void pairedSeTakesTheLargestLambdaWhereNothingCanBeZero() {
    Surface ridge = surface(new double[] {0}, new int[][] {{3, 3, 3}});
    double[][][] folds = {{{9, 9, 9}, {1, 2.2, 3}, {1, 2, 3}}};
    Choice choice = choose(ridge, Metric.MSE, folds, EQUAL, SelectionRule.PAIRED_SE);
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
  }

  /** The best of two points, a ridge of 9 columns and a lasso of 4, whose areas are so far off. */
  private static int better(double ridge, double lasso, double ridgeError, double lassoError) {
    double[][][] folds = {{{ridge, ridge, ridge}}, {{lasso, lasso, lasso}}};
    double[][][] errors = {{{0, 0, 3 * ridgeError}}, {{lassoError, lassoError, lassoError}}};
    CrossValidation validation =
        CrossValidation.of(
            new FoldScores(
                three(EQUAL), Map.of(Metric.AUC, folds), Baselines.NONE, Optional.of(errors)));
    return Selector.choose(
            surface(new double[] {0, 1}, new int[][] {{9}, {4}}),
            validation,
            new SelectSpec("auc", SelectionRule.BEST))
        .orElseThrow()
        .chosen()
        .alphaIndex();
  }

  @Test
  void whatAMetricCannotTellApartIsATie() {
    assertThat(better(0.8000027, 0.8, 1e-4, 1e-4)).isEqualTo(1);
    assertThat(better(0.80011, 0.8, 1e-4, 1e-5)).isEqualTo(1);
    assertThat(better(0.80012, 0.8, 1e-4, 1e-5)).isEqualTo(0);
  }

  @Test
  void theErrorOfOnePointIsNoReasonToCallOthersEqual() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 4, 9}});
    double[][][] folds = {{{0.5, 0.5, 0.5}, {0.8, 0.8, 0.8}, {0.801, 0.801, 0.801}}};
    double[][][] errors = {{{0.01, 0.01, 0.01}, {0, 0, 0}, {1e-5, 1e-5, 1e-5}}};
    CrossValidation validation =
        CrossValidation.of(
            new FoldScores(
                three(EQUAL), Map.of(Metric.AUC, folds), Baselines.NONE, Optional.of(errors)));
    Choice choice =
        Selector.choose(surface, validation, new SelectSpec("auc", SelectionRule.PAIRED_SE))
            .orElseThrow();
    assertThat(choice.chosen().gridIndex()).isEqualTo(2);
  }

  @Test
  void contrastsPairTheFolds() {
    Surface surface = surface(new double[] {0, 0.5, 1}, new int[][] {{3, 3}, {2, 2}, {1, 1}});
    double[][][] folds = {{{9, 9, 9}, {4, 5, 6}}, {{9, 9, 9}, {3, 5, 4}}, {{2, 6, 7}, {9, 9, 9}}};
    double[] weights = {1, 1, 2};
    List<Contrast> contrasts =
        choose(surface, Metric.MSE, folds, weights, SelectionRule.BEST).comparison();
    assertThat(contrasts)
        .extracting(c -> c.left().label() + " " + c.right().label())
        .containsExactly(
            "chosen best",
            "chosen l2",
            "chosen l1",
            "chosen mix",
            "chosen none",
            "best none",
            "l2 l1",
            "l2 mix",
            "l1 mix");
    Contrast mix = contrasts.get(7);
    assertThat(mix.difference()).isEqualTo((1 + 0 + 2 * 2) / 4.0);
    double m = 1.25;
    double variance = ((1 - m) * (1 - m) + m * m + 2 * (2 - m) * (2 - m)) / 4;
    assertThat(mix.standardError()).isCloseTo(Math.sqrt(variance / 2), within(1e-15));
    assertThat(mix.folds()).isEqualTo(3);
  }

  /** Of the best point by squared error beside models outside the grid. */
  private static Verdict verdict(Surface surface, double[][][] folds, Baselines outside) {
    CrossValidation validation =
        CrossValidation.of(new FoldScores(three(EQUAL), Map.of(Metric.MSE, folds), outside));
    return Selector.choose(surface, validation, new SelectSpec("mse", SelectionRule.BEST))
        .orElseThrow()
        .verdict();
  }

  @Test
  void theModelsOutsideTheGridAreMembers() {
    Surface surface = surface(new double[] {0, 1}, new int[][] {{3, 3}, {0, 2}});
    double[][][] folds = {{{9, 9, 9}, {4, 5, 6}}, {{9, 9, 9}, {3, 5, 4}}};
    Baselines outside =
        new Baselines(
            Map.of(Metric.MSE, new double[] {9, 9, 9}),
            Optional.of(Map.of(Metric.MSE, new double[] {5.5, 5.5, 5.5})));
    Verdict verdict = verdict(surface, folds, outside);
    assertThat(verdict.of(Member.CHOSEN, Member.NONE).orElseThrow().difference()).isEqualTo(-1.5);
    assertThat(verdict.of(Member.CHOSEN, Member.NONE).orElseThrow().rightAtEnd()).isFalse();
    assertThat(verdict.explained()).isEqualTo(5);
    assertThat(verdict.of(Member.L2, Member.L1).orElseThrow().leftAtEnd()).isTrue();
  }

  @Test
  void whereNothingIsLeftToBeGainedIsNoEndOfAGrid() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 1, 2}});
    double[][][] folds = {{{9, 9, 9}, {5, 5, 5}, {2, 2, 2}}};
    for (double none : new double[] {1.9999, 1.9}) {
      Baselines outside =
          new Baselines(
              Map.of(Metric.MSE, new double[] {9, 9, 9}),
              Optional.of(Map.of(Metric.MSE, new double[] {none, none, none})));
      Verdict verdict = verdict(surface, folds, outside);
      assertThat(verdict.atEnd().isEmpty()).isEqualTo(none > 1.99);
    }
  }

  @Test
  void theNullModelIsNoEndOfAGrid() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 1, 2}});
    double[][][] folds = {{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}};
    Baselines outside = new Baselines(Map.of(Metric.MSE, new double[] {1, 2, 3}), Optional.empty());
    for (Baselines known : List.of(outside, Baselines.NONE)) {
      Verdict verdict = verdict(surface, folds, known);
      assertThat(verdict.atEnd().isEmpty()).isEqualTo(known.equals(outside));
    }
  }

  @Test
  void aMemberThatTheSweepLacksHasNoContrast() {
    Surface surface = surface(new double[] {0, 1}, new int[][] {{3}, {1}});
    double[][][] folds = {{{1, 2, 3}}, {{2, 2, 2}}};
    assertThat(choose(surface, Metric.MSE, folds, EQUAL, SelectionRule.BEST).comparison())
        .noneMatch(c -> c.left() == Member.MIX || c.right() == Member.MIX)
        .noneMatch(c -> c.right() == Member.NULL);
  }

  @Test
  void pointsThatAreNotDefinedEverywhereAreNotEligible() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 1}});
    double[][][] folds = {{{0.9, Double.NaN, 0.9}, {0.1, 0.1, 0.1}}};
    Choice choice = choose(surface, Metric.R2, folds, EQUAL, SelectionRule.BEST);
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
    double[][][] nowhere = {{{0.9, Double.NaN, 0.9}, {Double.NaN, 1, 1}}};
    CrossValidation validation =
        CrossValidation.of(
            new FoldScores(three(EQUAL), Map.of(Metric.R2, nowhere), Baselines.NONE));
    assertThat(Selector.choose(surface, validation, new SelectSpec("r2", SelectionRule.BEST)))
        .isEmpty();
  }

  /** Two folds dealt twice: the first repeat likes no column, the second all three. */
  @Test
  void everyRepeatHasAChoiceOfItsOwn() {
    Surface surface = surface(new double[] {1}, new int[][] {{0, 3}});
    Cells cells =
        Cells.of(new int[] {0, 1, 0, 1}, new int[] {0, 0, 1, 1}, new double[] {1, 1, 1, 1});
    double[][][] folds = {{{1, 1.1, 3, 3.1}, {2, 2.1, 1, 1.1}}};
    Choice choice =
        Selector.choose(
                surface,
                CrossValidation.of(
                    new FoldScores(cells, Map.of(Metric.MSE, folds), Baselines.NONE)),
                new SelectSpec("mse", SelectionRule.BEST))
            .orElseThrow();
    Drift drift = choice.drift().orElseThrow();
    assertThat(drift.repeats()).extracting(Drift.Repeat::nonzero).containsExactly(0, 3);
    assertThat(drift.repeats()).extracting(Drift.Repeat::mean).containsExactly(1.05, 1.05);
    assertThat(drift.inAll()).isZero();
    assertThat(drift.inSome()).isEqualTo(3);
    // over all folds: 2.05 against 1.55; one repeat's spread of 0.1 makes 0.05
    assertThat(choice.chosen().gridIndex()).isEqualTo(1);
    assertThat(choice.chosen().mean()).isCloseTo(1.55, within(1e-12));
    assertThat(choice.chosen().standardError()).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void repeatsDoNotMakeTheStandardErrorSmaller() {
    double[] once = {1, 2, 4};
    double[] thrice = {1, 2, 4, 1, 2, 4, 1, 2, 4};
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    Cells cells =
        Cells.of(
            new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2}, new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2}, ones);
    FoldMean mean = FoldMean.of(thrice, cells);
    assertThat(mean.mean()).isCloseTo(7 / 3.0, within(1e-15));
    assertThat(mean.standardError())
        .isCloseTo(FoldMean.of(once, EQUAL).standardError(), within(1e-15));
  }
}
