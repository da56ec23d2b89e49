package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.path.GridPoint;
import io.glidepath.path.RunLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The models of all grid points on all rows, solved together: each starts where the march predicts
 * it, or an earlier run has left it, and every pass takes all that are not done one step on.
 */
final class FullModels {
  private static final String PURPOSE = "models";

  /** Models that need more evaluations than this get anchors of their own. */
  private static final int PATIENCE = 3;

  /** How near those are. */
  private static final double NEAR = March.REACH / 4;

  /** New anchors a pass at most, of either kind; fewer where so many would push out those there. */
  private static final int MOST_ANCHORS = 16;

  private final TrainingSet set;
  private final Solving solving;
  private final List<GridPoint> points;
  private final double tolerance;
  private final Iterate[][] models;

  private FullModels(TrainingSet set, Solving solving, List<GridPoint> points, double tolerance) {
    this.set = set;
    this.solving = solving;
    this.points = points;
    this.tolerance = tolerance;
    this.models = new Iterate[solving.alphas()][solving.lambdas()];
  }

  /**
   * Solves grid points.
   *
   * @param points which of them
   * @param tolerance of the violation relative to the largest null gradient
   */
  static FullModels solve(
      TrainingSet set, Solving solving, List<GridPoint> points, double tolerance, RunLog log) {
    FullModels full = new FullModels(set, solving, points, tolerance);
    if (points.isEmpty()) {
      return full;
    }
    if (solving.saved().begun()) {
      log.timed("models", full::resume);
    }
    March march = full.march();
    log.timed("march", march::walk);
    log.timed("models", () -> full.solve(march));
    return full;
  }

  /** Takes up what an earlier run has left, by one evaluation; what is not near is not taken. */
  private void resume() {
    List<Iterate> resumed = new ArrayList<>();
    forEachPoint(
        (a, k) -> {
          CompactVector saved = solving.saved().solution(a, k);
          if (saved != null) {
            models[a][k] = model(a, k, saved::toArray);
            resumed.add(models[a][k]);
          }
        });
    evaluate(resumed, solving.saved().missingAnchors());
    solving.saved().confirm(!resumed.isEmpty() && resumed.stream().allMatch(Iterate::near));
    forEachPoint((a, k) -> models[a][k] = near(models[a][k]) ? models[a][k] : null);
    advance(resumed.stream().filter(m -> m.near() && !m.done()).toList());
  }

  private static boolean near(Iterate model) {
    return model != null && model.near();
  }

  /** From the null model down every alpha that has models to be predicted. */
  private March march() {
    March march = new March(solving);
    if (set.largestGradient() > 0) {
      IntStream.range(0, solving.alphas())
          .filter(a -> points.stream().anyMatch(p -> p.alphaIndex() == a && at(p) == null))
          .forEach(a -> march.add(set, a));
    }
    return march;
  }

  private void solve(March march) {
    points.parallelStream().filter(p -> at(p) == null).forEach(p -> predict(p, march));
    List<Iterate> live =
        points.stream().map(this::at).filter(m -> m.best() == null || !m.done()).toList();
    while (!live.isEmpty()) {
      evaluate(live, wanted(live, solving.anchors()));
      live = live.stream().filter(m -> !m.done()).toList();
      advance(live);
    }
  }

  /** Makes one pass and keeps what it found. */
  private void evaluate(List<Iterate> live, List<double[]> anchors) {
    List<double[]> where = live.stream().map(Iterate::point).toList();
    List<double[][]> sums = solving.data().gradients(PURPOSE, where, anchors);
    for (int i = 0; i < live.size(); i++) {
      live.get(i).receive(sums.get(i));
    }
    long left = live.stream().filter(m -> !m.done()).count();
    long all = points.size();
    solving.listener().solved("models of all rows", all - left, all);
    forEachPoint(
        (a, k) -> {
          if (near(models[a][k])) {
            solving.saved().solved(a, k, CompactVector.of(models[a][k].best()));
          }
        });
    solving.saved().offer();
  }

  private void advance(List<Iterate> live) {
    live.parallelStream()
        .forEach(m -> m.advance(solving.anchors().curvature(m.point(), m.held()), solving.blas()));
  }

  private interface AtPoint {
    void at(int a, int k);
  }

  private void forEachPoint(AtPoint action) {
    points.forEach(p -> action.at(p.alphaIndex(), p.gridIndex()));
  }

  private void predict(GridPoint point, March march) {
    int a = point.alphaIndex();
    int k = point.gridIndex();
    double needed = predicted(tolerance) * set.unit();
    models[a][k] = model(a, k, () -> march.between(set, a, k, needed));
  }

  /** A model that begins somewhere; where the null model is the solution, there. */
  private Iterate model(int a, int k, Supplier<double[]> start) {
    double alpha = solving.alpha(a);
    double lambda = solving.lambda(a, k);
    return set.allZero(alpha, lambda)
        ? new Iterate(
            set, set.penalty(alpha, lambda), set.nullPoint(), set.unit(), Double.POSITIVE_INFINITY)
        : set.model(alpha, lambda, start.get(), tolerance);
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
    int most = Math.min(MOST_ANCHORS, Math.max(1, anchors.capacity() / 8));
    List<double[]> wanted =
        live.stream()
            .filter(m -> m.evaluations() >= 2 * PATIENCE)
            .sorted(Comparator.comparingInt(Iterate::evaluations).reversed())
            .limit(most)
            .map(Iterate::point)
            .collect(Collectors.toCollection(ArrayList::new));
    List<double[]> slow =
        live.stream().filter(m -> m.evaluations() >= PATIENCE).map(Iterate::point).toList();
    wanted.addAll(anchors.uncovered(slow, NEAR, most));
    return wanted;
  }

  Iterate at(GridPoint point) {
    return models[point.alphaIndex()][point.gridIndex()];
  }
}
