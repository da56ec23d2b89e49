package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.path.GridPoint;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.LinearModels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The models of cross-validation: for each fold left out, all grid points. Each starts at the
 * full-data solution, corrected by a step with the fold's own gradient there, which the passes for
 * the full data have told, and the fold's own curvature; or where an earlier run has left it.
 */
final class TrainedFolds {

  /** As {@link Anchors#distance} measures. */
  private static final double FAR = 0.6;

  /** Models that are not done after so many evaluations are walked to instead. */
  private static final int PATIENCE = 8;

  /** A fit without penalty that needs more evaluations than this has no minimum, or hardly. */
  private static final int MOST_FOR_ONE = 15;

  private final String purpose;
  private final List<TrainingSet> sets;
  private final Solving solving;
  private final Evaluator data;
  private final double tolerance;
  private final CompactVector[][][] points;
  private double worst;
  private int missed;

  private TrainedFolds(String purpose, List<TrainingSet> sets, Solving solving, double tolerance) {
    this.purpose = purpose;
    this.sets = sets;
    this.solving = solving;
    this.data = solving.data();
    this.tolerance = tolerance;
    this.points = new CompactVector[sets.size()][solving.alphas()][solving.lambdas()];
  }

  /**
   * Trains on all but each fold.
   *
   * @param sets the training sets, in the order of the folds
   * @param points where
   */
  static TrainedFolds train(
      List<TrainingSet> sets,
      Solving solving,
      List<GridPoint> points,
      FullModels full,
      double tolerance) {
    TrainedFolds folds = new TrainedFolds("fold models", sets, solving, tolerance);
    int size = sets.get(0).nullPoint().length;
    int batch = solving.data().most((long) sets.size() * size);
    for (int from = 0; from < points.size(); from += batch) {
      folds.train(points.subList(from, Math.min(points.size(), from + batch)), full);
    }
    return folds;
  }

  /**
   * Solves one model a fold, without a penalty.
   *
   * @param solving of a grid of one point, lambda = 0
   * @param starts one a fold
   * @return nothing if one of them does not converge, as where there is no minimum
   */
  static Optional<TrainedFolds> single(
      List<TrainingSet> sets, Solving solving, List<double[]> starts, double tolerance) {
    TrainedFolds folds = new TrainedFolds("unpenalised", sets, solving, tolerance);
    List<Held> models =
        IntStream.range(0, sets.size())
            .mapToObj(
                f ->
                    sets.get(f).largestGradient() == 0
                        ? folds.nothing(f, 0, 0)
                        : folds.held(f, 0, 0, starts.get(f)))
            .toList();
    List<Held> solved = models.stream().filter(h -> h.model() != null).toList();
    if (!folds.solve(solved, MOST_FOR_ONE).isEmpty()) {
      return Optional.empty();
    }
    models.forEach(folds::keep);
    return Optional.of(folds).filter(f -> f.missed() == 0);
  }

  /**
   * One model and where it belongs.
   *
   * @param model null where nothing is to be done for it
   * @param known the model then
   * @param violation of that
   */
  private record Held(
      int fold, int a, int k, Iterate model, CompactVector known, double violation) {

    /** Whether it is so far from the full-data solution that a step from there means little. */
    boolean far(FullModels full, Solving solving) {
      return model != null
          && solving.saved().foldModel(fold, a, k) == null
          && solving.anchors().distance(full.at(new GridPoint(a, k)).best(), model.point()) > FAR;
    }
  }

  private void train(List<GridPoint> part, FullModels full) {
    int size = part.size();
    List<Held> all =
        IntStream.range(0, sets.size() * size)
            .parallel()
            .mapToObj(i -> start(i / size, part.get(i % size), full))
            .toList();
    List<Held> far = new ArrayList<>(all.stream().filter(h -> h.far(full, solving)).toList());
    Set<Held> lost = new HashSet<>(far);
    far.addAll(
        solve(all.stream().filter(h -> h.model() != null && !lost.contains(h)).toList(), PATIENCE));
    lost.addAll(far);
    all.stream().filter(h -> !lost.contains(h)).forEach(this::keep);
    List<Held> walked = walk(far);
    solve(walked, Integer.MAX_VALUE);
    walked.forEach(this::keep);
  }

