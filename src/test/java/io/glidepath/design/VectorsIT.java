package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.DesignColumn;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.matrix.Rows;
import io.glidepath.matrix.RowsWriter;
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
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** A dense vector of 2, and of 600 elements one that is always there and mostly one other. */
  private static Row wide(int id) {
    int[] indices = id % 7 == 0 ? new int[] {0} : new int[] {0, 1 + id % 599};
    double[] values = {1 + id, id % 5};
    Vector wide = Vectors.sparse(600, indices, java.util.Arrays.copyOf(values, indices.length));
    return row(id, Vectors.dense(id, 0), id % 3 == 0 ? wide.toDense() : wide);
  }

  @Test
  void elementsThatAreMostlyZeroAreSparse() {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < 3000; id++) {
      rows.add(wide(id));
    }
    Dataset<Row> table = table(rows);
    String path = directory.resolve("wide").toString();
    table.write().parquet(path);
    for (Dataset<Row> way : List.of(table, SPARK.read().parquet(path))) {
      Design design = Design.of(way, new RowLayout(List.of("v", "a", "u", "b"), "a"));
      // of id % 5 = 0 the zero is spelt out, and is none of the entries
      assertThat(design.shape().entries()).isCloseTo(6.0 / 7 * 4 / 5, within(0.01));
      assertThat(design.shape().sparse()).hasSize(599).startsWith(4, 5).endsWith(602);
      List<double[]> read = CollectRows.of(design).rows.get(0);
      assertThat(read).hasSize(3000);
      for (int id = 0; id < 3000; id++) {
        double[] row = read.get(id);
        assertThat(java.util.Arrays.copyOfRange(row, 3, 6)).containsExactly(id, 0, id + 0.25);
        assertThat(java.util.Arrays.copyOfRange(row, 6, 606))
            .isEqualTo(((Vector) rows.get(id).get(4)).toArray());
        assertThat(row[606]).isEqualTo(id + 0.5);
      }
    }
  }

  @Test
  void sparseColumnsOfBadRowsAreCountedAndLeftOut() {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < 400; id++) {
      rows.add(wide(id));
    }
    rows.set(5, row(5, Vectors.dense(5, 0), null));
    rows.set(6, row(6, Vectors.dense(6, 0), broken(2, Double.NaN)));
    rows.set(8, row(8, Vectors.dense(8, 0), broken(2, 1 / 0.0)));
    rows.set(9, row(9, Vectors.dense(9, 0), Vectors.sparse(601, new int[0], new double[0])));
    CollectRows.Seen seen =
        CollectRows.of(table(rows), new RowLayout(List.of("v", "a", "u", "b"), "a"));
    assertThat(seen.tally.missing("u")).isEqualTo(2);
    assertThat(seen.tally.infinite("u")).isEqualTo(1);
    assertThat(seen.tally.wrongWidth("u")).isEqualTo(1);
    List<double[]> read = seen.rows.get(0);
    assertThat(read).hasSize(396);
    assertThat(java.util.Arrays.copyOfRange(read.get(6), 6, 606))
        .isEqualTo(((Vector) rows.get(10).get(4)).toArray());
  }

  private static Vector broken(int index, double value) {
    return Vectors.sparse(600, new int[] {index}, new double[] {value});
  }

  @ParameterizedTest
  @CsvSource({"3;3, 40", "4;2, 40", "-1;2, 40", "2;40, 40", "2;399, 400", "7;7, 400"})
  void indicesThatDoNotAscendAreRefused(String indices, int size) {
    // as a file may hold them: MLlib itself makes no such vector
    InternalRow vector =
        new GenericInternalRow(
            new Object[] {
              (byte) 0,
              size,
              new GenericArrayData(
                  java.util.Arrays.stream(indices.split(";"))
                      .mapToInt(Integer::parseInt)
                      .toArray()),
              new GenericArrayData(new double[] {1, 2})
            });
    Input input = new Input(0, "v", Role.VECTOR, SQLDataTypes.VectorType(), 0, size);
    RowShape shape =
        size == 40
            ? RowShape.dense(size)
            : new RowShape(size, java.util.stream.IntStream.range(0, size).toArray(), 2);
    Input y = new Input(1, "y", Role.LABEL, DataTypes.DoubleType, -1, 0);
    Inputs inputs = new Inputs(List.of(input), y, null, null, null, Repeats.ONCE, shape);
    Block block = new Block(0, Rows.of(size, 8, shape.sparse()));
    RowsWriter writer = block.x().writer();
    VectorReader.write(vector, input, writer, 0);
    writer.end(0);
    block.setRows(1);
    RowTally tally = new RowTally();
    new BlockCheck(inputs, tally).dropBadRows(block, false);
    boolean good = indices.equals("2;399");
    assertThat(block.rows()).isEqualTo(good ? 1 : 0);
    assertThat(tally.wrongIndices("v")).isEqualTo(good ? 0 : 1);
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
