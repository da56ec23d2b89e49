package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.solve.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Models of several training sets, side by side, on rows at hand, that are taken from solution to
 * solution.
 *
 * <p>Of many columns a problem is at first about those that may move: those of the former solution,
 * and those that the penalty may let go. A look at the gradients of all columns ends each problem
 * and brings in what was missed.
 */
final class LaneModels {
  private static final int MOST_LOOKS = 20;

  /** Numbers of each row and model, those of {@link io.glidepath.solve.LaneDescent} included. */
  private static final int OF_ROWS = 14;

  /** Numbers of each column and model, likewise. */
  private static final int OF_COLUMNS = 12;

  private final List<TrainingSet> sets;
  private final RowsAtHand rows;
  private final LaneNewton newton;
  private final int m;
  private final double[] b;
  private final double[] former;
  private final double[] gradient;

  /**
   * @param rows as these sets see them
   * @param targets how far from optimal each model may be, in units of its gradient
   */
  LaneModels(List<TrainingSet> sets, RowsAtHand rows, double[] targets, Blas blas) {
    this.sets = sets;
    this.rows = rows;
    this.m = rows.lanes();
    this.newton = new LaneNewton(sets, rows, targets, blas);
    this.b = rows.columns();
    this.former = rows.columns();
    this.gradient = rows.columns();
  }

  /** What so many models side by side take, at most. */
  static double bytes(double rows, double columns, int lanes) {
    return Double.BYTES * lanes * (OF_ROWS * rows + OF_COLUMNS * columns);
  }

  /** How many there are. */
  int size() {
    return sets.size();
  }

  /** Takes over points, one of each set. */
  void begin(List<double[]> points) {
    for (int l = 0; l < points.size(); l++) {
      put(l, points.get(l));
    }
    newton.begin(b);
    newton.gradients(gradient);
  }

  /**
   * Goes to the minima.
   *
   * @param penalties one of each set
   * @param margin by how much the gradients may grow on the way there
   * @return what is left of the optimality conditions of each, in its largest null gradients, as
   *     points and rows alone say
   */
  double[] solve(Penalty[] penalties, double margin) {
    newton.begin(b);
    int[] working = columns(j -> moves(j, penalties, margin));
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      newton.solve(working, penalties, b);
      newton.begin(b); // anew: not what the steps have carried along
      newton.gradients(gradient);
      int[] former = working;
      working = columns(j -> Arrays.binarySearch(former, j) >= 0 || moves(j, penalties, 1));
      if (working.length == former.length) {
        break;
      }
    }
    return violations(penalties);
  }

  private double[] violations(Penalty[] penalties) {
    double[] worst = new double[sets.size()];
    for (int l = 0; l < worst.length; l++) {
      TrainingSet set = sets.get(l);
      worst[l] = set.absoluteViolation(penalties[l], b, gradient, l, m) / set.unit();
    }
    return worst;
  }

  /**
   * Moves the points on along the line from the solutions before the last ones through these, where
   * a coefficient keeps its sign and the penalty allows it: near to the next solutions, of which
   * nothing is taken for granted.
   *
   * @param part how far, the last step being 1
   */
  void extrapolate(double part, Penalty[] penalties) {
    int first = sets.get(0).first();
    for (int j = 0; j < rows.x().columns(); j++) {
      for (int l = 0; l < sets.size(); l++) {
        int at = j * m + l;
        double next = b[at] + part * (b[at] - former[at]);
        boolean stays =
            j >= first
                && (former[at] == 0
                    || next * b[at] <= 0
                    || penalties[l].value(j, next) == Double.POSITIVE_INFINITY);
        former[at] = b[at];
        b[at] = stays ? b[at] : next;
      }
    }
  }

  private int[] columns(IntPredicate which) {
    return IntStream.range(sets.get(0).first(), rows.x().columns()).filter(which).toArray();
  }

  private boolean moves(int j, Penalty[] penalties, double margin) {
    for (int l = 0; l < penalties.length; l++) {
      if (b[j * m + l] != 0 || penalties[l].prox(j, margin * gradient[j * m + l], 1) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes over a point: the intercept is that of columns as they are held. */
  private void put(int l, double[] x) {
    double moved = 0;
    int first = sets.get(l).first();
    for (int j = first; j < x.length; j++) {
      b[j * m + l] = x[j];
      moved += rows.x().centre(j) * x[j];
    }
    if (first > 0) {
      b[l] = x[0] - moved;
    }
  }

  /** The unknowns of the model of a set. */
  double[] point(int l) {
    double[] x = new double[rows.x().columns()];
    double moved = 0;
    int first = sets.get(l).first();
    for (int j = first; j < x.length; j++) {
      x[j] = b[j * m + l];
      moved += rows.x().centre(j) * x[j];
    }
    if (first > 0) {
      x[0] = b[l] + moved;
    }
    return x;
  }
}
