package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.DesignColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vector columns, dense and sparse, side by side with scalars. */
class VectorsIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("a", DataTypes.DoubleType)
          .add("v", SQLDataTypes.VectorType())
          .add("b", DataTypes.DoubleType)
          .add("u", SQLDataTypes.VectorType());

  @TempDir Path directory;

  private static Dataset<Row> table(List<Row> rows) {
    return SPARK.createDataFrame(rows, SCHEMA).repartition(1).sortWithinPartitions("id");
  }

  private static Row row(int id, Vector v, Vector u) {
    return RowFactory.create(id, id + 0.25, v, id + 0.5, u);
  }

  private static Vector v(int i) {
    double[] dense = {i, 0, i % 3 == 0 ? 0 : -i};
    return i % 2 == 0 ? Vectors.dense(dense) : Vectors.dense(dense).toSparse();
  }

  private static Vector u(int i) {
    return Vectors.sparse(40, new int[] {i % 20, 20 + i % 20}, new double[] {i + 1, i + 2});
  }

  private static List<Row> mixed(int n) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row(i, v(i), u(i)));
    }
    return rows;
  }

  private static void assertMixed(CollectRows.Seen seen, int n) {
    List<double[]> rows = seen.rows.get(0);
    assertThat(rows).hasSize(n);
    for (int i = 0; i < n; i++) {
      double[] row = rows.get(i);
      assertThat(row).hasSize(3 + 3 + 1 + 40 + 1);
      assertThat(java.util.Arrays.copyOfRange(row, 3, 6)).isEqualTo(v(i).toArray());
      assertThat(row[6]).isEqualTo(i + 0.25);
      assertThat(java.util.Arrays.copyOfRange(row, 7, 47)).isEqualTo(u(i).toArray());
      assertThat(row[47]).isEqualTo(i + 0.5);
    }
  }

  @Test
  void denseAndSparseMixedWithScalars() {
    RowLayout layout = new RowLayout(List.of("v", "a", "u", "b"), "a");
    Dataset<Row> rows = table(mixed(5000));
    assertMixed(CollectRows.of(rows, layout), 5000);
    String path = directory.resolve("vectors").toString();
    rows.write().parquet(path);
    Design fromFile = Design.of(SPARK.read().parquet(path), layout);
    assertThat(fromFile.columnar()).isTrue();
    assertMixed(CollectRows.of(fromFile), 5000);
  }

  @Test
  void widthsAndNamesWithoutAttributesComeFromTheFirstVector() {
    Design design = Design.of(table(mixed(3)), new RowLayout(List.of("a", "v"), "b"));
    assertThat(design.width()).isEqualTo(4);
    assertThat(design.featureNames()).containsExactly("a", "v[0]", "v[1]", "v[2]");
    assertThat(design.columns().get(3).kind()).isEqualTo(DesignColumn.Kind.VECTOR);
    assertThat(design.columns().get(3).column()).isEqualTo("v");
  }

  @Test
  void namesComeFromAttributesUnlessTheyAreTaken() {
    Dataset<Row> letters =
        SPARK.sql("select * from values ('p', 1D), ('q', 2D), ('r', 3D) as t(s, x)");
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("s").setOutputCol("i").fit(letters).transform(letters);
    Dataset<Row> encoded =
        new OneHotEncoder()
            .setInputCol("i")
            .setOutputCol("hot")
            .setDropLast(false)
            .fit(indexed)
            .transform(indexed);
    Dataset<Row> assembled =
        new VectorAssembler()
            .setInputCols(new String[] {"x", "hot"})
            .setOutputCol("all")
            .transform(encoded);
    assertThat(names(assembled, "hot")).containsExactly("p", "q", "r");
    assertThat(names(assembled, "all")).containsExactly("x", "hot_p", "hot_q", "hot_r");
    assertThat(names(assembled, "x", "all"))
        .containsExactly("x", "all[0]", "all[1]", "all[2]", "all[3]");
    CollectRows.Seen seen = CollectRows.of(assembled, new RowLayout(List.of("hot"), "x"));
    assertThat(seen.rows.get(0).get(1)).containsExactly(2, 1, 0, 0, 1, 0);
  }

  private static List<String> names(Dataset<Row> rows, String... features) {
    return Design.of(rows, new RowLayout(List.of(features), "x")).featureNames();
  }

  @Test
  void vectorsThatAreMissingBrokenOrOfTheWrongSizeAreCounted() {
    List<Row> rows = mixed(400);
    rows.set(7, row(7, null, u(7)));
    rows.set(8, row(8, Vectors.dense(1, Double.NaN, Double.NaN), u(8)));
    rows.set(9, row(9, Vectors.sparse(3, new int[] {1}, new double[] {1 / 0.0}), u(9)));
    rows.set(300, row(300, Vectors.dense(1, 2), u(300)));
    rows.set(301, row(301, Vectors.sparse(4, new int[] {0}, new double[] {1}), u(301)));
    RowLayout layout = new RowLayout(List.of("v", "u"), "a");
    Dataset<Row> table = table(rows);
    String path = directory.resolve("broken").toString();
    table.write().parquet(path);
    for (Dataset<Row> way : List.of(table, SPARK.read().parquet(path))) {
      CollectRows.Seen seen = CollectRows.of(way, layout);
      assertThat(seen.tally.missing("v")).isEqualTo(2);
      assertThat(seen.tally.infinite("v")).isEqualTo(1);
      assertThat(seen.tally.wrongWidth("v")).isEqualTo(2);
      assertThat(seen.tally.used()).isEqualTo(395);
      assertThat(seen.tally.missing("u")).isZero();
      assertThatThrownBy(seen.tally::requireClean)
          .hasMessageContaining("vector feature column 'v'")
          .hasMessageContaining("a vector of other than 3 elements in 2 rows");
    }
  }

  @Test
  void aVectorColumnWithoutVectorsHasNoWidth() {
    Dataset<Row> rows = table(List.of(row(1, null, u(1))));
    assertThatThrownBy(() -> Design.of(rows, new RowLayout(List.of("v"), "a")))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("size of vector column 'v' is not known");
    Dataset<Row> empty = table(List.of(row(1, Vectors.dense(new double[0]), u(1))));
    assertThatThrownBy(() -> Design.of(empty, new RowLayout(List.of("v"), "a")))
        .hasMessageContaining("'v' has no elements");
  }
}
