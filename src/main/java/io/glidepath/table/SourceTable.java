package io.glidepath.table;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;

/**
 * One table as Spark reads it, before {@code where}.
 *
 * @param source what a plan over this table refers to, as {@link #sourceOf} has it
 */
record SourceTable(Dataset<Row> rows, Object source, TableFootprint footprint) {

  /**
   * @param warnings receives warnings for the user
   */
  static SourceTable open(SparkSession session, TableSpec spec, List<String> warnings) {
    if (spec.table().isPresent() || spec.format().orElseThrow().versioned()) {
      return new VersionedTable(session, spec).open();
    }
    return spec.format().orElseThrow() == TableFormat.PARQUET
        ? new ParquetFiles(session, spec, warnings).open()
        : new OtherFiles(session, spec, warnings).open();
  }

  /** Whether a leaf of a plan reads this table. */
  boolean isReadBy(LogicalPlan leaf) {
    return sourceOf(leaf).filter(s -> s == source).isPresent();
  }

  /**
   * What a leaf of a plan reads: the listing of files, or the connector's table. It stays the same
   * object however a query uses the table.
   */
  static Optional<Object> sourceOf(LogicalPlan leaf) {
    if (leaf instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return Optional.of(files.location());
    }
    return leaf instanceof DataSourceV2Relation relation
        ? Optional.of(relation.table())
        : Optional.empty();
  }
}
