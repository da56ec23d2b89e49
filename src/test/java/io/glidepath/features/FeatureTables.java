package io.glidepath.features;

import io.glidepath.SharedSpark;
import io.glidepath.family.Gaussian;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Specifications and design matrices for the tests of this package. */
final class FeatureTables {
  static final SparkSession SPARK = SharedSpark.session();
  static final MissingSpec STRICT =
      missing(MissingSpec.Rows.ERROR, MissingSpec.Numeric.ERROR, MissingSpec.Categorical.ERROR);
  static final MissingSpec DROPPING =
      missing(
          MissingSpec.Rows.DROP_ROW,
          MissingSpec.Numeric.DROP_ROW,
          MissingSpec.Categorical.DROP_ROW);

  private FeatureTables() {}

  static MissingSpec missing(
      MissingSpec.Rows rows, MissingSpec.Numeric numeric, MissingSpec.Categorical categorical) {
    return new MissingSpec(rows, rows, rows, numeric, categorical);
  }

  static MissingSpec filling(MissingSpec.Numeric numeric) {
    return missing(MissingSpec.Rows.ERROR, numeric, MissingSpec.Categorical.LEVEL);
  }

  /** With a column that names the fold. */
  static FoldColumns fold(String column) {
    return new FoldColumns(
        Optional.of(column), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ColumnsSpec columns(String label, String... categorical) {
    return new ColumnsSpec(
        List.of(),
        label,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of("*"),
        List.of(),
        List.of(categorical),
        CoefficientsSpec.factors(Map.of()));
  }

  /** With a rule for the levels of a column, or of several. */
  static ColumnsSpec levels(String label, String name, LevelSpec levels) {
    return new ColumnsSpec(
        List.of(),
        label,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of("*"),
        List.of(),
        List.of(),
        Map.of(name, levels),
        CoefficientsSpec.factors(Map.of()));
  }

  static ColumnsSpec weighted(String label, String weight, String... categorical) {
    return new ColumnsSpec(
        List.of(),
        label,
        Optional.empty(),
        Optional.of(weight),
        Optional.empty(),
        List.of("*"),
        List.of(),
        List.of(categorical),
        CoefficientsSpec.factors(Map.of()));
  }

  static Profile profile(
      Dataset<Row> rows, ColumnsSpec columns, MissingSpec missing, Encoding encoding) {
    return Profile.of(
        rows,
        ColumnRoles.resolve(rows.schema(), columns, FoldColumns.NONE, new Gaussian(), "UTC"),
        missing,
        encoding);
  }

  static FeaturePipeline pipeline(
      Dataset<Row> rows, ColumnsSpec columns, MissingSpec missing, Encoding encoding) {
    ColumnRoles roles =
        ColumnRoles.resolve(rows.schema(), columns, FoldColumns.NONE, new Gaussian(), "UTC");
    return FeaturePipeline.of(
        rows.schema(), roles, Profile.of(rows, roles, missing, encoding), missing, encoding);
  }

  static PipelineModel model(FeaturePipeline pipeline, Dataset<Row> rows) {
    return new Pipeline().setStages(pipeline.stages().toArray(new PipelineStage[0])).fit(rows);
  }

  static List<String> names(FeaturePipeline pipeline) {
    return pipeline.design().stream().map(DesignColumn::feature).toList();
  }

  /** The design matrix, row by row; a null is NaN. */
  static double[][] matrix(FeaturePipeline pipeline, Dataset<Row> rows) {
    String[] columns = pipeline.featuresCols().stream().map(Sql::quoted).toArray(String[]::new);
    return model(pipeline, rows).transform(rows).selectExpr(columns).collectAsList().stream()
        .map(FeatureTables::unfold)
        .toArray(double[][]::new);
  }

  private static double[] unfold(Row row) {
    return java.util.stream.IntStream.range(0, row.size())
        .mapToObj(row::get)
        .flatMapToDouble(
            value ->
                value instanceof Vector vector
                    ? java.util.Arrays.stream(vector.toArray())
                    : java.util.stream.DoubleStream.of(
                        value == null ? Double.NaN : ((Number) value).doubleValue()))
        .toArray();
  }
}
