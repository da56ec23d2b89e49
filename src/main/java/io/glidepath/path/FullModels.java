package io.glidepath.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The models of all grid points on all rows, solved together: each starts where the march predicts
 * it, and every pass takes all that are not done one step on.
 */
final class FullModels {
  private static final String PURPOSE = "models";

  /** Models that need more evaluations than this get anchors of their own. */
  private static final int PATIENCE = 3;

  /** How near those are. */
  private static final double NEAR = March.REACH / 4;

  /** New anchors a pass at most. */
  private static final int MOST_ANCHORS = 16;

  private final TrainingSet set;
  private final Solving solving;
  private final Iterate[][] models;

  private FullModels(TrainingSet set, Solving solving) {
    this.set = set;
    this.solving = solving;
    this.models = new Iterate[solving.alphas()][solving.lambdas()];
  }

  /**
   * Solves every grid point.
   *
   * @param tolerance of the violation relative to the largest null gradient
   */
  static FullModels solve(TrainingSet set, Solving solving, double tolerance, Stages stages) {
    FullModels full = new FullModels(set, solving);
    March march = new March(solving);
    if (set.largestGradient() > 0) {
      IntStream.range(0, solving.alphas()).forEach(a -> march.add(set, -1, a));
    }
    stages.timed("march", march::walk);
    stages.timed("models", () -> full.solve(march, tolerance));
    return full;
  }

  private void solve(March march, double tolerance) {
    int lambdas = solving.lambdas();
    IntStream.range(0, solving.alphas() * lambdas)
        .parallel()
        .forEach(i -> start(i / lambdas, i % lambdas, march, tolerance));
    List<Iterate> live = new ArrayList<>();
    for (Iterate[] path : models) {
      live.addAll(List.of(path));
    }
    while (!live.isEmpty()) {
      List<double[]> points = live.stream().map(Iterate::point).toList();
      List<double[][]> sums =
          solving.data().gradients(PURPOSE, points, wanted(live, solving.anchors()));
      for (int i = 0; i < live.size(); i++) {
        live.get(i).receive(sums.get(i), -1);
      }
      live = live.stream().filter(m -> !m.done()).toList();
      live.parallelStream()
          .forEach(m -> m.advance(solving.anchors().curvature(m.point(), -1), solving.blas()));
    }
  }

  private void start(int a, int k, March march, double tolerance) {
    double alpha = solving.alpha(a);
    double lambda = solving.lambda(a, k);
    boolean zero = set.allZero(alpha, lambda);
    double unit = set.largestGradient() == 0 ? 1 : set.largestGradient();
    models[a][k] =
        new Iterate(
            set,
            set.penalty(alpha, lambda),
            zero ? set.nullPoint() : march.between(-1, a, k, predicted(tolerance) * unit),
            unit,
            zero ? Double.POSITIVE_INFINITY : tolerance);
  }

  /** How exactly a prediction is worth being computed. */
  static double predicted(double tolerance) {
    return Math.max(0.1 * tolerance, 1e-6);
  }

  /**
   * Where the curvature at hand has turned out too coarse. Distances do not tell everything: along
   * a direction that few rows know, it may change by factors within a small one. So a model that
   * stays behind gets the curvature of its very point.
   */
  static List<double[]> wanted(List<Iterate> live, Anchors anchors) {
    List<double[]> wanted =
        live.stream()
            .filter(m -> m.evaluations() >= 2 * PATIENCE)
            .sorted(Comparator.comparingInt(Iterate::evaluations).reversed())
            .limit(MOST_ANCHORS)
            .map(Iterate::point)
            .collect(Collectors.toCollection(ArrayList::new));
    List<double[]> slow =
        live.stream().filter(m -> m.evaluations() >= PATIENCE).map(Iterate::point).toList();
    wanted.addAll(anchors.uncovered(slow, NEAR, MOST_ANCHORS));
    return wanted;
  }

  Iterate model(int a, int k) {
    return models[a][k];
  }
}
