package io.glidepath.features;

import static io.glidepath.features.FeatureTables.DROPPING;
import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static io.glidepath.features.FeatureTables.columns;
import static io.glidepath.features.FeatureTables.levels;
import static io.glidepath.features.FeatureTables.matrix;
import static io.glidepath.features.FeatureTables.names;
import static io.glidepath.features.FeatureTables.pipeline;
import static io.glidepath.features.FeatureTables.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Arrays and maps of numbers. */
class ElementsIT {
  private static final String SPENT =
      """
      SELECT y, IF(y = 9, NULL, CAST(a AS ARRAY<FLOAT>)) AS a, m FROM VALUES
        (1, array(1.5, -2), map('tea', 3, "it's __THIS__", 1)),
        (2, array(0, 4), map('tea', 2, 'rare', 7, 'odd', 5)),
        (3, array(8, 0), map()) AS t(y, a, m)
      """;

  private static Dataset<Row> sql(String query) {
    return SPARK.sql(query).coalesce(1);
  }

  private static FeaturePipeline spent(Dataset<Row> rows, long minRows) {
    LevelSpec rule = new LevelSpec(OptionalLong.of(minRows), OptionalInt.empty(), Optional.empty());
    return pipeline(rows, levels("y", "m", rule), STRICT, Encoding.FULL);
  }

  @Test
  void elementsAndKeysAreColumns() {
    Dataset<Row> rows = sql(SPENT);
    FeaturePipeline all = spent(rows, 1);
    assertThat(names(all))
        .containsExactly("a[0]", "a[1]", "m[it's __THIS__]", "m[odd]", "m[rare]", "m[tea]");
    assertThat(matrix(all, all.prepare(rows)))
        .isDeepEqualTo(
            new double[][] {{1.5, -2, 1, 0, 0, 3}, {0, 4, 0, 5, 7, 2}, {8, 0, 0, 0, 0, 0}});
    assertThat(all.design().get(5))
        .isEqualTo(
            new DesignColumn(
                "m[tea]",
                "m",
                Optional.of("tea"),
                DesignColumn.Kind.VECTOR,
                CoefficientTerms.withFactor(1.0)));
    assertThat(all.key()).as("a map has no hash").containsExactly("a");
    FeaturePipeline frequent = spent(rows, 2);
    assertThat(names(frequent)).containsExactly("a[0]", "a[1]", "m[tea]", "m[(other)]");
    assertThat(matrix(frequent, frequent.prepare(rows)))
        .isDeepEqualTo(new double[][] {{1.5, -2, 3, 1}, {0, 4, 2, 12}, {8, 0, 0, 0}});
    // 1 of 3 rows has each rare key, 2 of 3 have tea
    assertThat(all.shares())
        .containsExactly(Double.NaN, Double.NaN, 1 / 3., 1 / 3., 1 / 3., 2 / 3.);
  }

  @Test
  void rowsToScoreHaveTheSameColumnsOrAnError() {
    FeaturePipeline pipeline = spent(sql(SPENT), 1);
    Dataset<Row> fresh = sql("SELECT array(7, 8) AS a, map('tea', 2.5D, 'new', 1D) AS m");
    assertThat(scored(pipeline, fresh, Unseen.ZERO)).hasToString("[[7.0,8.0],(4,[3],[2.5])]");
    assertThatThrownBy(() -> scored(pipeline, fresh, Unseen.ERROR))
        .hasMessageContaining("column \"m\" has a level that training has not seen: \"new\"");
    assertThatThrownBy(
            () -> scored(pipeline, sql("SELECT array(7) AS a, map('tea', 2) AS m"), Unseen.ZERO))
        .hasMessageContaining("column \"a\" is an array of another length than 2");
    for (String gap :
        new String[] {
          "array(7, NULL) AS a, map('tea', 2) AS m",
          "array(7, double('NaN')) AS a, map('tea', 2) AS m",
          "CAST(NULL AS ARRAY<INT>) AS a, map('tea', 2) AS m"
        }) {
      assertThatThrownBy(() -> scored(pipeline, sql("SELECT " + gap), Unseen.ZERO))
          .hasMessageContaining("column \"a\" is missing (null or NaN) in a row to score");
    }
    assertThatThrownBy(
            () ->
                scored(
                    pipeline, sql("SELECT array(7, 8) AS a, map('tea', NULL) AS m"), Unseen.ZERO))
        .hasMessageContaining("column \"m\" is missing");
  }

