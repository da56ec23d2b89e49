package io.glidepath.job;

import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.ml.FittedPath;
import io.glidepath.ml.MllibCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was computed from the rows.
 *
 * @param rowsHeldOut of everything that is learned
 * @param fitted with the names that the design has for its user
 * @param predictions out of fold, yet to be computed; absent if none were asked for, or nothing was
 *     chosen
 * @param check absent if none was asked for
 */
record Swept(
    Profile profile,
    long rowsHeldOut,
    FeaturePipeline features,
    FittedPath fitted,
    Optional<Dataset<Row>> predictions,
    Optional<MllibCheck> check) {

  /** Rows that were read, of positive weight or not. */
  long rowsRead() {
    return rowsHeldOut
        + profile.rowsRead().orElse(fitted.result().rowsUsed() + fitted.result().rowsZeroWeight());
  }

  /** Rows that were left out, by reason. */
  Map<String, Long> rowsDropped() {
    Map<String, Long> dropped = new LinkedHashMap<>();
    profile.dropped().forEach((reason, rows) -> dropped.put("missing " + reason, rows));
    return dropped;
  }
}
