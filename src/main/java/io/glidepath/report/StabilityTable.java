package io.glidepath.report;

import io.glidepath.output.TableSchemas;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What the fold models say of each column at some selected points, from the table stability. */
record StabilityTable(Map<GridPoint, Columns> points) {

  /**
   * By feature index.
   *
   * @param kept share of fold models that keep it
   * @param mean of its standardized coefficient over fold models
   * @param standardDeviation likewise
   */
  record Columns(double[] kept, double[] mean, double[] standardDeviation) {}

  static StabilityTable read(
      RunTables run, SurfaceTable surface, FeatureTable features, Collection<GridPoint> wanted) {
    StabilityTable table = new StabilityTable(new HashMap<>());
    int size = features.size();
    wanted.forEach(
        p ->
            table
                .points()
                .put(p, new Columns(new double[size], new double[size], new double[size])));
    run.table(TableSchemas.STABILITY)
        .where(surface.at(wanted))
        .select("elastic_net_param", "grid_index", "feature", "kept", "mean", "standard_deviation")
        .collectAsList()
        .forEach(r -> table.place(r, surface, features));
    return table;
  }

  private void place(Row r, SurfaceTable surface, FeatureTable features) {
    Columns columns = at(new GridPoint(surface.alphaIndex(r.getDouble(0)), r.getInt(1)));
    int j = features.of(r.getString(2));
    columns.kept()[j] = RunTables.number(r, 3);
    columns.mean()[j] = RunTables.number(r, 4);
    columns.standardDeviation()[j] = RunTables.number(r, 5);
  }

  /** The columns at one of the points wanted. */
  Columns at(GridPoint p) {
    return points.get(p);
  }
}