  /** The fold's model as a step from the full-data solution predicts it. */
  private Held start(int f, GridPoint point, FullModels full) {
    int a = point.alphaIndex();
    int k = point.gridIndex();
    TrainingSet set = sets.get(f);
    if (set.allZero(solving.alpha(a), solving.lambda(a, k))) {
      return nothing(f, a, k);
    }
    CompactVector saved = solving.saved().foldModel(f, a, k);
    if (saved != null) {
      return solving.saved().done(f, a, k, tolerance)
          ? new Held(f, a, k, null, saved, solving.saved().foldViolation(f, a, k))
          : held(f, a, k, saved.toArray());
    }
    Iterate whole = full.at(point);
    double[] x = whole.best();
    double[] gradient = set.mean(whole.bestSums());
    Penalty penalty = set.penalty(solving.alpha(a), solving.lambda(a, k));
    double needed =
        Math.max(
            Iterate.INEXACT * set.absoluteViolation(penalty, x, gradient),
            0.01 * tolerance * set.largestGradient());
    double[] start =
        LocalModel.at(solving.anchors().curvature(x, HeldOut.cell(f)), x, gradient, penalty)
            .minimum(needed, solving.blas());
    return held(f, a, k, start);
  }

  private Held held(int f, int a, int k, double[] start) {
    Iterate model = sets.get(f).model(solving.alpha(a), solving.lambda(a, k), start, tolerance);
    return new Held(f, a, k, model, null, Double.NaN);
  }

  /** The null model. */
  private Held nothing(int f, int a, int k) {
    TrainingSet set = sets.get(f);
    return new Held(f, a, k, null, CompactVector.of(set.nullPoint()), set.nullViolation());
  }

  /** Models anew, from where a walk down their own training set's path predicts them. */
  private List<Held> walk(List<Held> far) {
    March march = new March(solving);
    far.stream()
        .map(h -> List.of(h.fold(), h.a()))
        .distinct()
        .forEach(fa -> march.add(sets.get(fa.get(0)), fa.get(1)));
    march.walk();
    return far.parallelStream()
        .map(
            h ->
                held(
                    h.fold(),
                    h.a(),
                    h.k(),
                    march.between(
                        sets.get(h.fold()),
                        h.a(),
                        h.k(),
                        FullModels.predicted(tolerance) * sets.get(h.fold()).largestGradient())))
        .toList();
  }

  /**
   * Takes models to their solutions.
   *
   * @return those that are not done after so many evaluations
   */
  private List<Held> solve(List<Held> models, int patience) {
    List<Held> live = models.stream().filter(h -> !h.model().done()).toList();
    List<Held> given = new ArrayList<>();
    while (!live.isEmpty()) {
      receive(live);
      save(live);
      long left = live.stream().filter(h -> !h.model().done()).count();
      solving.listener().solved("models of folds", models.size() - left, models.size());
      live.stream().filter(h -> h.model().lost(patience)).forEach(given::add);
      live = live.stream().filter(h -> !h.model().done() && !h.model().lost(patience)).toList();
      refine(live);
      live.parallelStream()
          .forEach(
              h ->
                  h.model()
                      .advance(
                          solving.anchors().curvature(h.model().point(), h.model().held()),
                          solving.blas()));
    }
    return given;
  }

  private void receive(List<Held> live) {
    List<List<double[]>> wanted = new ArrayList<>();
    for (int f = 0; f < sets.size(); f++) {
      wanted.add(new ArrayList<>());
    }
    live.forEach(h -> wanted.get(h.fold()).add(h.model().point()));
    List<List<double[]>> gradients = data.foldGradients(purpose, wanted);
    int[] next = new int[sets.size()];
    for (Held held : live) {
      double[] sums = gradients.get(held.fold()).get(next[held.fold()]++);
      held.model().receiveMean(sets.get(held.fold()).mean(sums));
    }
  }

  private void save(List<Held> live) {
    SavedWork saved = solving.saved();
    live.stream()
        .filter(h -> h.model().near())
        .forEach(
            h ->
                saved.trained(
                    h.fold(),
                    h.a(),
                    h.k(),
                    CompactVector.of(h.model().best()),
                    h.model().violation()));
    saved.offer();
  }

  private void refine(List<Held> live) {
    List<double[]> wanted =
        FullModels.wanted(live.stream().map(Held::model).toList(), solving.anchors());
    if (!wanted.isEmpty()) {
      data.gradients(purpose, List.of(), wanted);
    }
  }

  private void keep(Held held) {
    Iterate model = held.model();
    double violation = model == null ? held.violation() : model.violation();
    points[held.fold()][held.a()][held.k()] =
        model == null ? held.known() : CompactVector.of(model.best());
    worst = Math.max(worst, violation);
    missed += violation <= tolerance ? 0 : 1; // NaN is a miss
  }

  double worstViolation() {
    return worst;
  }

  int missed() {
    return missed;
  }

  /** A fold's models of some grid points, as passes take them. */
  LinearModels models(int f, List<GridPoint> points, Unknowns units) {
    return units.solved(points.stream().map(p -> point(f, p.alphaIndex(), p.gridIndex())).toList());
  }

  /** The unknowns of a fold's model. */
  CompactVector point(int f, int a, int k) {
    return points[f][a][k];
  }
}
