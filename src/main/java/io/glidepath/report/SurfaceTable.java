package io.glidepath.report;

import io.glidepath.output.PointKey;
import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The whole surface but for its coefficients, from the table {@code paths} and the held-out scores.
 *
 * @param alphas every elastic_net_param, ascending
 * @param paths one for each
 */
record SurfaceTable(double[] alphas, List<PathTable> paths, ScoreTable scores) {

  /**
   * @param metric the score that paths show
   * @param others further scores that are asked for
   */
  static SurfaceTable read(Tables run, String metric, List<String> others) {
    List<TableRow> points =
        run.rows(
            TableSchemas.PATHS,
            "elastic_net_param",
            "grid_index",
            "reg_param",
            "intercept",
            "nonzero",
            "l1_norm",
            "l2_norm",
            "deviance",
            "deviance_ratio",
            "kkt_violation",
            "duality_gap",
            "converged");
    double[] alphas =
        points.stream()
            .mapToDouble(r -> r.number("elastic_net_param"))
            .distinct()
            .sorted()
            .toArray();
    ScoreTable scores =
        ScoreTable.read(
            run,
            alphas,
            IntStream.rangeClosed(0, others.size())
                .mapToObj(i -> i == 0 ? metric : others.get(i - 1))
                .toList());
    boolean validated = scores.folds() > 0;
    SurfaceTable surface =
        new SurfaceTable(
            alphas,
            IntStream.range(0, alphas.length)
                .mapToObj(a -> PathTable.empty(length(points, alphas[a]), validated))
                .toList(),
            scores);
    points.forEach(surface::place);
    if (validated) {
      surface.placeScores(metric);
    }
    return surface;
  }

  private static int length(List<TableRow> points, double alpha) {
    return (int) points.stream().filter(r -> r.number("elastic_net_param") == alpha).count();
  }

  private void place(TableRow r) {
    PathTable path = path(pointOf(r).a());
    int k = pointOf(r).k();
    path.regParam()[k] = r.number("reg_param");
    path.intercept()[k] = r.number("intercept");
    path.nonzero()[k] = r.integer("nonzero");
    path.l1Norm()[k] = r.number("l1_norm");
    path.l2Norm()[k] = r.number("l2_norm");
    path.deviance()[k] = r.number("deviance");
    path.devianceRatio()[k] = r.number("deviance_ratio");
    path.kktViolation()[k] = r.number("kkt_violation");
    path.dualityGap()[k] = r.number("duality_gap");
    path.converged()[k] = r.flag("converged");
  }

  private void placeScores(String metric) {
    for (int a = 0; a < alphas.length; a++) {
      for (int k = 0; k < gridPoints(a); k++) {
        ScoreTable.Score score = scores.score(metric, new GridPoint(a, k));
        path(a).mean()[k] = score.mean();
        path(a).standardError()[k] = score.standardError();
        path(a).folds()[k] = Digits.six(score.folds());
      }
    }
  }

  /** Position of an elastic_net_param; negative if the run has none such. */
  int alphaIndex(double alpha) {
    return Arrays.binarySearch(alphas, alpha);
  }

  PathTable path(int a) {
    return paths.get(a);
  }

  /** How many coefficients the model of a point has. */
  int nonzero(GridPoint p) {
    return path(p.a()).nonzero()[p.k()];
  }

  boolean validated() {
    return scores.folds() > 0;
  }

  /** Of the longest path. */
  int gridPoints() {
    return IntStream.range(0, alphas.length).map(this::gridPoints).max().orElse(0);
  }

  /** Of one path. */
  int gridPoints(int a) {
    return path(a).regParam().length;
  }

  /** What names some grid points in the tables. */
  Set<PointKey> at(Collection<GridPoint> points) {
    return points.stream().map(p -> new PointKey(alpha(p), p.k())).collect(Collectors.toSet());
  }

  /** The grid point of a row in any table that has both keys. */
  GridPoint pointOf(TableRow r) {
    return new GridPoint(alphaIndex(r.number("elastic_net_param")), r.integer("grid_index"));
  }

  double alpha(GridPoint p) {
    return alphas[p.a()];
  }

  double lambda(GridPoint p) {
    return path(p.a()).regParam()[p.k()];
  }

  /** The last point of a path, where the penalty is weakest. */
  GridPoint end(int a) {
    return new GridPoint(a, gridPoints(a) - 1);
  }

  /** The grid point of the smallest reg_param; of equal ones that of the smallest alpha. */
  GridPoint weakest() {
    int weakest = 0;
    for (int a = 1; a < alphas.length; a++) {
      if (lambda(end(a)) < lambda(end(weakest)) * (1 - 1e-9)) {
        weakest = a;
      }
    }
    return end(weakest);
  }

  /** Mean unit deviance of the model without columns; NaN where the tables do not tell. */
  double nullDeviance() {
    for (PathTable path : paths) {
      double ratio = path.devianceRatio()[0];
      if (ratio < 1) {
        return path.deviance()[0] / (1 - ratio);
      }
    }
    return Double.NaN;
  }
}
