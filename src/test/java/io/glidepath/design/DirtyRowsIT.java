package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.failure.JobFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be used are left out and counted, by both ways of reading. */
class DirtyRowsIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final RowLayout LAYOUT =
      new RowLayout(
          List.of("x", "n"), "y", Optional.of("w"), Optional.of("o"), Optional.of("fold"));

  @TempDir static Path directory;
  private static Dataset<Row> table;

  @BeforeAll
  static void writeTable() {
    // every fault in rows of its own, spread over the table: id mod 100 says which
    String path = directory.resolve("dirty").toString();
    SPARK
        .range(0, 20_000, 1, 2)
        .selectExpr("id", "id % 100 as m")
        .selectExpr(
            "id",
            "case m when 1 then null when 2 then double('NaN') when 3 then double('-Infinity')"
                + " when 50 then double('NaN') else id / 8 end as x",
            "case m when 4 then null when 51 then null else cast(id as int) end as n",
            "case m when 5 then null when 6 then float('Infinity') when 52 then null"
                + " else cast(m as float) end as y",
            "case m when 7 then null when 8 then -1D when 9 then double('NaN')"
                + " when 10 then double('Infinity') when 50 then 0D when 51 then -0D when 52 then 0D"
                + " when 53 then 0D else 2D end as w",
            "case m when 11 then null when 12 then double('NaN') else double(m) end as o",
            "case m when 13 then null when 14 then null when 53 then null"
                + " else cast(id % 3 as int) end as fold",
            "m")
        .selectExpr("*", "case m when 14 then double('NaN') else x end as x2")
        .drop("x")
        .withColumnRenamed("x2", "x")
        .write()
        .parquet(path);
    table = SPARK.read().parquet(path);
  }

  private static List<Dataset<Row>> bothWays(Dataset<Row> rows) {
    return List.of(rows, rows.where("spark_partition_id() >= 0"));
  }

  @Test
  void everyFaultIsCountedInItsColumn() {
    for (Dataset<Row> way : bothWays(table)) {
      RowTally tally = CollectRows.of(way, LAYOUT).tally;
      assertThat(tally.read()).isEqualTo(20_000);
      assertThat(tally.zeroWeight()).isEqualTo(800);
      assertThat(tally.rejected()).isEqualTo(14 * 200);
      assertThat(tally.used()).isEqualTo(20_000 - 800 - 14 * 200);
      assertThat(tally.missing("x")).isEqualTo(600);
      assertThat(tally.infinite("x")).isEqualTo(200);
      assertThat(tally.missing("n")).isEqualTo(200);
      assertThat(tally.missing("y")).isEqualTo(200);
      assertThat(tally.infinite("y")).isEqualTo(200);
      assertThat(tally.missing("w")).isEqualTo(400);
      assertThat(tally.infinite("w")).isEqualTo(200);
      assertThat(tally.missing("o")).isEqualTo(400);
      assertThat(tally.missing("fold")).isEqualTo(400);
      assertThatThrownBy(tally::requireClean)
          .isInstanceOf(JobFailure.class)
          .hasMessageContaining("2800 of 20000 rows")
          .hasMessageContaining("feature column 'n'")
          .hasMessageContaining("weight column 'w': negative in 200 rows")
          .hasMessageContaining("fold column 'fold'");
    }
  }

  @Test
  void theRowsLeftAreTheGoodOnesInTheirOrder() {
    Dataset<Row> good = table.where("m > 14 and m not in (50, 51, 52, 53) or m = 0");
    List<double[]> expected = CollectRows.of(good, LAYOUT).flat();
    assertThat(expected).hasSize(16_400);
    for (Dataset<Row> way : bothWays(table)) {
      assertThat(CollectRows.of(way, LAYOUT).flat().toArray(double[][]::new))
          .isDeepEqualTo(expected.toArray(double[][]::new));
    }
  }

  @Test
  void zeroWeightsChangeNothingInTheBlocks() {
    Dataset<Row> clean = table.where("m > 14 or m = 0");
    List<int[]> without =
        CollectRows.of(clean.where("w <> 0").where("spark_partition_id() >= 0"), LAYOUT).blocks;
    CollectRows.Seen seen = CollectRows.of(clean, LAYOUT);
    assertThat(seen.tally.zeroWeight()).isEqualTo(800);
    assertThat(seen.blocks.toArray(int[][]::new)).isDeepEqualTo(without.toArray(int[][]::new));
    seen.tally.requireClean();
  }

  @Test
  void allWeightsZero() {
    Dataset<Row> weightless = table.where("m in (50, 51, 52, 53)");
    for (Dataset<Row> way : bothWays(weightless)) {
      CollectRows.Seen seen = CollectRows.of(way, LAYOUT);
      assertThat(seen.blocks).isEmpty();
      assertThatThrownBy(seen.tally::requireClean)
          .hasMessageContaining("all 800 rows have weight 0 in column 'w'");
    }
  }
}