  private static Row scored(FeaturePipeline pipeline, Dataset<Row> rows, Unseen unseen) {
    Dataset<Row> made = rows;
    for (org.apache.spark.ml.Transformer stage : pipeline.scoringStages(unseen)) {
      made = stage.transform(made);
    }
    return made.select(
            pipeline.featuresCols().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .head();
  }

  @Test
  void whatIsMissingInsideIsCountedOrDropsItsRow() {
    String gaps =
        """
        SELECT id AS y, IF(id = 1, NULL, array(id, IF(id = 2, NULL, 1D / id), 0)) AS a,
          map('p', IF(id = 3, double('NaN'), 1), 'q', IF(id = 4, double('Infinity'), id)) AS m
          FROM range(1, 9)
        """;
    assertThatThrownBy(() -> profile(sql(gaps), columns("y"), STRICT, Encoding.FULL))
        .hasMessageContaining("\"a\": missing (null or NaN) in 2 rows")
        .hasMessageContaining("drop-row for vectors")
        .hasMessageContaining("\"m\": missing (null or NaN) in 1 row")
        .hasMessageContaining("\"m\": infinite in 1 row");
    Dataset<Row> rows = sql(gaps).where("y <> 4");
    FeaturePipeline dropping = pipeline(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(names(dropping)).containsExactly("a[0]", "a[1]", "a[2]", "m[p]", "m[q]");
    assertThat(matrix(dropping, dropping.prepare(rows)))
        .isDeepEqualTo(
            new double[][] {
              {5, 1 / 5., 0, 1, 5}, {6, 1 / 6., 0, 1, 6}, {7, 1 / 7., 0, 1, 7}, {8, 1 / 8., 0, 1, 8}
            });
    assertThatThrownBy(
            () ->
                profile(
                    sql("SELECT id AS y, array_repeat(id, 1 + int(id)) AS a FROM range(5)"),
                    columns("y"),
                    STRICT,
                    Encoding.FULL))
        .hasMessageContaining("\"a\": arrays of another length than the first in 4 rows");
    assertThatThrownBy(
            () ->
                profile(
                    sql("SELECT id AS y, map('k', id) AS m FROM range(5)"),
                    columns("y"),
                    STRICT,
                    Encoding.FULL))
        .hasMessageContaining("columns.key: maps cannot decide about folds");
  }

  /** More elements than Spark can take for columns. */
  @Test
  void vectorsMayBeWide() {
    Dataset<Row> rows =
        sql(
            """
            SELECT id AS y, transform(sequence(1, 300), j -> IF(j % 2 = 0, 0D, id / j)) AS a,
              map_from_entries(transform(sequence(1, 300), j -> struct(
                IF(j % 3 = 0, "it's " || (j + 300 * id), 'key ' || j), j / (id + 1)))) AS m
              FROM range(3)
            """);
    FeaturePipeline pipeline = spent(rows, 2);
    assertThat(pipeline.design()).hasSize(300 + 201);
    double[][] matrix = matrix(pipeline, pipeline.prepare(rows));
    for (int id = 0; id < 3; id++) {
      double rest = 0;
      for (int j = 1; j <= 300; j++) {
        assertThat(matrix[id][j - 1]).isEqualTo(j % 2 == 0 ? 0 : id / (double) j);
        if (j % 3 == 0) {
          rest += j / (id + 1.0);
        } else {
          int at = names(pipeline).indexOf("m[key " + j + "]");
          assertThat(matrix[id][at]).isEqualTo(j / (id + 1.0));
        }
      }
      assertThat(matrix[id][500]).isEqualTo(rest);
    }
    FeaturePipeline all = spent(rows, 1);
    assertThat(all.design()).hasSize(300 + 200 + 300);
    assertThat(matrix(all, all.prepare(rows))[1][names(all).indexOf("m[it's 303]")]).isEqualTo(1.5);
    Dataset<Row> fresh =
        rows.selectExpr("a", "map('new', 1D, 'key 1', NULL, 'key 2', 3D) AS m").limit(1);
    assertThatThrownBy(() -> scored(all, fresh, Unseen.ZERO))
        .hasMessageContaining("column \"m\" is missing");
    Row scored =
        scored(all, fresh.selectExpr("a", "map('new', 1D, 'key 2', 3D) AS m"), Unseen.ZERO);
    assertThat(((org.apache.spark.ml.linalg.Vector) scored.get(1)).numNonzeros()).isEqualTo(1);
    assertThatThrownBy(
            () -> scored(all, fresh.selectExpr("a", "map('new', 1D) AS m"), Unseen.ERROR))
        .hasMessageContaining("training has not seen: \"new\"");
  }
}
