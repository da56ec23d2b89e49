package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One table of numbers told in many ways: the surface is always the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputsIT {
  /** Multiples of 1/8, which every type can hold. */
  private static final String ROWS =
      "SELECT id, FLOOR(80 * $a) / 8D AS a, FLOOR(80 * $b) / 8D AS b, FLOOR(20 * $c) * 1D AS c,"
          + " FLOOR(2 * $d) * 1D AS d, FLOOR(8 * (10 * $a - 7 * $b + 3 * $d + $e)) / 8D AS y FROM"
          + " range(60)";

  private static final String JOB = "columns { key = [id], label = y }";

  private List<double[]> expected;

  @BeforeAll
  void runOnce(@TempDir Path home) {
    Published run = JobRun.in(home).table(ROWS).with(JOB).run();
    assertThat(run.features()).containsExactly("a", "b", "c", "d");
    expected = run.surface();
  }

  private void same(Published run) {
    assertThat(run.surface()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(expected.get(i), within(1e-12));
    }
  }

  @Test
  void numbersOfEveryType(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT id, CAST(a AS FLOAT) AS a, CAST(b AS DECIMAL(20,4)) AS b, CAST(c AS TINYINT)"
                    + " AS c, d = 1 AS d, CAST(y AS DECIMAL(9,3)) AS y FROM ("
                    + ROWS
                    + ")")
            .with(JOB)
            .run();
    same(run);
    assertThat(run.features()).containsExactly("a", "b", "c", "d=true");
    Published whole =
        JobRun.in(home)
            .table(
                "SELECT CAST(id AS SMALLINT) AS id, a, b, CAST(c AS SMALLINT) AS c, CAST(d AS INT)"
                    + " AS d, CAST(y AS FLOAT) AS y FROM ("
                    + ROWS
                    + ")")
            .with(JOB + ", output.run-id = whole")
            .run();
    same(whole);
  }

  @Test
  void whatIsNoNumberIsRefusedWithAWayOut(@TempDir Path home) {
    JobRun.in(home)
        .table(
            "SELECT id, $a AS y, DATE'2020-01-01' AS day, TIMESTAMP'2020-01-01 00:00:00' AS at,"
                + " array(DATE'2020-01-01') AS list, X'00' AS bytes, NULL AS nothing FROM range(9)")
        .with(JOB)
        .end()
        .failed(
            ExitCode.CONFIGURATION,
            "\"day\" is date",
            "unix_date(`day`)",
            "\"at\" is timestamp",
            "unix_micros(`at`)",
            "\"list\" is array<date>",
            "\"bytes\" is binary",
            "\"nothing\" is void",
            "no value in any row",
            "columns.exclude");
    JobRun.in(home)
        .table("SELECT id, 'a' AS y, $x AS x FROM range(9)")
        .with(JOB)
        .end()
        .failed(ExitCode.CONFIGURATION, "columns.label", "\"y\" is string", "CAST(`y` AS DOUBLE)");
  }

  private static Dataset<Row> vectors(boolean sparse, boolean named) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("a", DataTypes.DoubleType)
            .add("v", SQLDataTypes.VectorType())
            .add("y", DataTypes.DoubleType);
    List<Row> rows =
        JobRun.sql(ROWS).collectAsList().stream()
            .map(
                r -> {
                  Vector v =
                      Vectors.dense(
                          r.<Double>getAs("b"), r.<Double>getAs("c"), r.<Double>getAs("d"));
                  boolean dense = !sparse || r.<Long>getAs("id") % 5 == 0;
                  return RowFactory.create(
                      r.getAs("id"), r.getAs("a"), dense ? v : v.toSparse(), r.getAs("y"));
                })
            .toList();
    Dataset<Row> frame = io.glidepath.SharedSpark.session().createDataFrame(rows, schema);
    if (!named) {
      return frame;
    }
    Attribute[] attributes = {
      NumericAttribute.defaultAttr().withName("b.b"),
      NumericAttribute.defaultAttr().withName("c c"),
      NumericAttribute.defaultAttr().withName("d")
    };
    return frame.withColumn(
        "v", frame.col("v").as("v", new AttributeGroup("v", attributes).toMetadata()));
  }

  @Test
  void vectorsDenseAndSparseWithAndWithoutNames(@TempDir Path home) {
    Published dense = JobRun.in(home).table(vectors(false, true)).with(JOB).run();
    same(dense);
    assertThat(dense.features()).containsExactly("a", "b.b", "c c", "d");
    assertThat(dense.row("features", "feature", "c c").<String>getAs("kind")).isEqualTo("vector");
    assertThat(dense.row("features", "feature", "c c").<String>getAs("column")).isEqualTo("v");
    Published sparse =
        JobRun.in(home).table(vectors(true, false)).with(JOB + ", output.run-id = s").run();
    same(sparse);
    assertThat(sparse.features()).containsExactly("a", "v[0]", "v[1]", "v[2]");
    Row chosen = sparse.row("selected", "chosen", true);
    double alpha = chosen.getAs("elastic_net_param");
    int k = chosen.getAs("grid_index");
    double intercept =
        sparse.row("paths", "elastic_net_param", alpha, "grid_index", k).getAs("intercept");
    List<Double> beta = List.copyOf(sparse.coefficients(alpha, k).values());
    for (Row r : sparse.model().transform(vectors(true, false)).collectAsList()) {
      Vector v = r.getAs("v");
      double sum = intercept + beta.get(0) * r.<Double>getAs("a");
      for (int j = 0; j < 3; j++) {
        sum += beta.get(j + 1) * v.apply(j);
      }
      assertThat(r.<Double>getAs("prediction")).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void arraysAndMapsAreVectors(@TempDir Path home) {
    String held =
        "SELECT id, array(a, b) AS ab, map_filter(map('c', c, 'd', d), (k, v) -> v <> 0) AS cd, y"
            + " FROM ("
            + ROWS
            + ")";
    Published run = JobRun.in(home).table(held).with(JOB).run();
    same(run);
    assertThat(run.features()).containsExactly("ab[0]", "ab[1]", "cd[c]", "cd[d]");
    assertThat(run.row("features", "feature", "cd[d]").<String>getAs("kind")).isEqualTo("vector");
    assertThat(run.row("features", "feature", "cd[d]").<String>getAs("level")).isEqualTo("d");
    Row chosen = run.row("selected", "chosen", true);
    double alpha = chosen.getAs("elastic_net_param");
    int k = chosen.getAs("grid_index");
    double intercept =
        run.row("paths", "elastic_net_param", alpha, "grid_index", k).getAs("intercept");
    Map<String, Double> beta = run.coefficients(alpha, k);
    List<Row> rows = JobRun.sql(ROWS + " ORDER BY id").collectAsList();
    List<Row> scored = run.model().transform(JobRun.sql(held)).orderBy("id").collectAsList();
    for (int i = 0; i < rows.size(); i++) {
      double sum =
          intercept
              + beta.getOrDefault("ab[0]", 0.0) * rows.get(i).<Double>getAs("a")
              + beta.getOrDefault("ab[1]", 0.0) * rows.get(i).<Double>getAs("b")
              + beta.getOrDefault("cd[c]", 0.0) * rows.get(i).<Double>getAs("c")
              + beta.getOrDefault("cd[d]", 0.0) * rows.get(i).<Double>getAs("d");
      assertThat(scored.get(i).<Double>getAs("prediction")).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void badVectorsAreCounted(@TempDir Path home) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("y", DataTypes.DoubleType)
            .add("v", SQLDataTypes.VectorType());
    List<Row> rows = new java.util.ArrayList<>();
    for (long i = 0; i < 30; i++) {
      Vector v = Vectors.dense(i % 7, i % 4 == 1 ? Double.NaN : i % 5);
      rows.add(RowFactory.create(i, i + 0.5 * (i % 3), i == 7 ? null : v));
    }
    Dataset<Row> frame = io.glidepath.SharedSpark.session().createDataFrame(rows, schema);
    JobRun.in(home)
        .table(frame)
        .with(JOB)
        .end()
        .failed(ExitCode.BAD_DATA, "'v'", "9 rows", "missing.numeric = drop-row");
    Published run = JobRun.in(home).with(JOB + ", missing.numeric = drop-row").run();
    assertThat(run.json().get("rows").get("used").asLong()).isEqualTo(21);
    assertThat(run.json().get("rows").get("dropped").get("missing numeric").asLong()).isEqualTo(9);
    rows.set(3, RowFactory.create(3L, 1.0, Vectors.dense(1, 2, 3)));
    rows.set(4, RowFactory.create(4L, 1.0, Vectors.dense(1, Double.NEGATIVE_INFINITY)));
    JobRun.in(home)
        .table(io.glidepath.SharedSpark.session().createDataFrame(rows, schema))
        .with(JOB + ", output.run-id = bad")
        .end()
        .failed(ExitCode.BAD_DATA, "vector of other than 2 elements in 1 row", "infinite in 1 row");
  }

  @Test
  void fieldsOfStructsAreColumns(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT id, a, named_struct('b', b, 'c.c', named_struct('c', c, 'd', d)) AS s, y"
                    + " FROM ("
                    + ROWS
                    + ")")
            .with(JOB)
            .run();
    same(run);
    assertThat(run.features()).containsExactly("a", "s.b", "s.c.c.c", "s.c.c.d");
    String some = "columns { key = [id], label = y, features = [a, s.b] }, output.run-id = some";
    assertThat(JobRun.in(home).with(some).run().features()).containsExactly("a", "s.b");
  }

  @Test
  void manySmallFilesAndOneWithMostRows(@TempDir Path home) {
    JobRun.write(JobRun.sql(ROWS).where("id >= 57"), home.resolve("t"), 1);
    JobRun.sql(ROWS)
        .where("id < 57")
        .repartition(40)
        .write()
        .mode("append")
        .parquet(home.resolve("t").toString());
    Published run = JobRun.in(home).with(JOB).run();
    same(run);
    assertThat(run.json().at("/inputs/files").size()).isGreaterThan(30);
  }

  @Test
  void twoTablesJoined(@TempDir Path home) {
    Published run =
        JobRun.bare(home)
            .table("left side", "SELECT id, a, b, y FROM (" + ROWS + ")", 2)
            .table("right", "SELECT id AS k, c, d FROM (" + ROWS.replace("60", "90") + ")", 3)
            .with("input.tables { \"left side\".path = \"" + home.resolve("left side") + "\" }")
            .with("input.tables.r { path = \"" + home.resolve("right") + "\", where = \"k < 80\" }")
            .with(
                "input.query = \"SELECT l.id, a, b, c, d, y FROM `left side` l JOIN r ON l.id ="
                    + " r.k\"")
            .with("sweep { elastic-net-param = [0.5], reg-param { count = 4, min-ratio = 1e-3 } }")
            .with("folds.count = 3, " + JOB)
            .run();
    same(run);
    assertThat(run.json().get("rows").get("read").asLong()).isEqualTo(60);
    assertThat(run.json().get("inputs").get("files")).hasSize(5);
  }

  @Test
  void directoriesOfPartitionsGlobsAndLists(@TempDir Path home) {
    JobRun.sql(ROWS + " ORDER BY id")
        .write()
        .partitionBy("d")
        .parquet(home.resolve("parts").toString());
    Published parts =
        JobRun.in(home)
            .with("input.tables.t.path = \"" + home.resolve("parts") + "\"")
            .with(JOB + ", output.run-id = parts")
            .run();
    same(parts);
    for (int i = 0; i < 3; i++) {
      JobRun.write(
          JobRun.sql(ROWS).where("id % 3 = " + i), home.resolve("piece-" + i + ".parquet"), 1);
    }
    String list =
        "input.tables.t.path = [\""
            + home.resolve("piece-1.parquet")
            + "\", \""
            + home
            + "/piece-{0,2}.parquet\"]";
    same(JobRun.in(home).with(list).with(JOB + ", output.run-id = list").run());
  }
}
