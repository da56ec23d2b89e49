package io.glidepath.path.general;

import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.Grid;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.HeldOut;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks paths down their grids together, in steps as long as a local quadratic model of the loss
 * can be trusted, and leaves nodes behind: points close to solutions, with exact gradients, and
 * anchors with exact curvature among them. The solutions between nodes are predicted from them.
 *
 * <p>With P the penalty at lambda, and x_n, g_n = -f'(x_n), H_n the point, the gradient and the
 * curvature at the last node, a step goes to
 *
 * <pre>
 *   x(lambda) = argmin_x  -g_n'(x - x_n) + (x - x_n)' H_n (x - x_n) / 2 + P(x)
 * </pre>
 *
 * for the smallest lambda of the grid that leaves x(lambda) within {@link #STRIDE} of x_n. Between
 * a left node L and a right node R, t = log(lambda_L / lambda) / log(lambda_L / lambda_R) of the
 * way, the same formula holds around x_R with
 *
 * <pre>
 *   H = (1 - t) H_L + t H_R
 *   g = (1 - t) (g_L - H_L (x_R - x_L)) + t g_R
 * </pre>
 *
 * <p>A pass takes each path one step further, however many lambdas lie between.
 */
final class March {
  private static final String PURPOSE = "march";

  /**
   * Longest step, as measured by {@link Anchors#distance}. The error of a prediction is about its
   * square, so shorter steps cost cheap passes here and save dear ones, those of all models.
   */
  private static final double STRIDE = 0.1;

  /** How far a node may be from the solution it stands for. */
  private static final double CLOSE = STRIDE / 4;

  /** How far from an anchor the curvature is still good enough. */
  static final double REACH = 0.12;

  /** Tolerance of predictions, in largest null gradients: solving more exactly gains nothing. */
  private static final double ROUGH = 1e-4;

  /** A step in log lambda that is not halved again. */
  private static final double SHORTEST = 1e-3;

  /**
   * A point with an exact gradient.
   *
   * @param position on the path, log lambda
   */
  private record Node(double position, double[] point, double[] gradient) {}

  /** The path of one alpha in one training set, and how far it has been walked. */
  private final class Track {
    private final TrainingSet set;
    private final int a;
    private final TreeMap<Double, Node> nodes = new TreeMap<>(Comparator.reverseOrder());
    private double position;
    private double longest = Double.POSITIVE_INFINITY;
    private Iterate towards;

    Track(TrainingSet set, int a) {
      this.set = set;
      this.a = a;
      double step = solving.lambdas() > 1 ? position(0) - position(1) : 1;
      double largest = set.largestLambda() / Math.max(solving.alpha(a), Grid.RIDGE_LIKE);
      double first = Math.max(position(0) + step, Math.log(largest));
      nodes.put(first, new Node(first, set.nullPoint(), set.nullGradient()));
    }

    /** log lambda of a grid point; the smallest number stands in for lambda = 0. */
    private double position(int k) {
      return Math.log(Math.max(solving.lambda(a, k), Double.MIN_NORMAL));
    }

    private Penalty penalty(int k) {
      return set.penalty(solving.alpha(a), solving.lambda(a, k));
    }

    private Curvature curvature(double[] point) {
      return solving.anchors().curvature(point, set.held());
    }

    boolean ended() {
      return towards == null && nodes.lastKey() <= position(solving.lambdas() - 1);
    }

    /** Follows the predicted path as far as it can be trusted, and at least one step. */
    void predict() {
      Node from = nodes.lastEntry().getValue();
      Curvature curvature = new Remembered(curvature(from.point()));
      int next = 0;
      while (position(next) >= from.position()) {
        next++;
      }
      boolean stop = position(next) < from.position() - longest;
      position = stop ? from.position() - longest : position(next);
      Penalty penalty = stop ? set.penalty(solving.alpha(a), Math.exp(position)) : penalty(next);
      double[] predicted = predicted(from, curvature, penalty);
      while (!stop && ++next < solving.lambdas()) {
        double[] solution = predicted(from, curvature, penalty(next));
        stop = solving.anchors().distance(from.point(), solution) > STRIDE;
        if (!stop) {
          predicted = solution;
          penalty = penalty(next);
          position = position(next);
        }
      }
      towards = new Iterate(set, penalty, predicted, set.largestGradient(), Double.MIN_NORMAL);
      towards.fallBackTo(from.point(), from.gradient(), null);
    }

    private double[] predicted(Node from, Curvature curvature, Penalty penalty) {
      double tolerance = ROUGH * set.largestGradient();
      return LocalModel.at(curvature, from.point(), from.gradient(), penalty)
          .minimum(tolerance, solving.blas());
    }

    /**
     * Turns a point that is close enough into a node, or else goes nearer. A prediction that is
     * further from optimal than the null model has gone too far: given lambdas may lie decades
     * below the largest, or apart, and then the path is walked with stops between grid points.
     */
    void arrive() {
      double length = nodes.lastKey() - position;
      if (towards.evaluations() == 1 && towards.astray() && length > SHORTEST) {
        longest = length / 2;
        towards = null;
        return;
      }
      if (!towards.done()) {
        double[] there = towards.point();
        towards.advance(curvature(there), solving.blas());
        if (solving.anchors().distance(there, towards.point()) > CLOSE) {
          return;
        }
      }
      nodes.put(position, new Node(position, towards.best(), towards.bestGradient()));
      longest *= 2;
      towards = null;
    }

    /** The solution at a grid point as the nodes before and after it predict it. */
    double[] between(int k, double tolerance) {
      Node right = nodes.ceilingEntry(position(k)).getValue();
      Node left = nodes.lowerEntry(position(k)).getValue();
      double share = (left.position() - position(k)) / (left.position() - right.position());
      Penalty penalty = penalty(k);
      int[] columns =
          LocalModel.together(
              LocalModel.moving(penalty, left.point(), left.gradient()),
              LocalModel.moving(penalty, right.point(), right.gradient()));
      SymmetricMatrix curvature = curvature(left.point()).over(columns);
      SymmetricMatrix other = curvature(right.point()).over(columns);
      double[] gradient = right.gradient().clone();
      double[] apart = new double[columns.length];
      for (int i = 0; i < apart.length; i++) {
        apart[i] = right.point()[columns[i]] - left.point()[columns[i]];
      }
      // what the left node's expansion says of the right node's gradient
      double[] change = curvature.product(apart);
      for (int i = 0; i < columns.length; i++) {
        int j = columns[i];
        gradient[j] = share * gradient[j] + (1 - share) * (left.gradient()[j] - change[i]);
      }
      SymmetricMatrix mixed = curvature.mixed(1 - share, other, share);
      return new LocalModel(columns, mixed, right.point(), gradient, penalty)
          .minimum(tolerance, solving.blas());
    }
  }

  /** A curvature that is asked for the same unknowns again and again; not to be changed. */
  private static final class Remembered implements Curvature {
    private final Curvature curvature;
    private int[] columns;
    private SymmetricMatrix last;

    Remembered(Curvature curvature) {
      this.curvature = curvature;
    }

    @Override
    public SymmetricMatrix over(int[] asked) {
      if (!Arrays.equals(columns, asked)) {
        last = curvature.over(asked);
        columns = asked;
      }
      return last;
    }
  }

  private final Solving solving;
  private final Map<HeldOut, Map<Integer, Track>> tracks = new TreeMap<>();

  March(Solving solving) {
    this.solving = solving;
  }

  /** Adds a path to be walked. */
  void add(TrainingSet set, int a) {
    tracks.computeIfAbsent(set.held(), f -> new TreeMap<>()).put(a, new Track(set, a));
  }

  /** Walks all paths to the end of their grids. */
  void walk() {
    List<Track> walking = tracks.values().stream().flatMap(m -> m.values().stream()).toList();
    while (!walking.isEmpty()) {
      walking.parallelStream().filter(t -> t.towards == null).forEach(Track::predict);
      List<double[]> points = walking.stream().map(t -> t.towards.point()).toList();
      List<double[]> anchors = solving.anchors().uncovered(points, REACH, points.size());
      List<double[][]> sums = solving.data().gradients(PURPOSE, points, anchors);
      for (int i = 0; i < walking.size(); i++) {
        walking.get(i).towards.receive(sums.get(i));
      }
      walking.parallelStream().forEach(Track::arrive);
      walking = walking.stream().filter(t -> !t.ended()).toList();
    }
  }

  /** The predicted solution at a grid point of a path that was walked. */
  double[] between(TrainingSet set, int a, int k, double tolerance) {
    return tracks.get(set.held()).get(a).between(k, tolerance);
  }
}
