package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Grid;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.Ask;
import io.glidepath.stats.Cells;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.LinearModels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deviances and duality gaps of the full-data models, by one pass at their final points.
 *
 * <p>The gap is the primal objective minus a lower bound of the dual one at t r, with r = y - mu
 * made exactly orthogonal to the free columns Z (intercept and columns without penalty that no
 * limit holds) by delta = (Z'WhZ)^+ Z'W(y - mu), and t the largest factor up to 1 that is feasible.
 * The conjugate of the loss between mu and the dual mean m is a Kullback-Leibler divergence, at
 * most the sum of w (m - mu)^2 / h, which needs no pass of its own:
 *
 * <pre>
 *   gap = sum_j [ a_j |x_j| + b_j x_j^2 / 2 + phi_j(t c_j) - t c_j x_j ]
 *         + (1 - t)^2 X^2 + (2 t - t^2) delta'Z'WhZ delta,      c = X'W(y - mu - h Z delta)
 * </pre>
 *
 * <p>with X^2 = sum w (y - mu)^2 / h. It bounds the distance to the minimum from above as the gap
 * at the exact dual value does, and vanishes with it. It is NaN where m could leave the range of
 * means (sum |delta_i| max |z_i| &gt; 1), and for families without a dual bound.
 */
final class Certificates {
  private static final String PURPOSE = "certificates";

  private final Unknowns units;
  private final Evaluator data;
  private final Blas blas;

  Certificates(Unknowns units, Evaluator data, Blas blas) {
    this.units = units;
    this.data = data;
    this.blas = blas;
  }

  /**
   * The certified surface.
   *
   * @param alone the model of intercept and offset alone
   * @param tolerance of the violation for a point to count as converged
   */
  Surface surface(FullModels models, Grid grid, double[] alone, double tolerance) {
    List<Certified> points = new ArrayList<>();
    for (int a = 0; a < grid.alphas().length; a++) {
      for (int k = 0; k < grid.lambdas()[a].length; k++) {
        points.add(new Certified(a, k, models.model(a, k)));
      }
    }
    int batch = data.most((long) units.size() * Math.max(1, units.free()));
    List<List<SurfacePoint>> paths = new ArrayList<>();
    IntStream.range(0, grid.alphas().length).forEach(a -> paths.add(new ArrayList<>()));
    for (int from = 0; from < points.size(); from += batch) {
      List<Certified> part = points.subList(from, Math.min(points.size(), from + batch));
      List<double[]> asked = new ArrayList<>(List.of(alone));
      part.forEach(c -> asked.add(c.model().best()));
      CertificateSums sums = ask(units.models(asked));
      double nullLoss = sums.loss(0) / sums.weight();
      List<SurfacePoint> done =
          IntStream.range(0, part.size())
              .parallel()
              .mapToObj(i -> point(part.get(i), grid, sums, i + 1, nullLoss, tolerance))
              .toList();
      for (int i = 0; i < part.size(); i++) {
        paths.get(part.get(i).a()).add(done.get(i));
      }
    }
    return new Surface(paths);
  }

  private CertificateSums ask(LinearModels models) {
    return data.answer(
            PURPOSE,
            new CertificateSums.Of(data.family(), units.free()),
            List.of(new Ask<>(data.cells().trainingRows(Cells.NONE), models)))
        .get(0);
  }

  private record Certified(int a, int k, Iterate model) {}

  private SurfacePoint point(
      Certified certified,
      Grid grid,
      CertificateSums sums,
      int at,
      double nullLoss,
      double tolerance) {
    Iterate model = certified.model();
    Unknowns.DataModel onData = units.onData(model.best());
    double loss = sums.loss(at) / sums.weight();
    double gap = data.family().dualBound() ? gap(model, sums, at) / nullLoss : Double.NaN;
    SparseCoefficients coefficients = SparseCoefficients.of(onData.beta(), onData.gamma());
    return new SurfacePoint(
        grid.alphas()[certified.a()],
        certified.k(),
        grid.lambdas()[certified.a()][certified.k()],
        onData.intercept(),
        coefficients,
        coefficients.l1Norm(),
        coefficients.l2Norm(),
        2 * loss,
        nullLoss > 0 ? 1 - loss / nullLoss : Double.NaN,
        loss + model.penalty().value(model.best()),
        model.violation(),
        Double.isFinite(gap) ? Math.max(0, gap) : Double.NaN,
        model.violation() <= tolerance);
  }

  private double gap(Iterate model, CertificateSums sums, int at) {
    double[] x = model.best();
    double[] c = model.bestGradient().clone();
    Penalty penalty = model.penalty();
    boolean[] free = new boolean[x.length];
    for (int z = 0; z < units.free(); z++) {
      free[z] = penalty.free(z, x[z], c[z]);
    }
    double[] delta = settle(sums, at, c, free);
    double settled = 0;
    double reach = 0;
    for (int z = 0; z < delta.length; z++) {
      settled += delta[z] * model.bestGradient()[z];
      reach += Math.abs(delta[z]) * units.reach(z);
    }
    if (!(reach <= 1)) {
      return Double.NaN;
    }
    for (int j = 0; j < x.length; j++) {
      for (int z = 0; z < delta.length; z++) {
        c[j] -= delta[z] * sums.product(at, z, j) / sums.weight();
      }
    }
    double t = 1;
    for (int j = 0; j < x.length; j++) {
      t = free[j] ? t : Math.min(t, penalty.dualScale(j, c[j]));
    }
    double gap = (1 - t) * (1 - t) * sums.pearson(at) / sums.weight() + (2 * t - t * t) * settled;
    for (int j = 0; j < x.length; j++) {
      gap += free[j] ? 0 : penalty.gap(j, x[j], t * c[j]);
    }
    return gap;
  }

  /** delta: what makes the residual orthogonal to the free columns; 0 for the others. */
  private double[] settle(CertificateSums sums, int at, double[] c, boolean[] free) {
    int size = units.free();
    double[] curvature = new double[size * size];
    double[] delta = new double[size];
    for (int z = 0; z < size; z++) {
      delta[z] = free[z] ? c[z] : 0;
      for (int y = 0; y < size; y++) {
        boolean both = free[y] && free[z];
        curvature[z * size + y] = both ? sums.product(at, y, z) / sums.weight() : y == z ? 1 : 0;
      }
      // dependent free columns stay solvable; what the ridge leaves over is of second order
      curvature[z * size + z] *= 1 + 1e-13;
    }
    if (size > 0 && !blas.factorize(size, curvature)) {
      delta[0] = Double.NaN;
      return delta;
    }
    if (size > 0) {
      blas.solveFactorized(size, curvature, delta);
    }
    return delta;
  }
}
