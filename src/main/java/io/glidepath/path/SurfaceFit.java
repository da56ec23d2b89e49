package io.glidepath.path;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine hands over: the certified surface on all rows and the held-out scores.
 *
 * @param summaries one for each design column
 * @param scores absent without folds
 * @param correlations of the design columns, the strong ones
 * @param rows rows that took part
 * @param weight sum of their weights
 * @param worstFoldViolation over all fold models; NaN without folds
 * @param foldModelsMissed number of fold models above their tolerance
 * @param log of what it took
 */
public record SurfaceFit(
    Surface surface,
    List<ColumnSummary> summaries,
    Optional<FoldScores> scores,
    Correlations correlations,
    long rows,
    double weight,
    double worstFoldViolation,
    int foldModelsMissed,
    RunLog log) {

  /** Data passes by purpose so far. */
  public Map<String, Integer> passes() {
    return log.effort().passes();
  }
}
