package io.glidepath.ml;

import io.glidepath.features.DesignColumn;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.Surface;
import io.glidepath.select.Choice;
import io.glidepath.select.CrossValidation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a sweep found out; the tables are views of it.
 *
 * @param columns the design, in the order of feature_index
 * @param summaries one for each design column
 * @param validation absent without folds
 * @param choice absent without folds
 * @param rowsUsed rows of positive weight that took part
 * @param rowsZeroWeight rows left out because their weight is 0
 * @param worstFoldViolation largest KKT violation over all fold models; NaN without folds
 * @param passes data passes by purpose, in the order in which they ran
 * @param warnings each said once
 * @param seconds time by step, in order
 * @param blas what ran the kernels on the driver
 * @param executorBlas what ran them on the executors
 */
public record SweepResult(
    List<DesignColumn> columns,
    List<ColumnSummary> summaries,
    Surface surface,
    Optional<CrossValidation> validation,
    Optional<Choice> choice,
    long rowsUsed,
    long rowsZeroWeight,
    double worstFoldViolation,
    Map<String, Integer> passes,
    List<String> warnings,
    Map<String, Double> seconds,
    String blas,
    List<String> executorBlas) {}
