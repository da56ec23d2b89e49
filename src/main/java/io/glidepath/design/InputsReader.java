package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Finds, checks and measures the columns of a layout in a Dataset. */
final class InputsReader {
  private final Dataset<Row> rows;
  private final RowLayout layout;
  private int position;

  InputsReader(Dataset<Row> rows, RowLayout layout) {
    this.rows = rows;
    this.layout = layout;
  }

  /** The inputs, positioned in the order features, label, weight, offset, fold. */
  Inputs inputs() {
    List<Input> features = new ArrayList<>();
    int width = 0;
    for (String name : layout.featuresCols()) {
      Input feature = feature(name, width);
      features.add(feature);
      width = Math.addExact(width, feature.width());
    }
    return new Inputs(
        List.copyOf(features),
        scalar(layout.labelCol(), Role.LABEL),
        layout.weightCol().map(name -> scalar(name, Role.WEIGHT)).orElse(null),
        layout.offsetCol().map(name -> scalar(name, Role.OFFSET)).orElse(null),
        layout.foldCol().map(this::fold).orElse(null),
        layout.repeats(),
        RowShape.of(shares(features, width)));
  }

  /** As the layout tells, numbers 1, and where vectors are wide and not known, as they are. */
  private double[] shares(List<Input> features, int width) {
    double[] shares = new double[width];
    Arrays.fill(shares, Double.NaN);
    System.arraycopy(layout.shares(), 0, shares, 0, layout.shares().length);
    List<Input> unknown =
        features.stream()
            .filter(f -> f.role() == Role.VECTOR && Double.isNaN(shares[f.firstColumn()]))
            .toList();
    long most = Arrays.stream(shares).filter(s -> !(s > RowShape.SHARE)).count();
    if (!unknown.isEmpty() && most >= RowShape.FEWEST) {
      new VectorShares(rows, unknown).fill(shares);
    }
    return shares;
  }

  private Input feature(String name, int firstColumn) {
    StructField field = Schemas.field(rows.schema(), name, "feature");
    if (field.dataType().equals(SQLDataTypes.VectorType())) {
      int width = vectorWidth(field);
      return new Input(position++, name, Role.VECTOR, field.dataType(), firstColumn, width);
    }
    requireNumber(field, Role.FEATURE, Scalars.NAMES);
    return new Input(position++, name, Role.FEATURE, field.dataType(), firstColumn, 1);
  }

  private Input scalar(String name, Role role) {
    StructField field = Schemas.field(rows.schema(), name, role.label());
    requireNumber(field, role, Scalars.NAMES);
    return new Input(position++, name, role, field.dataType(), -1, 0);
  }

  private Input fold(String name) {
    // read as Folds.byColumn gives it: a bigint as an int
    DataType type = Schemas.field(rows.schema(), name, Role.FOLD.label()).dataType();
    boolean narrowed = type.equals(DataTypes.LongType) && layout.repeats().count() == 1;
    DataType read = narrowed ? DataTypes.IntegerType : type;
    return new Input(position++, name, Role.FOLD, read, -1, 0);
  }

  static void requireNumber(StructField field, Role role, String allowed) {
    if (!Scalars.isNumber(field.dataType())) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "%s column '%s' is of type %s; it must be %s: cast it in the query or leave it out",
              role.label(),
              field.name(),
              field.dataType().catalogString(),
              allowed));
    }
  }

  private int vectorWidth(StructField field) {
    int known = AttributeGroup.fromStructField(field).size();
    int width = known >= 0 ? known : firstVector(field.name()).size();
    if (width == 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "vector column '%s' has no elements; leave it out of the features",
              field.name()));
    }
    return width;
  }

  private Vector firstVector(String name) {
    Column column = ExactName.column(name);
    Row[] first = (Row[]) rows.select(column).where(column.isNotNull()).head(1);
    return Optional.of(first)
        .filter(f -> f.length > 0)
        .map(f -> (Vector) f[0].get(0))
        .orElseThrow(
            () ->
                new JobFailure(
                    ExitCode.BAD_DATA,
                    String.format(
                        Locale.ROOT,
                        "the size of vector column '%s' is not known: its schema has no ML attributes and no row has a vector",
                        name)));
  }
}
