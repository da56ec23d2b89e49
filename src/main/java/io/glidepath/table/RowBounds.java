package io.glidepath.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Bounds the number of rows of a query by the footers of the tables it reads. */
final class RowBounds {
  private static final Set<String> KEEPING =
      Set.of("Project", "SubqueryAlias", "View", "Sort", "Window");
  private static final Set<String> THINNING = Set.of("Filter", "Distinct", "Deduplicate");

  private final List<SourceTable> tables;

  RowBounds(List<SourceTable> tables) {
    this.tables = tables;
  }

  RowBound of(LogicalPlan plan) {
    Optional<SourceTable> table = tables.stream().filter(t -> t.isReadBy(plan)).findFirst();
    if (table.isPresent()) {
      OptionalLong rows = table.get().footprint().rows();
      return rows.isPresent() ? RowBound.exactly(rows.getAsLong()) : RowBound.UNKNOWN;
    }
    List<LogicalPlan> children = CollectionConverters.asJava(plan.children());
    String node = plan.nodeName();
    if (KEEPING.contains(node)) {
      return of(children.get(0));
    }
    if (THINNING.contains(node)) {
      return of(children.get(0)).orFewer();
    }
    if (node.equals("Union")) {
      return children.stream().map(this::of).reduce(RowBound::plus).orElse(RowBound.UNKNOWN);
    }
    return RowBound.UNKNOWN;
  }
}
