package io.glidepath.path.general;

import io.glidepath.family.Family;
import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.GramMatrix;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.SweepSize;
import io.glidepath.stats.Cells;
import io.glidepath.stats.CurvatureSums;
import io.glidepath.stats.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact second derivatives of the loss at a few points, the anchors, for all rows and without each
 * fold, and an approximation of them at other points, right to first order inside the hull of the
 * anchors.
 *
 * <p>With C_i = sum w h x x' over all rows at anchor a_i (h the second derivative of the loss of a
 * row), C_if the same over the rows of fold f, and W, W_f the sums of weights:
 *
 * <pre>
 *   H(x) = sum_i s_i C_i / W                        all rows
 *   H(x) = sum_i s_i (C_i - C_if) / (W - W_f)       without fold f; forward in time, C_i - C_if
 *                                                   is the sum over the cells that train
 *   s    = argmin |x - sum_i s_i a_i|,  s_i >= 0,  sum_i s_i = 1,  over the nearest anchors
 *   |d|  = sqrt(d' M d)                             M the curvature at the first anchor
 * </pre>
 *
 * <p>A fold may be one of several repeats. Memory: 4 p (p + 1) bytes for each fold and anchor, less
 * with sparse columns ({@link GramMatrix#bytes}). Where many would take more than {@value
 * #MOST_BYTES} bytes, the oldest makes room for the newest.
 */
final class Anchors {
  private static final int NEIGHBOURS = 4;
  private static final long MOST_BYTES = 1L << 29;
  private static final int FEWEST = 6;

  /** More than there are of these are hardly wanted. */
  private static final int USUAL_MOST = 100;

  private final int size;
  private final Cells cells;
  private final Family family;
  private final List<Anchor> anchors = new ArrayList<>();
  private final int[] everything;
  private SymmetricMatrix metric;

  /**
   * One point of known curvature.
   *
   * @param trained sums over the rows that are left where each fold is held out
   * @param product the metric times the point, to measure distances with
   */
  private record Anchor(
      double[] point, List<GramMatrix> trained, GramMatrix all, double[] product, double length) {
    GramMatrix sums(HeldOut held) {
      return held.isNothing() ? all : trained.get(held.position());
    }
  }

  /**
   * @param size number of unknowns, p
   */
  Anchors(int size, Cells cells, Family family) {
    this.size = size;
    this.cells = cells;
    this.family = family;
    this.everything = IntStream.range(0, size).toArray();
  }

  /** About what they take in the end. */
  static double bytes(SweepSize size) {
    double curvature =
        Double.BYTES * size.sparseProducts().orElse(FoldMoments.bytes(size.columns()) / 16);
    double anchor = (size.folds() + 1.0) * curvature;
    return Math.max(FEWEST * anchor, Math.min(MOST_BYTES, USUAL_MOST * anchor));
  }

  /** How many anchors fit into memory. */
  int capacity() {
    return (int) Math.max(FEWEST, MOST_BYTES / (curvatureBytes() * (cells.size() + 1)));
  }

  /** About how many bytes a curvature takes: of one cell's rows at one point. */
  long curvatureBytes() {
    return anchors.isEmpty() ? 4L * size * (size + 1) : anchors.get(0).all().bytes();
  }

  /**
   * Adds a point.
   *
   * @param sums curvature sums over each fold's rows, of which this point is the model given
   */
  void add(double[] point, List<CurvatureSums> sums, int model) {
    List<GramMatrix> byFold =
        CrossProducts.matrices(
            sums.stream().map(s -> s.products(model)).toList(),
            anchors.isEmpty() ? null : anchors.get(0).all());
    GramMatrix all = sum(byFold, HeldOut.NOTHING);
    List<GramMatrix> trained =
        IntStream.range(0, cells.folds()).mapToObj(f -> trained(byFold, all, f)).toList();
    if (metric == null) {
      double[] mean = {1 / cells.trainingWeight(HeldOut.NOTHING)};
      metric = all.mixture(mean, List.of(all), everything);
    }
    if (anchors.size() >= capacity()) {
      anchors.remove(0);
    }
    double[] product = metric.product(point);
    anchors.add(new Anchor(point.clone(), trained, all, product, dot(product, point)));
  }

  private GramMatrix sum(List<GramMatrix> byFold, HeldOut held) {
    GramMatrix sum = byFold.get(0).zeros();
    cells.training(held).forEach(c -> sum.add(1, byFold.get(c)));
    return sum;
  }

  /** Without a fold; by a difference, where all the others are trained on. */
  private GramMatrix trained(List<GramMatrix> byFold, GramMatrix all, int fold) {
    if (cells.repeats().isForward()) {
      return sum(byFold, HeldOut.cell(fold));
    }
    GramMatrix others = all.zeros();
    others.add(1, all);
    others.add(-1, byFold.get(fold));
    return others;
  }

  /** The points, the oldest first. */
  List<double[]> points() {
    return anchors.stream().map(Anchor::point).toList();
  }

  /**
   * Approximate second derivatives of the mean loss at a point.
   *
   * @param held whose rows are left out
   */
  Curvature curvature(double[] x, HeldOut held) {
    double[] product = metric.product(x);
    int[] near = nearest(x, product);
    double[] shares = shares(x, product, near);
    double weight = cells.trainingWeight(held);
    int[] mixed = IntStream.range(0, near.length).filter(i -> shares[i] > 0).toArray();
    double[] each = LocalModel.chosen(shares, mixed);
    for (int i = 0; i < each.length; i++) {
      each[i] /= weight;
    }
    List<GramMatrix> sums =
        IntStream.of(mixed).mapToObj(i -> anchors.get(near[i]).sums(held)).toList();
    return columns -> sums.get(0).mixture(each, sums, columns);
  }

  /**
   * The distance between two points, sqrt((x - y)' C_i (x - y) / C_i[0][0]) with a_i the anchor
   * nearest to the first: the root of the mean squared difference of their linear predictors,
   * weighted by the curvature there (without intercept in the unit of the first column). The
   * curvatures at the two differ by about a third of it, relatively.
   */
  double distance(double[] x, double[] y) {
    return distance(anchors.get(nearest(x)[0]), x, y);
  }

  private double distance(Anchor anchor, double[] x, double[] y) {
    double[] d = new double[size];
    for (int j = 0; j < size; j++) {
      d[j] = x[j] - y[j];
    }
    double squared = anchor.all().quadratic(d);
    double unit = anchor.all().square(0);
    if (!(unit > 0)) {
      return 0;
    }
    double change = family.change(unit / cells.trainingWeight(HeldOut.NOTHING));
    return Math.sqrt(Math.max(0, squared) / unit) / change;
  }

  /**
   * The points that are near neither an anchor nor a point chosen before them.
   *
   * @param most how many to choose at most
   */
  List<double[]> uncovered(List<double[]> points, double reach, int most) {
    List<double[]> chosen = new ArrayList<>();
    for (double[] point : points) {
      Anchor anchor = anchors.get(nearest(point)[0]);
      boolean covered =
          distance(anchor, point, anchor.point()) <= reach
              || chosen.stream().anyMatch(c -> distance(anchor, point, c) <= reach);
      if (!covered) {
        chosen.add(point);
      }
      if (chosen.size() == most) {
        break;
      }
    }
    return chosen;
  }

  /** Positions of the nearest anchors, the very nearest first. */
  private int[] nearest(double[] x) {
    return nearest(x, metric.product(x));
  }

  private int[] nearest(double[] x, double[] product) {
    double length = dot(product, x);
    int[] near = new int[Math.min(NEIGHBOURS, anchors.size())];
    double[] distances = new double[near.length];
    int found = 0;
    for (int i = 0; i < anchors.size(); i++) {
      Anchor anchor = anchors.get(i);
      double distance = length - 2 * dot(anchor.product(), x) + anchor.length();
      int at = found < near.length ? found++ : near.length;
      for (; at > 0 && distances[at - 1] > distance; at--) {
        if (at < near.length) {
          near[at] = near[at - 1];
          distances[at] = distances[at - 1];
        }
      }
      if (at < near.length) {
        near[at] = i;
        distances[at] = distance;
      }
    }
    return near;
  }

  /** The shares s of H(x), by coordinate descent over pairs. */
  private double[] shares(double[] x, double[] product, int[] near) {
    int n = near.length;
    double length = dot(product, x);
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Anchor a = anchors.get(near[i]);
        Anchor b = anchors.get(near[j]);
        gram[i][j] =
            dot(a.product(), b.point()) - dot(a.product(), x) - dot(b.product(), x) + length;
      }
    }
    double[] shares = new double[n];
    shares[0] = 1;
    for (int sweep = 0; sweep < 20; sweep++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          exchange(gram, shares, i, j);
        }
      }
    }
    return shares;
  }

  /** Moves weight from one share to another so that the mix comes nearest. */
  private static void exchange(double[][] gram, double[] shares, int i, int j) {
    double slope = 0;
    for (int k = 0; k < shares.length; k++) {
      slope += (gram[i][k] - gram[j][k]) * shares[k];
    }
    double curvature = gram[i][i] - 2 * gram[i][j] + gram[j][j];
    if (curvature > 0) {
      double moved = Math.max(-shares[i], Math.min(shares[j], -slope / curvature));
      shares[i] += moved;
      shares[j] -= moved;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
