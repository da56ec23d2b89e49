package io.glidepath.output;

import io.glidepath.features.DesignColumn;
import io.glidepath.ml.HoldOutScore;
import io.glidepath.ml.PointRows;
import io.glidepath.ml.SweepResult;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Contrast;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.PointScore;
import io.glidepath.select.Selected;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The published tables of a sweep: its result, seen as rows with the columns of {@link
 * TableSchemas}.
 *
 * <p>A row is made when it is asked for, so a table costs the memory of one row however large the
 * surface. Rows come in the order of their keys: grid points path after path with the largest
 * reg_param first, features as in the design, folds ascending, metrics as in the cross-validation,
 * and after them the calibration of the points where there is one. NaN and infinity become null.
 * Without folds, the tables {@code folds}, {@code validation}, {@code selected}, {@code
 * comparison}, {@code stability} and {@code calibration} do not exist; squared error has no {@code
 * calibration}; {@code holdout} is there where rows were held out of everything.
 */
public final class ResultTables implements Tables {
  private final String runId;
  private final SweepResult result;
  private final PublishedPoints published;
  private final InspectionRows inspections;

  public ResultTables(String runId, SweepResult result) {
    this(runId, result, new PublishedPoints(result, OutputSpec.DenseCoefficients.ALL));
  }

  public ResultTables(String runId, SweepResult result, PublishedPoints published) {
    this.runId = runId;
    this.result = result;
    this.published = published;
    this.inspections = new InspectionRows(result);
  }

  /** Of the run whose tables they are; the first column of each. */
  String runId() {
    return runId;
  }

  /** The tables there are, in the order in which they are written. */
  public List<String> names() {
    Stream<String> always =
        Stream.of(TableSchemas.PATHS, TableSchemas.COEFFICIENTS, TableSchemas.FEATURES);
    Stream<String> inspected =
        Stream.of(TableSchemas.STABILITY, TableSchemas.CORRELATIONS, TableSchemas.CALIBRATION)
            .filter(inspections::has);
    Stream<String> validated =
        Stream.of(TableSchemas.FOLDS, TableSchemas.VALIDATION)
            .filter(t -> result.validation().isPresent());
    Stream<String> chosen =
        Stream.of(TableSchemas.SELECTED, TableSchemas.COMPARISON)
            .filter(t -> result.choice().isPresent());
    Stream<String> held = Stream.of(TableSchemas.HOLDOUT).filter(t -> !result.holdout().isEmpty());
    return Stream.of(always, validated, chosen, held, inspected).flatMap(s -> s).toList();
  }

  @Override
  public boolean has(String table) {
    return names().contains(table);
  }

  @Override
  public void forEach(String table, List<String> columns, Consumer<TableRow> visitor) {
    Map<String, Integer> positions = positions(table);
    rows(table).forEach(row -> visitor.accept(new TableRow(table, positions, row)));
  }

  @Override
  public void forEach(
      String table, List<String> columns, Set<PointKey> points, Consumer<TableRow> visitor) {
    forEach(
        table,
        columns,
        row -> {
          PointKey point = new PointKey(row.number("elastic_net_param"), row.integer("grid_index"));
          if (points.contains(point)) {
            visitor.accept(row);
          }
        });
  }

  private static Map<String, Integer> positions(String table) {
    Map<String, Integer> positions = new HashMap<>();
    for (String name : TableSchemas.of(table).fieldNames()) {
      positions.put(name, positions.size());
    }
    return positions;
  }

  /**
   * The rows of a table, one array of boxed values a row, in the order of its columns.
   *
   * @throws IllegalArgumentException if there is no such table
   * @throws java.util.NoSuchElementException if the table needs folds and there were none
   */
  public Stream<Object[]> rows(String table) {
    return switch (table) {
      case TableSchemas.PATHS -> points().map(PointRows::of).map(this::row);
      case TableSchemas.COEFFICIENTS ->
          points().filter(published::withCoefficients).flatMap(this::coefficients);
      case TableSchemas.FOLDS -> gridCells().flatMap(this::folds);
      case TableSchemas.VALIDATION -> gridCells().flatMap(this::validation);
      case TableSchemas.FEATURES ->
          IntStream.range(0, result.columns().size()).mapToObj(this::feature);
      case TableSchemas.SELECTED -> selected();
      case TableSchemas.COMPARISON ->
          result.choice().orElseThrow().comparison().stream().map(this::contrast);
      case TableSchemas.HOLDOUT -> result.holdout().stream().map(this::heldOut);
      case TableSchemas.STABILITY -> inspections.stability().map(this::row);
      case TableSchemas.CORRELATIONS -> inspections.correlations().map(this::row);
      case TableSchemas.CALIBRATION -> inspections.calibration().map(this::row);
      default -> throw new IllegalArgumentException("no table is called " + table);
    };
  }

