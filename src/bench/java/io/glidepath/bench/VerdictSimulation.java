package io.glidepath.bench;

import io.glidepath.family.Gaussian;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.Resampling;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.SurfacePoint;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweepSpec;
import io.glidepath.path.SweptSurface;
import io.glidepath.path.engine.Engines;
import io.glidepath.select.Choice;
import io.glidepath.select.Contrast;
import io.glidepath.select.Contrast.Finding;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.Member;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.Selected;
import io.glidepath.select.SelectionRule;
import io.glidepath.select.Selector;
import io.glidepath.select.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How often each verdict is given, and what each selection rule costs, where the truth is known.
 *
 * <p>Arguments: draws of each setting (100). A truth is sparse (5 coefficients), middle (a third of
 * them), dense (all), strong (all, and twenty times the variance of the noise) or null (none);
 * sparse, middle and dense explain half of the variance. Alpha is 0, 0.5 and 1, 10 folds, the grid
 * is automatic.
 */
public final class VerdictSimulation {
  private static final List<Double> ALPHAS = List.of(0.0, 0.5, 1.0);
  private static final int FOLDS = 10;

  private final int rows;
  private final int columns;
  private final String truth;
  private final Map<SelectionRule, double[]> excess = new EnumMap<>(SelectionRule.class);
  private final Map<SelectionRule, List<Integer>> kept = new EnumMap<>(SelectionRule.class);
  private final Map<String, Integer> counts = new TreeMap<>();
  private int draws;

  private VerdictSimulation(int rows, int columns, String truth) {
    this.rows = rows;
    this.columns = columns;
    this.truth = truth;
  }

  public static void main(String[] args) {
    int draws = (int) new Arguments(args).number(0, 100);
    System.out.printf("%d draws of each setting%n%n", draws);
    System.out.println(
        "excess risk of the chosen model over that of the rule best (sums over draws), and median"
            + " non-zeros");
    System.out.printf(
        "%5s %4s %-7s | %-13s %-13s %-13s %-13s%n",
        "n", "p", "truth", "best", "paired-se", "one-se", "sparsest");
    List<VerdictSimulation> settings = new ArrayList<>();
    for (int[] size : new int[][] {{150, 50}, {1500, 50}, {150, 200}}) {
      for (String truth : List.of("sparse", "middle", "dense", "strong", "null")) {
        VerdictSimulation setting = new VerdictSimulation(size[0], size[1], truth);
        for (int d = 0; d < draws; d++) {
          setting.draw(new Random(1000L * d + 7));
        }
        setting.printRisk();
        settings.add(setting);
      }
    }
    System.out.println();
    System.out.println(
        "verdicts, per cent of draws: pure L1 called better than pure L2 and the reverse, and how"
            + " often such a call is wrong (the model called better has the larger true risk); by the"
            + " rule in use, and by two plain standard errors alone; paired-se: called better than no"
            + " shrinkage and than no columns, called worse than the best");
    System.out.printf(
        "%5s %4s %-7s | %5s %5s %5s | %5s %5s %5s | %6s %7s %6s%n",
        "n", "p", "truth", "L1", "L2", "wrong", "L1", "L2", "wrong", "shrink", "columns", "worse");
    settings.forEach(VerdictSimulation::printVerdicts);
  }

