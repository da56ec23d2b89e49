package io.glidepath.ml;

import io.glidepath.features.DesignColumn;
import java.util.List;

/** A surface, with the columns that it was fitted on and what was asked for. */
public record FittedPath(PathColumns columns, PathSpec spec, SweepResult result) {

  /** The same under the names that the design has for its user. */
  public FittedPath withNames(List<DesignColumn> named) {
    return new FittedPath(columns, spec, result.withColumns(named));
  }
}
