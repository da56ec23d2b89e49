package io.glidepath.path;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep has come to so far: at first what an earlier run has left in the {@link Checkpoint},
 * then more and more of its own.
 */
final class SavedWork {
  private final Checkpoint checkpoint;
  private final SweepShape shape;
  private final Anchors anchors;
  private final List<double[]> foundAnchors;
  private final double[][][] solutions;
  private final double[][][][] foldModels;
  private final double[][][] foldViolations;
  private final boolean resumed;
  private boolean confirmed;

  private SavedWork(
      Checkpoint checkpoint, SweepShape shape, Anchors anchors, Optional<Progress> found) {
    this.checkpoint = checkpoint;
    this.shape = shape;
    this.anchors = anchors;
    this.resumed = found.isPresent();
    this.foundAnchors = found.map(Progress::anchors).orElse(List.of());
    int alphas = shape.alphas().length;
    int lambdas = shape.lambdaCount();
    this.solutions = found.map(Progress::solutions).orElse(new double[alphas][lambdas][]);
    this.foldModels =
        found.map(Progress::foldModels).orElse(new double[shape.folds().length][alphas][lambdas][]);
    this.foldViolations =
        found
            .map(Progress::foldViolations)
            .orElse(new double[shape.folds().length][alphas][lambdas]);
  }

  /** What is there to begin with. */
  static SavedWork of(Checkpoint checkpoint, Grid grid, LossEvaluator data, int unknowns) {
    int[] folds = new int[data.folds()];
    Arrays.setAll(folds, data::fold);
    SweepShape shape = new SweepShape(unknowns, folds, grid.alphas(), grid.lambdas());
    return new SavedWork(checkpoint, shape, data.anchors(), checkpoint.load(shape));
  }

  /** Whether there is something of an earlier run. */
  boolean resumed() {
    return resumed;
  }

  /** Where the earlier run knew the curvature and this one does not yet. */
  List<double[]> missingAnchors() {
    List<double[]> known = anchors.points();
    return foundAnchors.stream()
        .filter(found -> known.stream().noneMatch(k -> Arrays.equals(k, found)))
        .toList();
  }

  /** The model of all rows at a grid point; null if there is none. */
  double[] solution(int a, int k) {
    return solutions[a][k];
  }

  /** The model without a fold, by its position, at a grid point; null if there is none. */
  double[] foldModel(int f, int a, int k) {
    return foldModels[f][a][k];
  }

  /**
   * Says whether the models of all rows that were found are solutions of the rows at hand: only
   * then is what was found of the folds believed without another look at the rows.
   */
  void confirm(boolean solutionsHold) {
    confirmed = solutionsHold;
  }

  /** Whether a fold model that was found is known to be within a tolerance. */
  boolean done(int f, int a, int k, double tolerance) {
    return confirmed && foldModels[f][a][k] != null && foldViolations[f][a][k] <= tolerance;
  }

  double foldViolation(int f, int a, int k) {
    return foldViolations[f][a][k];
  }

  void solved(int a, int k, double[] point) {
    solutions[a][k] = point;
  }

  void trained(int f, int a, int k, double[] point, double violation) {
    foldModels[f][a][k] = point;
    foldViolations[f][a][k] = violation;
  }

  /** Lets the checkpoint have it all. */
  void offer() {
    checkpoint.offer(
        () -> new Progress(shape, anchors.points(), solutions, foldModels, foldViolations));
  }
}
