package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.Grid;
import io.glidepath.path.Progress;
import io.glidepath.path.SweepShape;
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
  private final Optional<Progress> found;
  private final CompactVector[][] solutions;
  private final CompactVector[][][] foldModels;
  private final double[][][] foldViolations;
  private boolean begun;
  private boolean confirmed;

  private SavedWork(
      Checkpoint checkpoint, SweepShape shape, Anchors anchors, Optional<Progress> found) {
    this.checkpoint = checkpoint;
    this.shape = shape;
    this.anchors = anchors;
    this.found = found;
    Progress begun = found.map(p -> p.on(shape)).orElseGet(() -> nothing(shape));
    this.solutions = begun.solutions();
    this.foldModels = begun.foldModels();
    this.foldViolations = begun.foldViolations();
  }

  private static Progress nothing(SweepShape shape) {
    int folds = shape.folds().length;
    int alphas = shape.alphas().length;
    int lambdas = shape.lambdaCount();
    return new Progress(
        shape,
        List.of(),
        new CompactVector[alphas][lambdas],
        new CompactVector[folds][alphas][lambdas],
        new double[folds][alphas][lambdas]);
  }

  /** What is there to begin with. */
  static SavedWork of(Checkpoint checkpoint, Grid grid, Evaluator data, int unknowns) {
    SweepShape shape =
        new SweepShape(unknowns, data.cells().heldOut().names(), grid.alphas(), grid.lambdas());
    return new SavedWork(checkpoint, shape, data.anchors(), checkpoint.load(shape));
  }

  /** What there is of a grid that goes on below this one. */
  SavedWork longer(Grid grid) {
    SweepShape longer =
        new SweepShape(shape.unknowns(), shape.folds(), grid.alphas(), grid.lambdas());
    Progress all = progress().on(longer);
    Progress together = found.map(p -> all.or(p.on(longer))).orElse(all);
    return new SavedWork(checkpoint, longer, anchors, Optional.of(together));
  }

  private Progress progress() {
    return new Progress(shape, anchors.points(), solutions, foldModels, foldViolations);
  }

  /** Whether there is something to go on from: of an earlier run, or found before any pass. */
  boolean begun() {
    return begun || found.isPresent();
  }

  /** Where the earlier run knew the curvature and this one does not yet. */
  List<double[]> missingAnchors() {
    List<double[]> known = anchors.points();
    return found.map(Progress::anchors).orElse(List.of()).stream()
        .filter(anchor -> known.stream().noneMatch(k -> Arrays.equals(k, anchor)))
        .toList();
  }

  /** The model of all rows at a grid point; null if there is none. */
  CompactVector solution(int a, int k) {
    return solutions[a][k];
  }

  /** The model without a fold, by its position, at a grid point; null if there is none. */
  CompactVector foldModel(int f, int a, int k) {
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

  void solved(int a, int k, CompactVector point) {
    begun = true;
    solutions[a][k] = point;
  }

  void trained(int f, int a, int k, CompactVector point, double violation) {
    foldModels[f][a][k] = point;
    foldViolations[f][a][k] = violation;
  }

  /** Lets the checkpoint have it all. */
  void offer() {
    checkpoint.offer(this::progress);
  }
}
