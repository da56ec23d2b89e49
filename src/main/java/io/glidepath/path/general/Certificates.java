package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.path.GridPoint;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.SurfacePoint;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.LinearModels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deviances and duality gaps of the full-data models, by one pass at their final points, and where
 * they were solved without passes, their gradients and violations too.
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
  private final TrainingSet set;
  private final Solving solving;
  private final double[] alone;
  private final double tolerance;

  /**
   * @param set all rows
   * @param alone the model of intercept and offset alone
   * @param tolerance of the violation for a point to count as converged
   */
  Certificates(Unknowns units, TrainingSet set, Solving solving, double[] alone, double tolerance) {
    this.units = units;
    this.set = set;
    this.solving = solving;
    this.alone = alone;
    this.tolerance = tolerance;
  }

  /** Certifies models that passes have solved. */
  List<SurfacePoint> of(FullModels models, List<GridPoint> points) {
    return certify(
        points,
        false,
        point -> {
          Iterate model = models.at(point);
          return new Model(
              point, model.penalty(), model.best(), model.bestGradient(), model.violation());
        });
  }

  /** Certifies the models that were found without passes, which know nothing but themselves. */
  List<SurfacePoint> found(List<GridPoint> points) {
    return certify(
        points,
        true,
        point -> {
          int a = point.alphaIndex();
          int k = point.gridIndex();
          double[] x = solving.saved().solution(a, k).toArray();
          Penalty penalty = set.penalty(solving.alpha(a), solving.lambda(a, k));
          return new Model(point, penalty, x, null, Double.NaN);
        });
  }

  /**
   * A model.
   *
   * @param gradient the negative gradient there; null until a pass has said it
   * @param violation what is left of its optimality conditions, in largest null gradients
   */
  private record Model(
      GridPoint point, Penalty penalty, double[] x, double[] gradient, double violation) {}

  private interface Models {
    Model at(GridPoint point);
  }

  private List<SurfacePoint> certify(List<GridPoint> points, boolean gradients, Models models) {
    int numbers = Math.max(1, units.free() + (gradients ? 1 : 0));
    int batch = solving.data().most((long) units.size() * numbers);
    List<SurfacePoint> certified = new ArrayList<>();
    for (int from = 0; from < points.size(); from += batch) {
      List<Model> part =
          points.subList(from, Math.min(points.size(), from + batch)).stream()
              .map(models::at)
              .toList();
      List<double[]> asked = new ArrayList<>(List.of(alone));
      part.forEach(model -> asked.add(model.x()));
      CertificateSums sums = ask(units.models(asked), gradients);
      certified.addAll(
          IntStream.range(0, part.size())
              .parallel()
              .mapToObj(i -> point(known(part.get(i), sums, i + 1), sums, i + 1))
              .toList());
    }
    return certified;
  }

  private CertificateSums ask(LinearModels models, boolean gradients) {
    Evaluator data = solving.data();
    return data.answer(
            PURPOSE,
            new CertificateSums.Of(data.family(), units.free(), gradients),
            List.of(new Ask<>(data.cells().trainingRows(HeldOut.NOTHING), models)))
        .get(0);
  }

  /** The model with what the pass has said of it. */
  private Model known(Model model, CertificateSums sums, int at) {
    if (model.gradient() != null) {
      return model;
    }
    double[] gradient =
        set.mean(IntStream.range(0, units.size()).mapToDouble(j -> sums.gradient(at, j)).toArray());
    double violation = set.absoluteViolation(model.penalty(), model.x(), gradient) / set.unit();
    return new Model(model.point(), model.penalty(), model.x(), gradient, violation);
  }

  private SurfacePoint point(Model model, CertificateSums sums, int at) {
    int a = model.point().alphaIndex();
    int k = model.point().gridIndex();
    double nullLoss = sums.loss(0) / sums.weight();
    Unknowns.DataModel onData = units.onData(model.x());
    double loss = sums.loss(at) / sums.weight();
    boolean bounded = solving.data().family().dualBound();
    double gap = bounded ? gap(model, sums, at) / nullLoss : Double.NaN;
    SparseCoefficients coefficients = SparseCoefficients.of(onData.beta(), onData.gamma());
    return new SurfacePoint(
        solving.alpha(a),
        k,
        solving.lambda(a, k),
        onData.intercept(),
        coefficients,
        coefficients.l1Norm(),
        coefficients.l2Norm(),
        2 * loss,
        nullLoss > 0 ? 1 - loss / nullLoss : Double.NaN,
        loss + model.penalty().value(model.x()),
        model.violation(),
        Double.isFinite(gap) ? Math.max(0, gap) : Double.NaN,
        model.violation() <= tolerance);
  }

  private double gap(Model model, CertificateSums sums, int at) {
    double[] x = model.x();
    double[] c = model.gradient().clone();
    Penalty penalty = model.penalty();
    boolean[] free = new boolean[x.length];
    for (int z = 0; z < units.free(); z++) {
      free[z] = penalty.free(z, x[z], c[z]);
    }
    double[] delta = settle(sums, at, c, free);
    double settled = 0;
    double reach = 0;
    for (int z = 0; z < delta.length; z++) {
      settled += delta[z] * model.gradient()[z];
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
    Blas blas = solving.blas();
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
