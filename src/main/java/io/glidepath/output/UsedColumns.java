package io.glidepath.output;

import io.glidepath.output.ColumnUse.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The input columns that a run's chosen model uses, by the run's tables.
 *
 * @param numbers those of numbers, vectors and numeric parts of dates
 * @param categories those of categories, bags and other parts of dates
 */
public record UsedColumns(Set<String> numbers, Set<String> categories) {

  public static UsedColumns of(RunTables tables) {
    Optional<PointKey> chosen =
        tables.rows(TableSchemas.SELECTED, "chosen", "elastic_net_param", "grid_index").stream()
            .filter(r -> r.flag("chosen"))
            .map(r -> new PointKey(r.number("elastic_net_param"), r.integer("grid_index")))
            .findFirst();
    Set<String> kept = new HashSet<>();
    chosen.ifPresent(
        point ->
            tables.forEach(
                TableSchemas.COEFFICIENTS,
                List.of("elastic_net_param", "grid_index", "feature"),
                Set.of(point),
                r -> kept.add(r.text("feature"))));
    List<Origin> origins = new ArrayList<>();
    tables.forEach(
        TableSchemas.FEATURES,
        List.of("feature", "column", "level", "kind"),
        r ->
            origins.add(
                new Origin(
                    r.text("feature"), r.text("column"), r.textOrNull("level"), r.text("kind"))));
    return of(origins, kept);
  }

  /**
   * @param kept the design columns with a coefficient that is not 0
   */
  static UsedColumns of(List<Origin> origins, Set<String> kept) {
    Set<String> pairs = new HashSet<>();
    origins.stream()
        .filter(o -> o.kind().equals("interaction") && kept.contains(o.feature()))
        .forEach(o -> pairs.add(o.column()));
    Set<String> numbers = new LinkedHashSet<>();
    Set<String> categories = new LinkedHashSet<>();
    for (Origin origin : origins) {
      if (!origin.kind().equals("interaction")
          && (kept.contains(origin.feature()) || origin.isFactorOf(pairs))) {
        (origin.isNumber() ? numbers : categories).add(origin.column());
      }
    }
    return new UsedColumns(numbers, categories);
  }
}
