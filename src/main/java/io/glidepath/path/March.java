package io.glidepath.path;

import io.glidepath.solve.Penalty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks paths down their grids together, in steps as long as a local quadratic model of the loss
 * can be trusted, and leaves behind nodes: points close to solutions, with exact gradients, and
 * anchors of exact curvature among them. From these every solution between is predicted.
 *
 * <p>A pass takes each path one step further, whatever number of lambdas lies between.
 */
final class March {
  private static final String PURPOSE = "march";

  /**
   * Longest step, as {@link Anchors#distance} measures. Passes of the march are cheap beside those
   * of all models, which shorter steps save: predictions are off by about its square.
   */
  private static final double STRIDE = 0.1;

  /** How far a node may be from the solution it stands for. */
  private static final double CLOSE = STRIDE / 4;

  /** How far from an anchor the curvature is still good enough. */
  static final double REACH = 0.12;

  /** Of the largest null gradient: more exact predictions would not be. */
  private static final double ROUGH = 1e-4;

  /**
   * A point with an exact gradient.
   *
   * @param k the grid index whose solution it is near; -1 for the null model
   * @param position on the path, log lambda
   */
  private record Node(int k, double position, double[] point, double[] gradient) {}

  /** One alpha of one training set, and how far it has been walked. */
  private final class Track {
    private final TrainingSet set;
    private final int fold;
    private final int a;
    private final TreeMap<Integer, Node> nodes = new TreeMap<>();
    private int k;
    private Iterate towards;

    Track(TrainingSet set, int fold, int a) {
      this.set = set;
      this.fold = fold;
      this.a = a;
      double first = Math.log(solving.lambda(a, 0));
      double step = solving.lambdas() > 1 ? first - Math.log(solving.lambda(a, 1)) : 1;
      nodes.put(-1, new Node(-1, first + step, set.nullPoint(), set.nullGradient()));
    }

    private Penalty penalty(int at) {
      return set.penalty(solving.alpha(a), solving.lambda(a, at));
    }

    private double[] curvature(double[] point) {
      return solving.anchors().curvature(point, fold);
    }

    boolean ended() {
      return towards == null && nodes.lastKey() == solving.lambdas() - 1;
    }

    /** Follows the predicted path as far as it can be trusted. */
    void predict() {
      Node from = nodes.lastEntry().getValue();
      double[] curvature = curvature(from.point());
      double[] predicted = null;
      double tolerance = ROUGH * set.largestGradient();
      for (int next = from.k() + 1; next < solving.lambdas(); next++) {
        double[] solution =
            Iterate.minimum(
                curvature, from.point(), from.gradient(), penalty(next), tolerance, solving.blas());
        boolean far = solving.anchors().distance(from.point(), solution) > STRIDE;
        if (predicted == null || !far) {
          predicted = solution;
          k = next;
        }
        if (far) {
          break;
        }
      }
      towards = new Iterate(set, penalty(k), predicted, set.largestGradient(), Double.MIN_NORMAL);
    }

    /** Turns a point that is close enough into a node, or else goes nearer. */
    void arrive() {
      if (!towards.done()) {
        double[] there = towards.point();
        towards.advance(curvature(there), solving.blas());
        if (solving.anchors().distance(there, towards.point()) > CLOSE) {
          return;
        }
      }
      double position = Math.log(solving.lambda(a, k));
      nodes.put(k, new Node(k, position, towards.best(), towards.bestGradient()));
      towards = null;
    }

    /** The solution at a grid point as the nodes before and after it predict it. */
    double[] between(int at, double tolerance) {
      Node right = nodes.ceilingEntry(at).getValue();
      Node left = nodes.lowerEntry(at).getValue();
      double share =
          (left.position() - Math.log(solving.lambda(a, at)))
              / (left.position() - right.position());
      double[] curvature = curvature(left.point());
      double[] other = curvature(right.point());
      double[] gradient = right.gradient().clone();
      double[] apart = new double[gradient.length];
      for (int j = 0; j < apart.length; j++) {
        apart[j] = right.point()[j] - left.point()[j];
      }
      // what the left node's expansion says of the right node's gradient
      double[] change = Iterate.product(curvature, apart);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] = share * gradient[j] + (1 - share) * (left.gradient()[j] - change[j]);
      }
      for (int i = 0; i < curvature.length; i++) {
        curvature[i] = (1 - share) * curvature[i] + share * other[i];
      }
      return Iterate.minimum(
          curvature, right.point(), gradient, penalty(at), tolerance, solving.blas());
    }
  }

  private final Solving solving;
  private final Map<Integer, Map<Integer, Track>> tracks = new TreeMap<>();

  March(Solving solving) {
    this.solving = solving;
  }

  /**
   * Adds a path to be walked.
   *
   * @param fold the position of the fold that the set leaves out, -1 for none
   */
  void add(TrainingSet set, int fold, int a) {
    tracks.computeIfAbsent(fold, f -> new TreeMap<>()).put(a, new Track(set, fold, a));
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
        walking.get(i).towards.receive(sums.get(i), walking.get(i).fold);
      }
      walking.parallelStream().forEach(Track::arrive);
      walking = walking.stream().filter(t -> !t.ended()).toList();
    }
  }

  /** The predicted solution at a grid point of a path that was walked. */
  double[] between(int fold, int a, int k, double tolerance) {
    return tracks.get(fold).get(a).between(k, tolerance);
  }
}
