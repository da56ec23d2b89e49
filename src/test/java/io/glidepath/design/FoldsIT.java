package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class FoldsIT {
  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> table(int partitions) {
    return SPARK
        .range(0, 10_000, 1, partitions)
        .selectExpr(
            "id",
            "cast(id as int) as narrow",
            "cast(id % 100 as smallint) as small",
            "concat('k', id) as `the.``key`",
            "cast(id / 100 as decimal(10, 2)) as price",
            "date_add(date'2020-01-01', cast(id % 1000 as int)) as day");
  }

  private static Map<Long, Integer> folds(Dataset<Row> rows, long seed, int count, String... key) {
    Map<Long, Integer> folds = new HashMap<>();
    rows.select(functions.col("id"), Folds.byKey(rows.schema(), List.of(key), seed, count))
        .collectAsList()
        .forEach(row -> folds.put(row.getLong(0), row.getInt(1)));
    return folds;
  }

  @Test
  void isTheDocumentedHash() {
    Dataset<Row> rows = table(3);
    Map<Long, Integer> expected = new HashMap<>();
    rows.selectExpr(
            "id",
            "cast(pmod(xxhash64(bigint(small), `the.``key`, price, day, bigint(-7)), bigint(10)) as int)")
        .collectAsList()
        .forEach(row -> expected.put(row.getLong(0), row.getInt(1)));
    assertThat(folds(rows, -7, 10, "small", "the.`key", "price", "day")).isEqualTo(expected);
    Map<Long, Integer> byId = folds(rows, 1, 10, "id");
    assertThat(List.of(byId.get(0L), byId.get(1L), byId.get(2L), byId.get(9999L)))
        .as("XXH64 of 8 bytes, seed 42, chained over (id, 1), by an implementation in Python")
        .containsExactly(6, 2, 3, 0);
  }

  @Test
  void doesNotDependOnPartitionsOrOrder() {
    Map<Long, Integer> expected = folds(table(1), 1, 10, "the.`key", "id");
    for (int partitions : new int[] {3, 11}) {
      Dataset<Row> other = table(partitions).repartition(partitions, functions.col("day"));
      assertThat(folds(other, 1, 10, "the.`key", "id")).isEqualTo(expected);
      assertThat(folds(other.orderBy(functions.col("id").desc()), 1, 10, "the.`key", "id"))
          .isEqualTo(expected);
    }
  }

  @Test
  void integersHashAlikeWhateverTheirWidth() {
    Dataset<Row> rows = table(2);
    assertThat(folds(rows, 1, 10, "narrow")).isEqualTo(folds(rows, 1, 10, "id"));
  }

  @Test
  void seedOrderAndCountMatter() {
    Dataset<Row> rows = table(2);
    Map<Long, Integer> one = folds(rows, 1, 10, "id", "small");
    assertThat(folds(rows, 2, 10, "id", "small")).isNotEqualTo(one);
    assertThat(folds(rows, 1, 10, "small", "id")).isNotEqualTo(one);
    assertThat(folds(rows, 1, 1, "id").values()).containsOnly(0);
    long[] sizes = new long[10];
    one.values().forEach(fold -> sizes[fold]++);
    for (long size : sizes) {
      assertThat(size).isBetween(850L, 1150L);
    }
  }

  @Test
  void zeroHasOneSignNanOneFormAndNullIsSkipped() {
    Dataset<Row> rows =
        SPARK.sql(
            "select 0D as zero, -1D * 0D as minus, double('NaN') as nan, sqrt(-id) as root,"
                + " cast(null as int) as none, id from range(3, 4)");
    List<List<String>> keys =
        List.of(
            List.of("zero"),
            List.of("minus"),
            List.of("nan"),
            List.of("root"),
            List.of("id"),
            List.of("none", "id"));
    Row folds =
        rows.select(
                keys.stream()
                    .map(key -> Folds.byKey(rows.schema(), key, 1, 1_000_000))
                    .toArray(Column[]::new))
            .head();
    assertThat(folds.getInt(1)).isEqualTo(folds.getInt(0));
    assertThat(folds.getInt(3)).isEqualTo(folds.getInt(2));
    assertThat(folds.getInt(5)).isEqualTo(folds.getInt(4));
  }

  /** One row in 14 is a one; of those every tenth has no weight. */
  private static Dataset<Row> classes(int rows, int partitions) {
    return SPARK
        .range(0, rows, 1, partitions)
        .selectExpr("id", "double(id % 14 = 3) as y", "double(id % 140 != 3) as w");
  }

  private static Map<Long, Integer> stratified(
      Dataset<Row> rows, long seed, int count, Optional<String> weight) {
    Map<Long, Integer> folds = new HashMap<>();
    FoldSpec spec = new FoldSpec(count, seed, Optional.empty(), true, 1);
    Column fold = Folds.stratified(rows, spec, List.of("id"), "y", weight);
    rows.select(functions.col("id"), fold)
        .collectAsList()
        .forEach(row -> folds.put(row.getLong(0), row.getInt(1)));
    return folds;
  }

  private static long[] sizes(Map<Long, Integer> folds, int count, LongPredicate counted) {
    long[] sizes = new long[count];
    folds.forEach((id, fold) -> sizes[fold] += counted.test(id) ? 1 : 0);
    return sizes;
  }

  @Test
  void stratifiedFoldsHaveEqualShares() {
    Map<Long, Integer> folds = stratified(classes(1435, 2), 1, 10, Optional.empty());
    assertThat(sizes(folds, 10, id -> id % 14 == 3))
        .containsExactly(10, 10, 11, 11, 11, 10, 10, 10, 10, 10);
    assertThat(sizes(folds, 10, id -> true)).containsOnly(143, 144);
    Map<Long, Integer> many = stratified(classes(100_000, 2), 1, 10, Optional.empty());
    for (LongPredicate counted : List.<LongPredicate>of(id -> id % 14 == 3, id -> true)) {
      long[] sizes = sizes(many, 10, counted);
      assertThat(
              Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow())
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void stratifiedFoldsDoNotDependOnPartitionsOrOrder() {
    Map<Long, Integer> expected = stratified(classes(2000, 1), 1, 7, Optional.empty());
    for (int partitions : new int[] {3, 11}) {
      Dataset<Row> other = classes(2000, partitions).repartition(partitions, functions.col("y"));
      assertThat(stratified(other, 1, 7, Optional.empty())).isEqualTo(expected);
      assertThat(stratified(other.orderBy(functions.col("id").desc()), 1, 7, Optional.empty()))
          .isEqualTo(expected);
    }
    assertThat(stratified(classes(2000, 2), 2, 7, Optional.empty())).isNotEqualTo(expected);
  }

  @Test
  void stratifiedFoldsFollowTheHashOfTheKey() {
    Dataset<Row> rows = classes(500, 2);
    Column fold =
        Folds.stratified(
            rows,
            new FoldSpec(4, 1, Optional.empty(), true, 1),
            List.of("id"),
            "y",
            Optional.empty());
    List<Row> sorted =
        rows.select(functions.col("y"), fold.as("fold"))
            .orderBy(
                functions.expr("y"),
                functions.expr("shiftrightunsigned(xxhash64(id, bigint(1)), 1)"))
            .collectAsList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).getDouble(0) == sorted.get(i - 1).getDouble(0)) {
        assertThat(sorted.get(i).getInt(1)).isGreaterThanOrEqualTo(sorted.get(i - 1).getInt(1));
      }
    }
  }

  @Test
  void rowsOfWeightZeroDoNotCountForShares() {
    Map<Long, Integer> folds = stratified(classes(14_000, 3), 1, 9, Optional.of("w"));
    assertThat(sizes(folds, 9, id -> id % 14 == 3 && id % 140 != 3)).containsOnly(100);
    assertThat(folds).hasSize(14_000);
  }

  @Test
  void booleansAreClassesAndStringsAreNot() {
    Dataset<Row> rows = classes(1000, 2);
    Dataset<Row> flags = rows.withColumn("y", functions.expr("y = 1"));
    assertThat(stratified(flags, 1, 5, Optional.empty()))
        .isEqualTo(stratified(rows, 1, 5, Optional.empty()));
    Dataset<Row> texts = rows.withColumn("y", functions.expr("string(y)"));
    assertThatThrownBy(() -> stratified(texts, 1, 5, Optional.empty()))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("label column 'y' is of type string");
  }

  @Test
  void refusesKeysThatAreNotThere() {
    Dataset<Row> rows = table(1).withColumn("m", functions.expr("map(id, id)"));
    assertThatThrownBy(() -> Folds.byKey(rows.schema(), List.of("nope"), 1, 10))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("key column 'nope' is not in the table")
        .hasMessageContaining("'narrow'");
    assertThatThrownBy(() -> Folds.byKey(rows.schema(), List.of("m"), 1, 10))
        .hasMessageContaining("'m' is of type map<bigint,bigint>");
    assertThatThrownBy(() -> Folds.byKey(rows.schema(), List.of(), 1, 10))
        .hasMessageContaining("columns.key");
    assertThatThrownBy(() -> Folds.byKey(rows.schema(), List.of("id"), 1, 0))
        .hasMessageContaining("folds.count is 0");
    assertThatThrownBy(() -> Folds.byColumn(rows.schema(), "price"))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("'price' is of type decimal(10,2)");
  }

  @Test
  void aFoldColumnKeepsItsValues() {
    Dataset<Row> rows = table(1).selectExpr("id - 3 as l", "small as s");
    List<Row> folds =
        rows.select(Folds.byColumn(rows.schema(), "l"), Folds.byColumn(rows.schema(), "s"))
            .limit(2)
            .collectAsList();
    assertThat(folds.get(0).get(0)).isEqualTo(-3);
    assertThat(folds.get(1).get(1)).isEqualTo((short) 1);
  }
}
