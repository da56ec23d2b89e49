package io.glidepath.config;

import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowCache;
import io.glidepath.features.ColumnsSpec;
import io.glidepath.features.EncodingSpec;
import io.glidepath.features.MissingSpec;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.ml.PathSpec;
import io.glidepath.ml.VerifySpec;
import io.glidepath.output.OutputSpec;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.SweepSpec;
import io.glidepath.select.SelectSpec;
import io.glidepath.table.InputSpec;

/**
 * A whole configuration, read and checked.
 *
 * @param fingerprint hex SHA-256 of what decides the numbers: everything but output, compute and
 *     verify
 * @param json the resolved configuration, secrets masked, as JSON: {@code {"glidepath": {...}}}
 */
public record JobSpec(
    InputSpec input,
    ColumnsSpec columns,
    MissingSpec missing,
    EncodingSpec encoding,
    ModelSpec model,
    SweepSpec sweep,
    FoldSpec folds,
    SelectSpec select,
    VerifySpec verify,
    BlasChoice blas,
    RowCache cache,
    OutputSpec output,
    String fingerprint,
    String json) {

  /** What the sweep is asked for. */
  public PathSpec path() {
    return new PathSpec(model, sweep, folds, select, blas, cache);
  }
}
