package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.stats.ModelBatch;
import io.glidepath.stats.Moments;
import io.glidepath.stats.ResidualSums;
import io.glidepath.stats.Standardization;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the engines ask of the data. Every call is one pass over all rows; the numbers depend on the
 * rows, their folds and the layout of the partitions, never on timing.
 */
public interface DataPasses {

  /**
   * Second moments of each fold's rows, by the number of its cell, which is the fold's name where
   * rows are dealt once. Folds without rows are absent.
   */
  SortedMap<Integer, Moments> moments();

  /** Residual sums of each fold's rows under that fold's models; all batches of one size. */
  Map<Integer, ResidualSums> residuals(Map<Integer, ModelBatch> models);

  /** Passes of another loss over the rows in these units. No pass by itself. */
  LossPasses losses(Family family, Standardization units);
}
