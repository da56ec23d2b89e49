package io.glidepath.ml;

import io.glidepath.features.CoefficientTerms;
import io.glidepath.features.DesignColumn;
import io.glidepath.path.ColumnSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Columns of the design as rows of a saved model, and back. */
final class ColumnFrames {
  private static final StructType COLUMNS =
      StructType.fromDDL(
          "feature string, column string, level string, kind string, configured_factor double,"
              + " mean double, relative_deviation double, scale double, penalty_factor double, lower_bound double,"
              + " upper_bound double, status string");

  private ColumnFrames() {}

  static Dataset<Row> columns(SparkSession spark, SweepResult result) {
    List<Row> rows =
        IntStream.range(0, result.columns().size())
            .mapToObj(
                j -> {
                  DesignColumn c = result.columns().get(j);
                  ColumnSummary s = result.summaries().get(j);
                  return RowFactory.create(
                      c.feature(),
                      c.column(),
                      c.level().orElse(null),
                      c.kind().name(),
                      c.terms().penaltyFactor(),
                      s.mean(),
                      s.relativeDeviation(),
                      s.scale(),
                      s.penaltyFactor(),
                      s.lowerBound(),
                      s.upperBound(),
                      s.status().name());
                })
            .toList();
    return spark.createDataFrame(rows, COLUMNS);
  }

  static DesignColumn column(Row r) {
    return new DesignColumn(
        r.getString(0),
        r.getString(1),
        Optional.ofNullable(r.getString(2)),
        DesignColumn.Kind.valueOf(r.getString(3)),
        new CoefficientTerms(r.getDouble(4), r.getDouble(9), r.getDouble(10)));
  }

  static ColumnSummary summary(Row r) {
    return new ColumnSummary(
        r.getDouble(5),
        r.getDouble(6),
        r.getDouble(7),
        r.getDouble(8),
        r.getDouble(9),
        r.getDouble(10),
        ColumnSummary.Status.valueOf(r.getString(11)));
  }
}
