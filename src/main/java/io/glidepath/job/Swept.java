package io.glidepath.job;

import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.ml.FittedPath;
import io.glidepath.ml.MllibCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was computed from the rows.
 *
 * @param fitted with the names that the design has for its user
 * @param check absent if none was asked for
 */
record Swept(
    Profile profile, FeaturePipeline features, FittedPath fitted, Optional<MllibCheck> check) {

  /** Rows that were read, of positive weight or not. */
  long rowsRead() {
    return profile.rowsRead().orElse(fitted.result().rowsUsed() + fitted.result().rowsZeroWeight());
  }

  /** Rows that were left out, by reason. */
  Map<String, Long> rowsDropped() {
    Map<String, Long> dropped = new LinkedHashMap<>();
    profile.dropped().forEach((reason, rows) -> dropped.put("missing " + reason, rows));
    return dropped;
  }
}