  /**
   * Writes every table as Parquet into a directory of its name under the given one.
   *
   * <p>The driver writes the files itself: no job runs, row order is kept, and equal results give
   * equal bytes. Files of an earlier call are replaced, so a failed call may be repeated.
   *
   * @throws IOException if the file system refuses; what was written so far stays
   */
  public void write(Path directory, Configuration hadoop) throws IOException {
    for (String table : names()) {
      try (Stream<Object[]> rows = rows(table)) {
        ParquetTable.write(
            new Path(directory, table), TableSchemas.of(table), rows.iterator(), hadoop);
      }
    }
  }

  private Stream<SurfacePoint> points() {
    return result.surface().paths().stream().flatMap(List::stream);
  }

  /** Positions of all grid points: {alpha index, grid index}. */
  private Stream<int[]> gridCells() {
    Surface surface = result.surface();
    return IntStream.range(0, surface.alphas())
        .boxed()
        .flatMap(
            a -> IntStream.range(0, surface.paths().get(a).size()).mapToObj(g -> new int[] {a, g}));
  }

  private Stream<Object[]> coefficients(SurfacePoint p) {
    SparseCoefficients c = p.coefficients();
    return IntStream.range(0, c.size())
        .mapToObj(
            i ->
                row(
                    p.alpha(),
                    p.gridIndex(),
                    p.lambda(),
                    result.columns().get(c.indices()[i]).feature(),
                    c.values()[i],
                    c.standardized()[i]));
  }

  private Stream<Object[]> folds(int[] cell) {
    CrossValidation validation = result.validation().orElseThrow();
    SurfacePoint p = result.surface().point(cell[0], cell[1]);
    List<PointScore> scores = result.scores(cell[0], cell[1]);
    return IntStream.range(0, validation.folds())
        .boxed()
        .flatMap(
            k ->
                scores.stream()
                    .map(
                        s ->
                            row(
                                p.alpha(),
                                p.gridIndex(),
                                p.lambda(),
                                validation.fold(k),
                                validation.repeat(k),
                                s.metric(),
                                s.foldValues()[k],
                                validation.weight(k))));
  }

  private Stream<Object[]> validation(int[] cell) {
    SurfacePoint p = result.surface().point(cell[0], cell[1]);
    return result.scores(cell[0], cell[1]).stream()
        .map(
            s ->
                row(p.alpha(), p.gridIndex(), p.lambda(), s.metric(), s.mean(), s.standardError()));
  }

  private Object[] feature(int index) {
    DesignColumn column = result.columns().get(index);
    ColumnSummary summary = result.summaries().get(index);
    return row(
        column.feature(),
        index,
        column.column(),
        column.level().orElse(null),
        lower(column.kind()),
        summary.mean(),
        summary.scale(),
        summary.penaltyFactor(),
        summary.lowerBound(),
        summary.upperBound(),
        lower(summary.status()));
  }

  private Stream<Object[]> selected() {
    return result.choice().orElseThrow().selected().stream()
        .sorted(
            Comparator.comparing(Selected::scope)
                .thenComparing(Selected::rule)
                .thenComparing(Selected::alphaIndex))
        .map(this::selection);
  }

  private Object[] selection(Selected s) {
    SurfacePoint p = result.surface().point(s.alphaIndex(), s.gridIndex());
    return row(
        lower(s.scope()),
        s.rule().label(),
        p.alpha(),
        p.gridIndex(),
        p.lambda(),
        result.choice().orElseThrow().metric(),
        s.mean(),
        s.standardError(),
        p.nonzero(),
        s.chosen());
  }

  private Object[] contrast(Contrast c) {
    return row(
        c.left().label(),
        c.right().label(),
        c.metric(),
        c.difference(),
        c.standardError(),
        c.folds(),
        c.leftAtEnd(),
        c.rightAtEnd());
  }

  private Object[] heldOut(HoldOutScore s) {
    return row(
        result.surface().alpha(s.alphaIndex()),
        s.gridIndex(),
        s.metric(),
        s.value(),
        (double) s.rows());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Puts the run's name first and null where there is no number. */
  private Object[] row(Object... values) {
    Object[] row = new Object[values.length + 1];
    row[0] = runId;
    for (int i = 0; i < values.length; i++) {
      boolean undefined = values[i] instanceof Double d && !Double.isFinite(d);
      row[i + 1] = undefined ? null : values[i];
    }
    return row;
  }
}
