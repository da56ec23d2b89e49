package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.solve.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The path of one alpha, for all rows and without each fold at once, each solution from the one
 * before. The model of all rows has to be nearer to its minimum than those of the folds, and goes
 * the rest of the way alone.
 *
 * <p>Columns join a problem by the sequential strong rule (Tibshirani et al. 2012): from one
 * strength to the next, gradients are taken to change no faster than the strength.
 */
final class LanePath {
  /** Of the tolerance, so that another order of summation does not matter. */
  private static final double WITHIN = 0.5;

  /** The rule is of no use beyond. */
  private static final double MOST_MARGIN = 8;

  private final List<TrainingSet> sets;
  private final Solving solving;
  private final int a;
  private final List<LaneModels> groups;
  private final LaneModels whole;

  /** Takes the solutions of a grid point, one of each training set. */
  interface Solved {
    /** Whether the path goes on. */
    boolean take(int k, List<Solution> solutions);
  }

  /**
   * A model of one training set.
   *
   * @param violation what is left of its optimality conditions, in largest null gradients
   */
  record Solution(CompactVector point, double violation) {}

  /**
   * @param sets all rows first, then without each fold
   * @param rows as all sets see them
   * @param whole as the first one does
   * @param tolerance of the model of all rows, in largest null gradients
   * @param foldTolerance of the others
   */
  LanePath(
      List<TrainingSet> sets,
      List<RowsAtHand> rows,
      RowsAtHand whole,
      Solving solving,
      int a,
      double tolerance,
      double foldTolerance) {
    this.sets = sets;
    this.solving = solving;
    this.a = a;
    List<TrainingSet> first = sets.subList(0, 1);
    this.groups = new ArrayList<>();
    int from = 0;
    for (RowsAtHand group : rows) {
      List<TrainingSet> own = sets.subList(from, from + group.models());
      groups.add(new LaneModels(own, group, targets(own, foldTolerance), solving.blas()));
      from += own.size();
    }
    this.whole = new LaneModels(first, whole, targets(first, tolerance), solving.blas());
  }

  private static double[] targets(List<TrainingSet> sets, double tolerance) {
    return sets.stream()
        .mapToDouble(TrainingSet::largestGradient)
        .map(unit -> unit == 0 ? Double.POSITIVE_INFINITY : WITHIN * tolerance * unit)
        .toArray();
  }

  /** Goes on from where the path is known to. */
  void walk(Solved solved) {
    int first = 0;
    while (first < solving.lambdas() && known(first)) {
      first++;
    }
    if (first == solving.lambdas()) {
      return;
    }
    int from = first;
    List<double[]> starts =
        IntStream.range(0, sets.size())
            .mapToObj(l -> from == 0 ? sets.get(l).nullPoint() : known(l, from - 1).toArray())
            .toList();
    int at = 0;
    for (LaneModels group : groups) {
      group.begin(starts.subList(at, at + group.size()));
      at += group.size();
    }
    boolean goesOn = true;
    for (int k = first; goesOn && k < solving.lambdas(); k++) {
      goesOn = solved.take(k, solve(k, first));
    }
  }

  private boolean known(int k) {
    return IntStream.range(0, sets.size()).allMatch(l -> known(l, k) != null);
  }

  private CompactVector known(int l, int k) {
    return l == 0 ? solving.saved().solution(a, k) : solving.saved().foldModel(l - 1, a, k);
  }

  private List<Solution> solve(int k, int first) {
    double alpha = solving.alpha(a);
    double lambda = solving.lambda(a, k);
    Penalty[] penalties =
        sets.stream().map(set -> set.penalty(alpha, lambda)).toArray(Penalty[]::new);
    List<Solution> solutions = new ArrayList<>();
    for (LaneModels group : groups) {
      int from = solutions.size();
      Penalty[] own = Arrays.copyOfRange(penalties, from, from + group.size());
      group.extrapolate(k < first + 2 ? 0 : step(k), own);
      double[] violations = group.solve(own, margin(k));
      IntStream.range(0, group.size())
          .mapToObj(l -> new Solution(CompactVector.of(group.point(l)), violations[l]))
          .forEach(solutions::add);
    }
    whole.begin(List.of(solutions.get(0).point().toArray()));
    double[] violation = whole.solve(Arrays.copyOf(penalties, 1), 1);
    solutions.set(0, new Solution(CompactVector.of(whole.point(0)), violation[0]));
    for (int l = 0; l < sets.size(); l++) {
      TrainingSet set = sets.get(l);
      if (set.allZero(alpha, lambda)) { // the penalty alone says what the solution is
        solutions.set(l, new Solution(CompactVector.of(set.nullPoint()), set.nullViolation()));
      }
    }
    return solutions;
  }

  /** How far it is to the next strength, the last step being 1; 0 if that cannot be told. */
  private double step(int k) {
    double last = Math.log(solving.lambda(a, k - 1) / solving.lambda(a, k - 2));
    double next = Math.log(solving.lambda(a, k) / solving.lambda(a, k - 1));
    return last < 0 && next >= 2 * last ? next / last : 0;
  }

  /** By how much gradients may grow on the way to the next strength. */
  private double margin(int k) {
    double next = solving.lambda(a, k);
    double before = k == 0 ? next : solving.lambda(a, k - 1);
    double left = 2 * next - before;
    return left * MOST_MARGIN > next ? next / left : MOST_MARGIN;
  }
}
