package io.glidepath.report;

import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table {@code coefficients}, asked for what a page can hold: a table of 5,000 columns has
 * millions of rows. Of coefficients, the standardized ones unless it says otherwise; zero where the
 * table has no row, but for points that were published without coefficients ({@link #has}).
 */
final class CoefficientTable {
  private final Tables run;
  private final SurfaceTable surface;
  private final FeatureTable features;
  private final double[][] largest;
  private final List<BitSet> nonzero;
  private final BitSet seen = new BitSet();
  private final Map<GridPoint, double[][]> models = new HashMap<>();

  private CoefficientTable(Tables run, SurfaceTable surface, FeatureTable features) {
    this.run = run;
    this.surface = surface;
    this.features = features;
    this.largest = new double[surface.alphas().length][features.size()];
    this.nonzero = Stream.generate(BitSet::new).limit(surface.alphas().length).toList();
  }

  /**
   * Looks at all coefficients once, and at those of some grid points in particular.
   *
   * @param wanted the points whose models are asked for later
   */
  static CoefficientTable read(
      Tables run, SurfaceTable surface, FeatureTable features, Collection<GridPoint> wanted) {
    CoefficientTable table = new CoefficientTable(run, surface, features);
    run.forEach(
        TableSchemas.COEFFICIENTS,
        List.of("elastic_net_param", "grid_index", "feature", "standardized_coefficient"),
        table::extend);
    table.readModels(new HashSet<>(wanted));
    return table;
  }

  private void extend(TableRow r) {
    GridPoint p = surface.pointOf(r);
    int j = features.of(r.text("feature"));
    double size = Math.abs(r.number("standardized_coefficient"));
    largest[p.a()][j] = Math.max(largest[p.a()][j], size);
    nonzero.get(p.a()).set(j * surface.gridPoints() + p.k());
    seen.set(p.a() * surface.gridPoints() + p.k());
  }

  /** Whether the coefficients of a point are published, if it has any. */
  boolean has(GridPoint p) {
    return seen.get(p.a() * surface.gridPoints() + p.k()) || surface.nonzero(p) == 0;
  }

  /** Whether those of all points of a path are. */
  boolean has(int a) {
    return IntStream.range(0, surface.gridPoints(a)).allMatch(k -> has(new GridPoint(a, k)));
  }

  private void readModels(Set<GridPoint> wanted) {
    wanted.forEach(p -> models.put(p, new double[2][features.size()]));
    run.forEach(
        TableSchemas.COEFFICIENTS,
        List.of(
            "elastic_net_param",
            "grid_index",
            "feature",
            "coefficient",
            "standardized_coefficient"),
        surface.at(wanted),
        this::placeModel);
  }

  private void placeModel(TableRow r) {
    double[][] model = models.get(surface.pointOf(r));
    int j = features.of(r.text("feature"));
    model[0][j] = r.number("coefficient");
    model[1][j] = r.number("standardized_coefficient");
  }

  /** Coefficients of all columns on the scale of the data, at one of the points wanted. */
  double[] coefficients(GridPoint p) {
    return models.get(p)[0];
  }

  /** Standardized coefficients of all columns, at one of the points wanted. */
  double[] standardized(GridPoint p) {
    return models.get(p)[1];
  }

  /** The largest absolute value of each column anywhere on a path. */
  double[] largest(int a) {
    return largest[a];
  }

  /** The grid points of a path at which a column has a coefficient. */
  BitSet nonzero(int a, int j) {
    return nonzero.get(a).get(j * surface.gridPoints(), (j + 1) * surface.gridPoints());
  }

  /** The first grid_index at which a column has a coefficient; -1 if it never has one. */
  int entry(int a, int j) {
    return nonzero(a, j).nextSetBit(0);
  }

  /**
   * Some columns along all paths.
   *
   * @param columns feature indices
   * @return by [alpha][position in columns][grid_index]; NaN where not published
   */
  double[][][] along(List<Integer> columns) {
    Map<String, Integer> position = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      position.put(features.names().get(columns.get(i)), i);
    }
    double[][][] values = new double[surface.alphas().length][columns.size()][];
    for (int a = 0; a < values.length; a++) {
      int points = surface.gridPoints(a);
      Arrays.setAll(values[a], i -> new double[points]);
      for (int k = 0; k < points; k++) {
        for (int i = 0; i < columns.size() && !has(new GridPoint(a, k)); i++) {
          values[a][i][k] = Double.NaN;
        }
      }
    }
    run.forEach(
        TableSchemas.COEFFICIENTS,
        List.of("elastic_net_param", "grid_index", "feature", "standardized_coefficient"),
        r -> {
          Integer i = position.get(r.text("feature"));
          if (i != null) {
            GridPoint p = surface.pointOf(r);
            values[p.a()][i][p.k()] = r.number("standardized_coefficient");
          }
        });
    return values;
  }
}
