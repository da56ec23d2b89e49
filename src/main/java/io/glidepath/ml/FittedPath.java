package io.glidepath.ml;

import io.glidepath.features.DesignColumn;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A surface, with the columns that it was fitted on and what was asked for.
 *
 * @param folds the fold of a row in each repeat, by columns that it was fitted on; none without
 *     folds, and of a model that was loaded
 */
public record FittedPath(
    PathColumns columns, PathSpec spec, SweepResult result, List<Column> folds) {
  public FittedPath {
    folds = List.copyOf(folds);
  }

  /** The same under the names that the design has for its user. */
  public FittedPath withNames(List<DesignColumn> named) {
    return new FittedPath(columns, spec, result.withColumns(named), folds);
  }
}
