package io.glidepath.report;

import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
      Tables run, SurfaceTable surface, FeatureTable features, Collection<GridPoint> wanted) {
    StabilityTable table = new StabilityTable(new HashMap<>());
    int size = features.size();
    wanted.forEach(
        p ->
            table
                .points()
                .put(p, new Columns(new double[size], new double[size], new double[size])));
    run.forEach(
        TableSchemas.STABILITY,
        List.of("elastic_net_param", "grid_index", "feature", "kept", "mean", "standard_deviation"),
        surface.at(wanted),
        r -> table.place(r, surface, features));
    return table;
  }

  private void place(TableRow r, SurfaceTable surface, FeatureTable features) {
    Columns columns = at(surface.pointOf(r));
    int j = features.of(r.text("feature"));
    columns.kept()[j] = r.number("kept");
    columns.mean()[j] = r.number("mean");
    columns.standardDeviation()[j] = r.number("standard_deviation");
  }

  /** The columns at one of the points wanted. */
  Columns at(GridPoint p) {
    return points.get(p);
  }
}