  private double[] beta(Random random) {
    double[] beta = new double[columns];
    int nonzero =
        switch (truth) {
          case "sparse" -> 5;
          case "middle" -> columns / 3;
          case "null" -> 0;
          default -> columns;
        };
    List<Integer> places = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      places.add(j);
    }
    Collections.shuffle(places, random);
    places.subList(0, nonzero).forEach(j -> beta[j] = random.nextGaussian());
    double scale = Math.sqrt((truth.equals("strong") ? 20 : 1) / SimulatedRows.variance(beta));
    return Arrays.stream(beta).map(b -> nonzero == 0 ? 0 : b * scale).toArray();
  }

  private void draw(Random random) {
    SimulatedRows data = new SimulatedRows(rows, beta(random), FOLDS, random);
    SurfaceFit fit = fit(data);
    CrossValidation validation = CrossValidation.of(fit.scores().orElseThrow());
    Choice choice =
        Selector.choose(fit.surface(), validation, new SelectSpec("mse", SelectionRule.PAIRED_SE))
            .orElseThrow();
    for (SelectionRule rule : SelectionRule.values()) {
      Selected picked = choice.of(rule);
      SurfacePoint point = fit.surface().point(picked.alphaIndex(), picked.gridIndex());
      excess.computeIfAbsent(rule, r -> new double[1])[0] += excess(data, point);
      kept.computeIfAbsent(rule, r -> new ArrayList<>()).add(point.nonzero());
    }
    judge(choice, fit.surface(), data);
    draws++;
  }

  private SurfaceFit fit(SimulatedRows data) {
    ModelSpec model = new ModelSpec(new Gaussian(), true, true, Convention.MLLIB, 1e-7, 1e-5);
    SweepSpec sweep =
        new SweepSpec(ALPHAS, new RegParamSpec(List.of(), 100, OptionalDouble.empty(), true));
    double[] factors = new double[columns];
    Arrays.fill(factors, 1);
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE)
            .run(data, PenaltyTerms.of(factors), new Resampling(true, FOLDS, Metric.MSE))) {
      return swept.fit();
    }
  }

  private double excess(SimulatedRows data, SurfacePoint point) {
    return data.excess(point.intercept(), point.coefficients().dense(columns));
  }

  private void judge(Choice choice, Surface surface, SimulatedRows data) {
    Verdict verdict = choice.verdict();
    Contrast kinds = verdict.of(Member.L2, Member.L1).orElseThrow();
    boolean ridgeIsBetter =
        excess(data, best(choice, surface, alpha -> alpha == 0))
            < excess(data, best(choice, surface, alpha -> alpha == 1));
    Finding finding = verdict.finding(kinds);
    count("L2", finding == Finding.LEFT_BETTER);
    count("L1", finding == Finding.RIGHT_BETTER);
    count(
        "wrong",
        (finding == Finding.LEFT_BETTER && !ridgeIsBetter)
            || (finding == Finding.RIGHT_BETTER && ridgeIsBetter));
    boolean beyond = Math.abs(kinds.difference()) > 2 * kinds.standardError();
    count("plain L2", beyond && kinds.difference() < 0);
    count("plain L1", beyond && kinds.difference() > 0);
    count("plain wrong", beyond && kinds.difference() < 0 != ridgeIsBetter);
    count("shrink", is(verdict, Member.NONE, Finding.LEFT_BETTER));
    count("columns", is(verdict, Member.NULL, Finding.LEFT_BETTER));
    count("worse", is(verdict, Member.BEST, Finding.RIGHT_BETTER));
  }

  private static boolean is(Verdict verdict, Member other, Finding finding) {
    Contrast contrast = verdict.of(Member.CHOSEN, other).orElseThrow();
    return !contrast.same() && verdict.finding(contrast) == finding;
  }

  private static SurfacePoint best(Choice choice, Surface surface, Predicate<Double> alphas) {
    Selected best =
        choice.selected().stream()
            .filter(s -> s.scope() == Selected.Scope.PATH && s.rule() == SelectionRule.BEST)
            .filter(s -> alphas.test(surface.alpha(s.alphaIndex())))
            .findFirst()
            .orElseThrow();
    return surface.point(best.alphaIndex(), best.gridIndex());
  }

  private void count(String what, boolean happened) {
    counts.merge(what, happened ? 1 : 0, Integer::sum);
  }

  private void printRisk() {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%5d %4d %-7s |", rows, columns, truth));
    for (SelectionRule rule :
        List.of(
            SelectionRule.BEST,
            SelectionRule.PAIRED_SE,
            SelectionRule.ONE_SE,
            SelectionRule.SPARSEST_ONE_SE)) {
      int[] sorted = kept.get(rule).stream().mapToInt(n -> n).sorted().toArray();
      line.append(
          String.format(
              Locale.ROOT,
              " %5.2f (%4d) ",
              excess.get(rule)[0] / excess.get(SelectionRule.BEST)[0],
              sorted[sorted.length / 2]));
    }
    System.out.println(line);
  }

  private void printVerdicts() {
    System.out.printf(
        Locale.ROOT,
        "%5d %4d %-7s | %5d %5d %5d | %5d %5d %5d | %6d %7d %6d%n",
        rows,
        columns,
        truth,
        share("L1"),
        share("L2"),
        share("wrong"),
        share("plain L1"),
        share("plain L2"),
        share("plain wrong"),
        share("shrink"),
        share("columns"),
        share("worse"));
  }

  private long share(String what) {
    return Math.round(100.0 * counts.get(what) / draws);
  }
}
