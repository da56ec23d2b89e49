package io.glidepath.path.general;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.stats.HeldOut;
import java.util.ArrayList;
import java.util.List;

/**
 * The null models of all training sets, which hold what has no penalty (intercept, offset,
 * unpenalised columns), solved together, and the one of the intercept alone that deviances are
 * compared with.
 */
final class NullModels {
  static final String PURPOSE = "null models";
  private static final double SHARP = 1e-15;

  private final Evaluator data;
  private final Unknowns units;
  private final Family family;
  private final Blas blas;

  NullModels(Evaluator data, Unknowns units, Family family, Blas blas) {
    this.data = data;
    this.units = units;
    this.family = family;
    this.blas = blas;
  }

  /**
   * Solves and hands each training set its null model.
   *
   * @param sets all rows first, then without each fold in order
   * @param meanLabels one for each of them
   * @return the model of intercept and offset alone on all rows
   */
  double[] solve(List<TrainingSet> sets, List<Double> meanLabels) {
    List<Iterate> models = new ArrayList<>();
    for (int t = 0; t < sets.size(); t++) {
      models.add(
          new Iterate(
              sets.get(t), sets.get(t).only(units.free()), start(meanLabels.get(t)), 1, SHARP));
    }
    Iterate alone =
        new Iterate(
            sets.get(0), sets.get(0).only(units.first()), start(meanLabels.get(0)), 1, SHARP);
    boolean same = units.free() == units.first();
    if (!same) {
      models.add(alone);
    }
    List<double[]> anchor = List.of(models.get(0).point());
    while (models.stream().anyMatch(m -> !m.done())) {
      step(models, anchor);
      anchor = data.anchors().uncovered(List.of(models.get(0).point()), March.REACH / 2, 1);
    }
    Curvature curvature = data.anchors().curvature(models.get(0).best(), HeldOut.NOTHING);
    double noise = 1e-14 * Math.sqrt(curvature.over(new int[] {0}).diagonal(0));
    for (int t = 0; t < sets.size(); t++) {
      Iterate model = models.get(t);
      sets.get(t).setNull(model.best(), model.bestGradient(), model.bestSums(), noise);
    }
    return same ? models.get(0).best() : alone.best();
  }

  private void step(List<Iterate> models, List<double[]> anchor) {
    List<double[][]> sums =
        data.gradients(PURPOSE, models.stream().map(Iterate::point).toList(), anchor);
    for (int t = 0; t < models.size(); t++) {
      Iterate model = models.get(t);
      if (!model.done()) {
        model.receive(sums.get(t));
      }
      if (!model.done()) {
        model.advance(data.anchors().curvature(model.point(), model.held()), blas);
      }
    }
  }

  private double[] start(double meanLabel) {
    double[] point = new double[units.size()];
    if (units.first() > 0) {
      point[0] = family.link(meanLabel);
    }
    return point;
  }
}
