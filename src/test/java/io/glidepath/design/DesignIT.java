package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Repeats;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks hold what the table holds, by the fast and by the general way. */
class DesignIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final List<String> ALL_TYPES =
      List.of("d", "f", "l", "i", "s", "b", "t", "dec", "bigdec", "few");
  private static final RowLayout FULL =
      new RowLayout(ALL_TYPES, "y", Optional.of("w"), Optional.of("o"), Optional.of("fold"));

  @TempDir static Path directory;
  private static Dataset<Row> table;

  /** More rows in each file than a batch has, and in a fold than a block has. */
  @BeforeAll
  static void writeTable() {
    Dataset<Row> rows =
        SPARK
            .range(0, 15_000, 1, 3)
            .selectExpr(
                "id",
                "sin(id) as d",
                "cast(cos(id) as float) as f",
                "id * 1000003 as l",
                "cast(id % 1001 - 500 as int) as i",
                "cast(id % 77 as smallint) as s",
                "id % 3 = 0 as b",
                "cast(id % 100 as tinyint) as t",
                "cast(id / 7 as decimal(12, 3)) as dec",
                "cast(id as decimal(30, 2)) / 3 as bigdec",
                "cast(id % 5 as double) / 4 as few",
                "cast(id % 11 as int) as y",
                "cast(id % 4 + 1 as float) as w",
                "cast(id % 13 as double) as o",
                "cast(hash(id) % 2 as int) as fold");
    table = parquet(rows, "all-types");
  }

  private static Dataset<Row> parquet(Dataset<Row> rows, String name) {
    String path = directory.resolve(name).toString();
    rows.write().parquet(path);
    return SPARK.read().parquet(path);
  }

  /** The same rows in the same partitions, by a plan that only the general way can read. */
  private static Dataset<Row> general(Dataset<Row> rows) {
    return rows.where("spark_partition_id() >= 0");
  }

  /** By fold: label, weight, offset, features, as Row gives them. */
  private static List<double[]> expected(Dataset<Row> rows, RowLayout layout) {
    TreeMap<Integer, List<double[]>> folds = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      List<Double> values = new ArrayList<>();
      int fold = layout.foldCol().map(c -> (int) number(row, c)).orElse(0);
      values.add((double) fold);
      values.add(number(row, layout.labelCol()));
      values.add(layout.weightCol().map(c -> number(row, c)).orElse(1.0));
      values.add(layout.offsetCol().map(c -> number(row, c)).orElse(0.0));
      for (String feature : layout.featuresCols()) {
        Object value = row.get(row.fieldIndex(feature));
        if (value instanceof Vector vector) {
          for (double element : vector.toArray()) {
            values.add(element);
          }
        } else {
          values.add(number(row, feature));
        }
      }
      folds
          .computeIfAbsent(fold, f -> new ArrayList<>())
          .add(values.stream().mapToDouble(v -> v).toArray());
    }
    return folds.values().stream().flatMap(List::stream).toList();
  }

  private static double number(Row row, String column) {
    Object value = row.get(row.fieldIndex(column));
    if (value instanceof Boolean b) {
      return b ? 1 : 0;
    }
    return value instanceof BigDecimal d ? d.doubleValue() : ((Number) value).doubleValue();
  }

  private static void assertReadBothWays(Dataset<Row> rows, RowLayout layout) {
    Design fast = Design.of(rows, layout);
    Design slow = Design.of(general(rows), layout);
    assertThat(fast.columnar()).isTrue();
    assertThat(slow.columnar()).isFalse();
    assertThat(fast.featureNames()).isEqualTo(slow.featureNames());
    CollectRows.Seen batches = CollectRows.of(fast);
    CollectRows.Seen single = CollectRows.of(slow);
    List<double[]> expected = expected(rows, layout);
    assertSameRows(batches.flat(), expected);
    assertSameRows(single.flat(), expected);
    assertSameRows(toDoubles(batches.blocks), toDoubles(single.blocks));
    assertThat(batches.partitions)
        .isEqualTo(IntStream.range(0, fast.partitions()).boxed().toList());
    assertThat(batches.tally.used()).isEqualTo(expected.size());
    assertThat(single.tally.used()).isEqualTo(expected.size());
    assertThat(batches.tally.read()).isEqualTo(expected.size());
  }

  private static List<double[]> toDoubles(List<int[]> ints) {
    return ints.stream().map(a -> new double[] {a[0], a[1]}).toList();
  }

  private static void assertSameRows(List<double[]> actual, List<double[]> expected) {
    assertThat(actual.toArray(double[][]::new)).isDeepEqualTo(expected.toArray(double[][]::new));
  }

  @Test
  void everyTypeBothWays() {
    assertReadBothWays(table, FULL);
  }

  @Test
  void withoutWeightOffsetAndFold() {
    assertReadBothWays(table, new RowLayout(List.of("d", "l"), "y"));
  }

  @Test
  void noFeatureAtAll() {
    assertReadBothWays(table, new RowLayout(List.of(), "d"));
  }

  @Test
  void aColumnInTwoRoles() {
    assertReadBothWays(
        table,
        new RowLayout(
            List.of("y", "w", "d"), "y", Optional.of("w"), Optional.of("d"), Optional.of("t")));
  }

  @Test
  void blocksHoldOneFoldAndAreFullButForTheLast() {
    CollectRows.Seen seen = CollectRows.of(table.coalesce(1), FULL);
    Map<Integer, Integer> last = new TreeMap<>();
    for (int[] block : seen.blocks) {
      Integer before = last.put(block[0], block[1]);
      assertThat(before == null || before == BlockSize.height(RowShape.dense(10), 3)).isTrue();
    }
    assertThat(last).containsOnlyKeys(-1, 0, 1);
    assertThat(seen.blocks).hasSizeGreaterThan(3);
  }

  @Test
  void foldsOfAnyValueAndManyOfThem() {
    Dataset<Row> rows =
        parquet(
            SPARK
                .range(0, 9000, 1, 2)
                .selectExpr(
                    "cast(id as double) as x",
                    "cast(id as double) as y",
                    "cast(2147483647 - (id % 1500) * 2863311 as int) as fold",
                    "id % 2 - 9000000000 as far"),
            "many-folds");
    RowLayout layout =
        new RowLayout(List.of("x"), "y", Optional.empty(), Optional.empty(), Optional.of("fold"));
    assertReadBothWays(rows, layout);
    assertThat(CollectRows.of(rows, layout).rows).hasSize(1500).containsKey(2147483647);
  }

  @Test
  void bigintFoldsBeyondIntHaveNoFold() {
    Dataset<Row> rows =
        parquet(
            SPARK
                .range(0, 10, 1, 1)
                .selectExpr(
                    "cast(id as double) as y",
                    "case when id = 3 then 3000000000 when id = 4 then null else id % 2 end as k"),
            "far-folds");
    RowLayout layout =
        new RowLayout(List.of("y"), "y", Optional.empty(), Optional.empty(), Optional.of("k"));
    for (Dataset<Row> way : List.of(rows, general(rows))) {
      CollectRows.Seen seen = CollectRows.of(way, layout);
      assertThat(seen.tally.missing("k")).isEqualTo(2);
      assertThat(seen.tally.used()).isEqualTo(8);
      assertThat(seen.rows).containsOnlyKeys(0, 1);
    }
  }

  @Test
  void threeHundredColumnsAndTheSettingsStay() {
    List<String> names = IntStream.range(0, 300).mapToObj(i -> "x" + i).toList();
    Dataset<Row> rows =
        parquet(
            SPARK
                .range(0, 3000, 1, 2)
                .select(
                    IntStream.range(0, 301)
                        .mapToObj(
                            i ->
                                functions
                                    .sin(functions.col("id").plus(i))
                                    .as(i == 300 ? "y" : "x" + i))
                        .toArray(org.apache.spark.sql.Column[]::new)),
            "wide");
    String before = SPARK.conf().get("spark.sql.codegen.maxFields");
    assertReadBothWays(rows, new RowLayout(names, "y"));
    assertThat(SPARK.conf().get("spark.sql.codegen.maxFields")).isEqualTo(before);
    assertThat(SPARK.conf().get("spark.sql.parquet.columnarReaderBatchSize")).isEqualTo("4096");
  }

  @Test
  void oneRowNoRowsAndEmptyPartitions() {
    RowLayout layout = new RowLayout(List.of("d", "few"), "y");
    assertReadBothWays(parquet(table.limit(1), "one-row"), layout);
    assertReadBothWays(parquet(table.limit(0), "no-rows"), layout);
    Dataset<Row> sparse = table.where("id = 7").select("d", "few", "y").repartition(5);
    CollectRows.Seen seen = CollectRows.of(sparse, layout);
    assertThat(seen.partitions).containsExactly(0, 1, 2, 3, 4);
    assertThat(seen.flat()).hasSize(1);
    Dataset<Row> nothing = table.where("1 = 0");
    assertThatThrownBy(() -> CollectRows.of(nothing, layout).tally.requireClean())
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void namesWithDotsAndBackTicks() {
    Dataset<Row> odd =
        table
            .select("d", "few", "y", "fold")
            .toDF("a.b", "c`d", "the label, `y`.", "fold \uD83D\uDE00");
    RowLayout layout =
        new RowLayout(
            List.of("a.b", "c`d"),
            "the label, `y`.",
            Optional.empty(),
            Optional.empty(),
            Optional.of("fold \uD83D\uDE00"));
    assertReadBothWays(odd, layout);
    assertThat(Design.of(odd, layout).featureNames()).containsExactly("a.b", "c`d");
  }

  @Test
  void renamedAndCastColumnsStayOnTheFastWay() {
    Dataset<Row> cast =
        table.selectExpr(
            "cast(i as double) as x1",
            "cast(dec as double) as x2",
            "cast(b as double) as x3",
            "f as x4",
            "double(l) as y");
    assertReadBothWays(cast, new RowLayout(List.of("x1", "x2", "x3", "x4"), "y"));
  }

  @Test
  void whatIsComputedOrJoinedGoesTheGeneralWay() {
    RowLayout layout = new RowLayout(List.of("d", "z"), "y");
    Dataset<Row> computed = table.withColumn("z", functions.expr("d * 2"));
    Dataset<Row> joined =
        table.join(table.selectExpr("id", "f as z"), "id").sortWithinPartitions("id");
    for (Dataset<Row> rows : List.of(computed, joined)) {
      Design design = Design.of(rows, layout);
      assertThat(design.columnar()).isFalse();
      assertSameRows(CollectRows.of(design).flat(), expected(rows, layout));
    }
  }

  @Test
  void foldByKeyIsComputedOnTheFastWayAsInSql() {
    Dataset<Row> rows =
        table.withColumn("k", Folds.byKey(table.schema(), List.of("id", "i", "dec"), 5, 10));
    RowLayout layout =
        new RowLayout(
            List.of("d", "few"), "y", Optional.empty(), Optional.empty(), Optional.of("k"));
    assertReadBothWays(rows, layout);
    assertThat(CollectRows.of(rows, layout).rows).hasSize(10);
  }

  @Test
  void stratifiedFoldsAreComputedOnTheFastWayAsInSql() {
    Dataset<Row> rows =
        table.withColumn(
            "k",
            Folds.stratified(
                table,
                new FoldSpec(6, 5, Optional.empty(), true, 1),
                List.of("id"),
                "few",
                Optional.empty()));
    RowLayout layout =
        new RowLayout(List.of("d"), "y", Optional.empty(), Optional.empty(), Optional.of("k"));
    assertReadBothWays(rows, layout);
    assertThat(CollectRows.of(rows, layout).rows).hasSize(6);
  }

  /** A row is read once and stands in one cell of each repeat, whichever way it is read. */
  @Test
  void rowsDealtSeveralTimesAreInACellOfEachRepeat() {
    Repeats repeats = Repeats.of(4, 3);
    List<Column> folds =
        IntStream.range(0, 3)
            .mapToObj(r -> Folds.byKey(table.schema(), List.of("id"), 7 + r, 4))
            .toList();
    Dataset<Row> rows = table.withColumn("k", Folds.code(folds, repeats));
    RowLayout layout =
        new RowLayout(
            List.of("d", "few"),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.of("k"),
            new double[0],
            repeats);
    Design fast = Design.of(rows, layout);
    Design slow = Design.of(general(rows), layout);
    assertThat(fast.columnar()).isTrue();
    CollectRows.Seen batches = CollectRows.of(fast);
    CollectRows.Seen single = CollectRows.of(slow);
    assertSameRows(batches.flat(), single.flat());
    assertSameRows(toDoubles(batches.blocks), toDoubles(single.blocks));
    assertThat(batches.rows).hasSize(12);
    assertThat(batches.tally.used()).isEqualTo(rows.count());
    assertThat(batches.tally.read()).isEqualTo(rows.count());
    for (int r = 0; r < 3; r++) {
      RowLayout alone =
          new RowLayout(
              List.of("d", "few"), "y", Optional.empty(), Optional.empty(), Optional.of("k"));
      CollectRows.Seen own = CollectRows.of(table.withColumn("k", folds.get(r)), alone);
      for (int f = 0; f < 4; f++) {
        assertSameRows(batches.rows.get(4 * r + f), own.rows.get(f));
      }
    }
  }

  @Test
  void partitionColumnsAndColumnsThatSomeFilesLack() {
    String path = directory.resolve("evolved").toString();
    table.where("id < 5000").select("id", "d", "y", "fold").write().parquet(path + "/part=1");
    table
        .where("id >= 5000")
        .select("id", "d", "few", "y", "fold")
        .write()
        .parquet(path + "/part=2");
    Dataset<Row> rows = SPARK.read().option("mergeSchema", "true").parquet(path);
    assertReadBothWays(
        rows,
        new RowLayout(
            List.of("part", "d"), "y", Optional.empty(), Optional.empty(), Optional.of("part")));
    Design design = Design.of(rows, new RowLayout(List.of("few", "d"), "y"));
    assertThat(design.columnar()).isTrue();
    CollectRows.Seen seen = CollectRows.of(design);
    assertThat(seen.tally.missing("few")).isEqualTo(5000);
    assertThat(seen.tally.used()).isEqualTo(10_000);
  }

  @Test
  void aScanCanBeRepeated() {
    Design design = Design.of(table, FULL);
    assertSameRows(CollectRows.of(design).flat(), CollectRows.of(design).flat());
  }

  @Test
  void refusesColumnsThatAreNotThereOrNoNumbers() {
    Dataset<Row> rows = table.withColumn("text", functions.lit("a"));
    assertRefused(rows, new RowLayout(List.of("nope"), "y"), "feature column 'nope'");
    assertRefused(rows, new RowLayout(List.of("text"), "y"), "'text' is of type string");
    assertRefused(rows, new RowLayout(List.of("d"), "text"), "label column 'text'");
    assertRefused(
        rows,
        new RowLayout(List.of("d"), "y", Optional.empty(), Optional.empty(), Optional.of("d")),
        "fold column 'd' is of type double");
    assertThatThrownBy(() -> new RowLayout(List.of("d", "d"), "y"))
        .hasMessageContaining("'d' is listed twice");
  }

  private static void assertRefused(Dataset<Row> rows, RowLayout layout, String message) {
    assertThatThrownBy(() -> Design.of(rows, layout))
        .isInstanceOfSatisfying(
            JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining(message);
  }

  /** By both readers, and again when asked again. */
  @Test
  void mappedBlocksAreThoseOfAScan() {
    for (Dataset<Row> rows : List.of(table, general(table))) {
      Design design = Design.of(rows, FULL);
      List<double[]> scanned = toDoubles(CollectRows.of(design).blocks);
      JavaRDD<double[]> mapped =
          design.map(b -> new double[] {b.cell(), b.rows(), b.x().value(b.rows() - 1, 0)});
      List<double[]> once = mapped.collect();
      assertSameRows(once.stream().map(b -> new double[] {b[0], b[1]}).toList(), scanned);
      assertSameRows(mapped.collect(), once);
      assertThat(mapped.getNumPartitions()).isEqualTo(design.partitions());
    }
  }

  @Test
  void theRowsOfOneRowGroupAreSpreadOverTheCores() {
    List<String> columns = IntStream.range(0, 40).mapToObj(j -> "x" + j).toList();
    RowLayout layout =
        new RowLayout(columns, "id", Optional.empty(), Optional.empty(), Optional.of("fold"));
    List<String> selected = new ArrayList<>(List.of("id", "cast(hash(id) % 3 as int) as fold"));
    columns.forEach(name -> selected.add("id + 1D as " + name));
    Dataset<Row> rows =
        parquet(
            SPARK.range(0, 60_000, 1, 1).selectExpr(selected.toArray(String[]::new)), "one-group");
    Design design = Design.of(rows, layout);
    assertThat(design.columnar()).isTrue();
    assertThat(design.partitions()).isEqualTo(2 * rows.rdd().getNumPartitions());
    CollectRows.Seen seen = CollectRows.of(design);
    assertThat(seen.tally.read()).isEqualTo(60_000);
    double[] ids = seen.flat().stream().mapToDouble(row -> row[1]).sorted().toArray();
    assertThat(ids).isEqualTo(IntStream.range(0, 60_000).mapToDouble(i -> i).toArray());
    List<Scanned<CollectRows.Seen>> parts = design.scan(new CollectRows()).collect();
    assertThat(parts.stream().mapToLong(part -> part.rows().read()))
        .filteredOn(n -> n > 0)
        .hasSize(2)
        .allSatisfy(n -> assertThat(n).isBetween(29_000L, 31_000L));
    CollectRows.Seen general = CollectRows.of(general(rows), layout);
    assertThat(Arrays.deepEquals(general.blocks.toArray(), seen.blocks.toArray())).isTrue();
    assertThat(Arrays.deepEquals(general.flat().toArray(), seen.flat().toArray())).isTrue();
  }
}
