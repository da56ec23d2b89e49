package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folds that a column of groups, or of times, decides about. */
class FoldsByColumnsIT {
  private static FoldSpec spec(int count, long seed, String group, String time) {
    return new FoldSpec(
        count,
        seed,
        Optional.empty(),
        Optional.ofNullable(group),
        Optional.ofNullable(time),
        Optional.empty(),
        false,
        1);
  }

  private static Map<Long, Integer> byId(Dataset<Row> rows, Column fold) {
    Map<Long, Integer> folds = new HashMap<>();
    rows.select(functions.col("id"), fold)
        .collectAsList()
        .forEach(r -> folds.put(r.getLong(0), r.isNullAt(1) ? -1 : r.getInt(1)));
    return folds;
  }

  /** 400 shops, the first ones with the most rows; weights that are not exact in binary. */
  private static Dataset<Row> shops(int partitions) {
    return SharedSpark.session()
        .range(0, 4000, 1, partitions)
        .selectExpr(
            "id", "concat('s', int(400 * pow(id / 4000D, 3))) AS shop", "0.1D + id % 7 / 3D AS w");
  }

  @Test
  void groupsStayWholeAndFoldsWeighTheSame() {
    Dataset<Row> rows = shops(1);
    Column fold = Folds.byGroup(rows, spec(5, 1, "shop", null), Optional.of("w"));
    Map<String, Set<Integer>> ofShop = new HashMap<>();
    double[] weights = new double[5];
    for (Row row : rows.select(functions.col("shop"), functions.col("w"), fold).collectAsList()) {
      ofShop.computeIfAbsent(row.getString(0), s -> new HashSet<>()).add(row.getInt(2));
      weights[row.getInt(2)] += row.getDouble(1);
    }
    assertThat(ofShop).hasSize(400).allSatisfy((shop, folds) -> assertThat(folds).hasSize(1));
    double total = java.util.Arrays.stream(weights).sum();
    for (double weight : weights) {
      // the heaviest shop has a seventh of all rows
      assertThat(weight / total).isBetween(0.19, 0.21);
    }
    Map<Long, Integer> expected = byId(rows, fold);
    Dataset<Row> other = shops(7).repartition(5, functions.col("w")).orderBy(functions.rand(3));
    assertThat(byId(other, Folds.byGroup(other, spec(5, 1, "shop", null), Optional.of("w"))))
        .isEqualTo(expected);
    assertThat(byId(rows, Folds.byGroup(rows, spec(5, 2, "shop", null), Optional.of("w"))))
        .isNotEqualTo(expected);
  }

  @Test
  void aRowWithoutAGroupIsAnErrorUnlessItHasNoWeight() {
    Dataset<Row> rows =
        shops(2).selectExpr("id", "if(id < 3, null, shop) AS shop", "if(id < 1, 0D, w) AS w");
    assertThatThrownBy(() -> Folds.byGroup(rows, spec(5, 1, "shop", null), Optional.of("w")))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("folds.group: column 'shop' is null or NaN in 2 rows");
    Dataset<Row> weightless = rows.where("id < 1 OR id >= 3");
    Column fold = Folds.byGroup(weightless, spec(5, 1, "shop", null), Optional.of("w"));
    assertThat(byId(weightless, fold).get(0L)).isEqualTo(-1);
  }

  /** Times with long ties and gaps, in any order of the rows. */
  private static Dataset<Row> times(String time) {
    return SharedSpark.session()
        .range(0, 1000, 1, 3)
        .selectExpr("id", "pmod(id * 7919, 1000) AS at")
        .selectExpr("id", "IF(at BETWEEN 200 AND 420, 300, at - 500) AS at")
        .selectExpr("id", "at", time + " AS t");
  }

  /** As a sort tells: ties together, cut at their nearer end. */
  private static Map<Long, Integer> sorted(Dataset<Row> rows, int count) {
    List<long[]> all = new ArrayList<>();
    rows.select("at", "id").collectAsList().forEach(r -> all.add(new long[] {at(r), r.getLong(1)}));
    all.sort((a, b) -> Long.compare(a[0], b[0]));
    List<Integer> cuts = new ArrayList<>();
    int n = all.size();
    for (int k = 1; k <= count; k++) {
      int rank = (int) Math.round((double) n * k / (count + 1));
      int low = rank;
      int high = rank + 1;
      while (low > 0 && all.get(low - 1)[0] == all.get(rank)[0]) {
        low--;
      }
      while (high < n && all.get(high)[0] == all.get(rank)[0]) {
        high++;
      }
      int cut = low > 0 && rank - low <= high - rank ? low : high;
      if (cut < n && !cuts.contains(cut)) {
        cuts.add(cut);
      }
    }
    Map<Long, Integer> folds = new HashMap<>();
    for (int i = 0; i < n; i++) {
      int row = i;
      int block = (int) cuts.stream().filter(c -> c <= row).count();
      folds.put(all.get(i)[1], block == 0 ? count : block - 1);
    }
    return folds;
  }

  private static long at(Row row) {
    return ((Number) row.get(0)).longValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int(at)",
        "at / 7D",
        "CAST(at / 7 AS decimal(20, 9))",
        "date_add(DATE'1970-03-01', int(at))",
        "timestamp_micros(at * 3600000000 + 1)",
        "CAST(timestamp_micros(at * 3600000017) AS timestamp_ntz)",
        "at * 9000000000000000"
      })
  void blocksAreEqualStretchesOfTime(String time) {
    Dataset<Row> rows = times(time).cache();
    int count = 9;
    TimeBlocks blocks = TimeBlocks.of(rows, spec(count, 1, null, "t"), Optional.empty());
    Map<Long, Integer> expected = sorted(rows, count);
    assertThat(byId(rows, blocks.fold())).isEqualTo(expected);
    assertThat(blocks.folds()).isEqualTo(new HashSet<>(expected.values()).size() - 1);
  }

  @Test
  void blocksDoNotDependOnTheOrderOfRows() {
    Dataset<Row> rows =
        times("at / 7D").repartition(4, functions.col("at")).orderBy(functions.rand(5));
    TimeBlocks blocks = TimeBlocks.of(rows, spec(2, 1, null, "t"), Optional.empty());
    assertThat(byId(rows, blocks.fold())).isEqualTo(sorted(rows, 2));
  }

  @Test
  void rowsWithoutWeightDoNotCount() {
    Dataset<Row> rows = times("at").withColumn("w", functions.expr("double(at < 0)"));
    TimeBlocks blocks = TimeBlocks.of(rows, spec(4, 1, null, "t"), Optional.of("w"));
    Map<Long, Integer> heavy = sorted(rows.where("at < 0"), 4);
    Map<Long, Integer> found = byId(rows, blocks.fold());
    heavy.forEach((id, fold) -> assertThat(found.get(id)).isEqualTo(fold));
  }

  @Test
  void thereIsNoFoldInOneTime() {
    Dataset<Row> rows = times("DATE'2020-01-01'");
    assertThatThrownBy(() -> TimeBlocks.of(rows, spec(3, 1, null, "t"), Optional.empty()))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("folds.time: the values of column 't' part the rows into one block");
    Dataset<Row> missing = times("IF(at = 300, null, at)");
    assertThatThrownBy(() -> TimeBlocks.of(missing, spec(3, 1, null, "t"), Optional.empty()))
        .hasMessageContaining("folds.time: column 't' is null or NaN in 222 rows");
  }
}
