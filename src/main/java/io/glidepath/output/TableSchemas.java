package io.glidepath.output;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.glidepath.ml.PointRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of every published table, in their order: the contract with whoever queries them.
 *
 * <p>{@code run_id} comes first in each. Grid points are named by ({@code elastic_net_param},
 * {@code grid_index}); {@code grid_index} 0 is the largest {@code reg_param}. Every column may be
 * null, which stands for what is not defined; NaN and infinity are never written.
 */
public final class TableSchemas {
  /** The column that comes first in every table. */
  public static final String RUN_ID = "run_id";

  /** One row per grid point. */
  public static final String PATHS = "paths";

  /** One row per grid point and feature with a non-zero coefficient. */
  public static final String COEFFICIENTS = "coefficients";

  /** One row per grid point, fold, repeat and metric. */
  public static final String FOLDS = "folds";

  /** One row per grid point and metric. */
  public static final String VALIDATION = "validation";

  /** One row per column of the design. */
  public static final String FEATURES = "features";

  /** One row per scope, rule and, in scope {@code path}, elastic_net_param. */
  public static final String SELECTED = "selected";

  /** One row per pair of pure L2, pure L1 and the best mix. */
  public static final String COMPARISON = "comparison";

  /** One row per selected grid point and column of the design. */
  public static final String STABILITY = "stability";

  /** One row per pair of strongly correlated columns. */
  public static final String CORRELATIONS = "correlations";

  /** One row per selected grid point, fold and bin of predictions. */
  public static final String CALIBRATION = "calibration";

  /** One row per selected grid point and metric, of the rows held out of everything. */
  public static final String HOLDOUT = "holdout";

  /** One row per row that was held out by a fold; Spark writes it. */
  public static final String PREDICTIONS = "predictions";

  /** All tables that a run may have. */
  static final List<String> NAMES =
      List.of(
          PATHS,
          COEFFICIENTS,
          FOLDS,
          VALIDATION,
          FEATURES,
          SELECTED,
          COMPARISON,
          STABILITY,
          CORRELATIONS,
          CALIBRATION,
          HOLDOUT,
          PREDICTIONS);

  /** Numbers that many rows have in common. */
  private static final Set<String> COMMON =
      Set.of(
          "elastic_net_param",
          "reg_param",
          "weight",
          "penalty_factor",
          "lower_bound",
          "upper_bound");

  /** A name of a column, about. */
  private static final int NAME_BYTES = 10;

  private TableSchemas() {}

  /** How many bytes of a row are its own, which no dictionary of its table holds once for all. */
  static int ownBytes(String table) {
    long numbers =
        Arrays.stream(of(table).fields())
            .filter(f -> f.dataType().equals(DoubleType) && !COMMON.contains(f.name()))
            .count();
    return (int) numbers * Double.BYTES + (table.equals(FEATURES) ? NAME_BYTES : 0);
  }

  /**
   * The columns of a table.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public static StructType of(String table) {
    return switch (table) {
      case PATHS -> struct(List.of(PointRows.SCHEMA.fields()));
      case COEFFICIENTS ->
          point(of("feature", StringType), doubles("coefficient", "standardized_coefficient"));
      case FOLDS ->
          point(
              of("fold", IntegerType),
              of("repeat", IntegerType),
              of("metric", StringType),
              doubles("value", "weight"));
      case VALIDATION -> point(of("metric", StringType), doubles("mean", "standard_error"));
      case FEATURES -> features();
      case SELECTED ->
          struct(
              strings("scope", "rule"),
              grid(),
              of("metric", StringType),
              doubles("mean", "standard_error"),
              of("nonzero", IntegerType),
              of("chosen", BooleanType));
      case COMPARISON ->
          struct(
              strings("left", "right", "metric"),
              doubles("difference", "standard_error"),
              of("folds", IntegerType),
              of("left_at_end", BooleanType),
              of("right_at_end", BooleanType));
      case STABILITY ->
          struct(
              position(), of("feature", StringType), doubles("kept", "mean", "standard_deviation"));
      case CORRELATIONS -> struct(strings("left", "right"), doubles("correlation"));
      case CALIBRATION ->
          struct(
              position(),
              of("fold", IntegerType),
              of("bin", IntegerType),
              doubles("weight", "predicted", "observed"));
      case HOLDOUT -> struct(position(), of("metric", StringType), doubles("value", "rows"));
      default -> throw new IllegalArgumentException("no table is called " + table);
    };
  }

  private static StructType features() {
    return struct(
        of("feature", StringType),
        of("feature_index", IntegerType),
        strings("column", "level", "kind"),
        doubles("mean", "standard_deviation", "penalty_factor", "lower_bound", "upper_bound"),
        of("status", StringType));
  }

  private static List<StructField> grid() {
    return Stream.of(position(), doubles("reg_param")).flatMap(List::stream).toList();
  }

  private static List<StructField> position() {
    return Stream.of(doubles("elastic_net_param"), of("grid_index", IntegerType))
        .flatMap(List::stream)
        .toList();
  }

  @SafeVarargs
  private static StructType point(List<StructField>... parts) {
    List<StructField> fields = new ArrayList<>(grid());
    for (List<StructField> part : parts) {
      fields.addAll(part);
    }
    return struct(fields);
  }

  @SafeVarargs
  private static StructType struct(List<StructField>... parts) {
    List<StructField> fields = new ArrayList<>(strings(RUN_ID));
    for (List<StructField> part : parts) {
      fields.addAll(part);
    }
    return DataTypes.createStructType(fields);
  }

  private static List<StructField> of(String name, DataType type) {
    return List.of(DataTypes.createStructField(name, type, true));
  }

  private static List<StructField> doubles(String... names) {
    return Arrays.stream(names).flatMap(n -> of(n, DoubleType).stream()).toList();
  }

  private static List<StructField> strings(String... names) {
    return Arrays.stream(names).flatMap(n -> of(n, StringType).stream()).toList();
  }
}
