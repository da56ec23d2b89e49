package io.glidepath.path;

import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the engine for losses that are not quadratic asks of rows in standard units. Every call is
 * one pass over all rows, for all the models in it; the numbers depend on the rows, their folds and
 * the layout of the partitions, never on timing. Rows may be cached until {@link #close}. Folds are
 * those of all repeats, by the number of the cell.
 */
public interface LossPasses extends AutoCloseable {

  /** Gradients of models and curvatures of anchors over each fold's own rows, by fold. */
  SortedMap<Integer, ExpansionSums> expand(LinearModels models, LinearModels anchors);

  /**
   * Gradients of each fold's models over the rows of all other folds of its repeat, by the fold
   * left out.
   *
   * @param models by fold, not all folds need be there, and of any number each
   */
  Map<Integer, GradientSums> foldGradients(Map<Integer, LinearModels> models);

  /**
   * Losses of models over all rows, with what their certificates need.
   *
   * @param free how many of the first columns are without penalty
   */
  CertificateSums certify(LinearModels models, int free);

  /**
   * Scores of each fold's models on that fold's rows.
   *
   * @param bins where ranks are counted, by fold; empty if no ranks are wanted
   */
  Map<Integer, HeldOutSums> scores(Map<Integer, LinearModels> models, Map<Integer, RankBins> bins);

  /**
   * Calibration sums of each fold's models on that fold's rows.
   *
   * @param lines intercept and slope of each model, a_0, b_0, a_1, ..., by fold
   */
  Map<Integer, CalibrationSums> calibrations(
      Map<Integer, LinearModels> models, Map<Integer, double[]> lines);

  /**
   * Calibration bins of each fold's models on that fold's rows.
   *
   * @param bins where their linear predictors lie, offsets included, by fold
   * @param thresholds of predictions, for confusions
   */
  Map<Integer, CalibrationBinSums> calibrationBins(
      Map<Integer, LinearModels> models, Map<Integer, RankBins> bins, double... thresholds);

  /** Lets cached rows go. */
  @Override
  void close();
}
