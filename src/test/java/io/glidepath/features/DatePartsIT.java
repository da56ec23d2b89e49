package io.glidepath.features;

import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static io.glidepath.features.FeatureTables.matrix;
import static io.glidepath.features.FeatureTables.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.family.Gaussian;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatePartsIT {
  /** Around the hours that a clock skips or has twice, the zone's and not the session's. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/New_York"})
  void timestampsAreToldByTheClockOfTheZone(String zone) {
    Dataset<Row> rows =
        SPARK
            .range(0, 300, 1, 1)
            .selectExpr(
                "1D * id AS y", "timestamp_micros(1700000000000000 + id * 104729000000) AS at")
            .cache();
    ColumnsSpec columns =
        new ColumnsSpec(
            List.of(),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("*"),
            List.of(),
            List.of(),
            Map.of(),
            Map.of("at", List.of(DatePart.values())),
            List.of(),
            CoefficientsSpec.factors(Map.of()));
    ColumnRoles roles =
        ColumnRoles.resolve(rows.schema(), columns, FoldColumns.NONE, new Gaussian(), zone);
    FeaturePipeline pipeline =
        FeaturePipeline.of(
            rows.schema(),
            roles,
            Profile.of(rows, roles, STRICT, Encoding.FULL),
            STRICT,
            Encoding.FULL);
    List<String> names = names(pipeline);
    double[][] design = matrix(pipeline, pipeline.prepare(rows));
    for (int i = 0; i < design.length; i++) {
      ZonedDateTime time =
          Instant.ofEpochSecond(1_700_000_000L + i * 104_729L).atZone(ZoneId.of(zone));
      assertThat(design[i][names.indexOf("at.year")]).isEqualTo(time.getYear());
      assertThat(design[i][names.indexOf("at.days")]).isEqualTo(time.toLocalDate().toEpochDay());
      for (String level :
          List.of(
              "at.month=" + time.getMonthValue(),
              "at.day-of-week=" + time.getDayOfWeek().getValue(),
              "at.day-of-month=" + time.getDayOfMonth(),
              "at.hour=" + time.getHour())) {
        assertThat(design[i][names.indexOf(level)]).as(time + " " + level).isEqualTo(1);
      }
    }
  }
}
