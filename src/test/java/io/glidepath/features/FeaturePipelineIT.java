package io.glidepath.features;

import static io.glidepath.features.FeatureTables.DROPPING;
import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static io.glidepath.features.FeatureTables.columns;
import static io.glidepath.features.FeatureTables.filling;
import static io.glidepath.features.FeatureTables.levels;
import static io.glidepath.features.FeatureTables.matrix;
import static io.glidepath.features.FeatureTables.model;
import static io.glidepath.features.FeatureTables.names;
import static io.glidepath.features.FeatureTables.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Gaussian;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturePipelineIT {
  @TempDir private Path dir;

  private static Dataset<Row> sql(String query) {
    return SPARK.sql(query).coalesce(1);
  }

  @Test
  void aSmallTableUnfoldsAsByHand() {
    Dataset<Row> rows =
        sql("""
            SELECT * FROM VALUES
              ('red', 10, 1.5D, true, 'x', 7), ('green', 20, 2.5D, false, 'y', 7),
              ('blue', 10, 3.5D, true, 'y', 7) AS t(colour, zip, area, new, side, one)
            """)
            .selectExpr("5.0D AS price", "*");
    FeaturePipeline full = pipeline(rows, columns("price", "zip", "one"), STRICT, Encoding.FULL);
    assertThat(names(full))
        .containsExactly(
            "colour=blue",
            "colour=green",
            "colour=red",
            "zip=20",
            "area",
            "new=true",
            "side=y",
            "one=7");
    assertThat(matrix(full, full.prepare(rows)))
        .isDeepEqualTo(
            new double[][] {
              {0, 0, 1, 0, 1.5, 1, 0, 1}, {0, 1, 0, 1, 2.5, 0, 1, 1}, {1, 0, 0, 0, 3.5, 1, 1, 1}
            });
    assertThat(full.design().get(3))
        .isEqualTo(
            new DesignColumn(
                "zip=20",
                "zip",
                Optional.of("20"),
                DesignColumn.Kind.CATEGORICAL,
                CoefficientTerms.withFactor(1.0)));
    FeaturePipeline reference =
        pipeline(rows, columns("price", "zip", "one"), STRICT, Encoding.REFERENCE);
    assertThat(names(reference))
        .containsExactly(
            "colour=green", "colour=red", "zip=20", "area", "new=false", "side=x", "one=7");
    assertThat(matrix(reference, reference.prepare(rows)))
        .isDeepEqualTo(
            new double[][] {
              {0, 1, 0, 1.5, 0, 1, 1}, {1, 0, 1, 2.5, 1, 0, 1}, {0, 0, 0, 3.5, 0, 0, 1}
            });
  }

  @Test
  void levelsThatAreNewWhenScoringAreZeros() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, * FROM VALUES ('a', 'p', 1L, true), ('b', 'q', 2L, false),
              ('c', 'q', 3L, true) AS t(s, u, k, b)
            """);
    for (Encoding encoding : Encoding.values()) {
      FeaturePipeline pipeline = pipeline(rows, columns("y", "k"), STRICT, encoding);
      int p = pipeline.design().size();
      PipelineModel model = model(pipeline, pipeline.prepare(rows));
      Dataset<Row> fresh = sql("SELECT 'zz' AS s, CAST(NULL AS STRING) AS u, 99L AS k, false AS b");
      double[] row = matrix(pipeline, fresh)[0];
      double[] expected = new double[p];
      if (encoding == Encoding.REFERENCE) {
        expected[names(pipeline).indexOf("b=false")] = 1;
      }
      assertThat(row).containsExactly(expected);
      assertThat(model.stages()).hasSize(3);
    }
  }

  private static final LevelSpec TWICE =
      new LevelSpec(OptionalLong.of(2), OptionalInt.empty(), Optional.empty());

  /** Three levels of three rows, two, and two of one; a column of one level and rare ones. */
  private static Dataset<Row> rare() {
    return sql(
        "SELECT 1 AS y, s, u FROM VALUES ('c', 'p'), ('c', 'p'), ('c', 'q'), ('a', 'p'), ('a', 'p'),"
            + " ('d', 'r'), ('b', 's') AS t(s, u)");
  }

  @Test
  void rareLevelsAndUnknownOnesShareAColumn() {
    FeaturePipeline full = pipeline(rare(), levels("y", "*", TWICE), STRICT, Encoding.FULL);
    assertThat(names(full)).containsExactly("s=a", "s=c", "s=(other)", "u=(other)");
    double[][] expected = {
      {0, 1, 0, 0},
      {0, 1, 0, 0},
      {0, 1, 0, 1},
      {1, 0, 0, 0},
      {1, 0, 0, 0},
      {0, 0, 1, 1},
      {0, 0, 1, 1}
    };
    assertThat(matrix(full, full.prepare(rare()))).isDeepEqualTo(expected);
    assertThat(matrix(full, sql("SELECT 'new' AS s, 'new' AS u")))
        .isDeepEqualTo(new double[][] {{0, 0, 1, 1}});
    for (Unseen unseen : Unseen.values()) {
      assertThat(scored(full, unseen, "SELECT 'new' AS s, 'p' AS u").head())
          .asString()
          .isEqualTo("[(3,[2],[1.0]),(1,[],[])]");
    }
    FeaturePipeline reference =
        pipeline(rare(), levels("y", "*", TWICE), STRICT, Encoding.REFERENCE);
    // the most frequent of s is c, as weighty as the rare ones are not; of u it is p
    assertThat(names(reference)).containsExactly("s=a", "s=(other)", "u=(other)");
    assertThat(matrix(reference, rare()))
        .isDeepEqualTo(
            new double[][] {
              {0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0}, {0, 1, 1}, {0, 1, 1}
            });
  }

  private static final String BAGS =
      "SELECT 1 AS y, t FROM VALUES (array('b', 'a', 'b')), (array()), (array('__THIS__', 'a', '')),"
          + " (array('it''s \\\\', '$' '{x}')), (array('b', 'it''s \\\\', '$' '{x}', '__THIS__')) AS t(t)";

  @Test
  void bagsAreCountedByToken() {
    FeaturePipeline pipeline = pipeline(sql(BAGS), columns("y"), STRICT, Encoding.FULL);
    assertThat(names(pipeline))
        .containsExactly("t=", "t=${x}", "t=__THIS__", "t=a", "t=b", "t=it's \\");
    assertThat(pipeline.design().get(4))
        .isEqualTo(
            new DesignColumn(
                "t=b", "t", Optional.of("b"), DesignColumn.Kind.BAG, CoefficientTerms.USUAL));
    double[][] counts = {
      {0, 0, 0, 1, 2, 0},
      {0, 0, 0, 0, 0, 0},
      {1, 0, 1, 1, 0, 0},
      {0, 1, 0, 0, 0, 1},
      {0, 1, 1, 0, 1, 1}
    };
    assertThat(matrix(pipeline, sql(BAGS))).isDeepEqualTo(counts);
    assertThat(pipeline.shares()).containsExactly(0.2, 0.4, 0.4, 0.4, 0.4, 0.4);
    String fresh = "SELECT array('new', 'b', 'b', 'b') AS t";
    assertThat(matrix(pipeline, sql(fresh))).isDeepEqualTo(new double[][] {{0, 0, 0, 0, 3, 0}});
    assertThat(scored(pipeline, Unseen.ERROR, BAGS).collectAsList())
        .isEqualTo(scored(pipeline, Unseen.ZERO, BAGS).collectAsList());
    assertThatThrownBy(() -> scored(pipeline, Unseen.ERROR, fresh).collectAsList())
        .hasStackTraceContaining("column \"t\" has a level that training has not seen: \"new\"");
    for (String bag : List.of("NULL", "array('a', NULL)")) {
      String missing = "SELECT CAST(" + bag + " AS ARRAY<STRING>) AS t";
      assertThatThrownBy(() -> scored(pipeline, Unseen.ZERO, missing).collectAsList())
          .hasStackTraceContaining("column \"t\" is missing");
    }
  }

  @Test
  void rareTokensAndUnknownOnesAreCountedTogether() {
    FeaturePipeline pipeline = pipeline(sql(BAGS), levels("y", "t", TWICE), STRICT, Encoding.FULL);
    assertThat(names(pipeline))
        .containsExactly("t=${x}", "t=__THIS__", "t=a", "t=b", "t=it's \\", "t=(other)");
    assertThat(matrix(pipeline, sql(BAGS))[2]).containsExactly(0, 1, 1, 0, 0, 1);
    String fresh = "SELECT array('new', 'b', 'more', 'it''s \\\\', '$' '{x}', '__THIS__') AS t";
    for (Unseen unseen : Unseen.values()) {
      assertThat(scored(pipeline, unseen, fresh).head())
          .asString()
          .isEqualTo("[(6,[0,1,3,4,5],[1.0,1.0,1.0,1.0,2.0])]");
    }
  }

  @Test
  void whatIsMissingInABagIsATokenOrDropsTheRow() {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, t FROM VALUES (array('a', NULL, NULL)), (NULL), (array('a')) AS t(t)");
    FeaturePipeline filled =
        pipeline(rows, columns("y"), filling(MissingSpec.Numeric.ERROR), Encoding.FULL);
    assertThat(names(filled)).containsExactly("t=(missing)", "t=a");
    assertThat(matrix(filled, filled.prepare(rows)))
        .isDeepEqualTo(new double[][] {{2, 1}, {1, 0}, {0, 1}});
    FeaturePipeline dropping = pipeline(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(matrix(dropping, dropping.prepare(rows))).isDeepEqualTo(new double[][] {{1}});
    String none = "SELECT CAST(NULL AS ARRAY<STRING>) AS t";
    assertThat(scored(dropping, Unseen.ZERO, none).head()).asString().isEqualTo("[(1,[],[])]");
  }

  @Test
  void aMissingBooleanIsFoundOrZero() {
    Dataset<Row> rows = sql("SELECT 1 AS y, b FROM VALUES (true), (false), (NULL) AS t(b)");
    FeaturePipeline strict = pipeline(rows, columns("y"), STRICT, Encoding.FULL);
    assertThat(java.util.Arrays.deepToString(matrix(strict, rows)))
        .isEqualTo("[[1.0], [0.0], [NaN]]");
    FeaturePipeline dropping = pipeline(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(matrix(dropping, dropping.prepare(rows))).isDeepEqualTo(new double[][] {{1}, {0}});
    assertThat(matrix(dropping, rows)).isDeepEqualTo(new double[][] {{1}, {0}, {0}});
    FeaturePipeline level =
        pipeline(rows, columns("y"), filling(MissingSpec.Numeric.ERROR), Encoding.FULL);
    assertThat(names(level)).containsExactly("b=(missing)", "b=false", "b=true");
    assertThat(matrix(level, level.prepare(rows)))
        .isDeepEqualTo(new double[][] {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}});
  }

  private static Dataset<Row> scored(FeaturePipeline pipeline, Unseen unseen, String row) {
    Dataset<Row> rows = sql(row);
    String[] columns = pipeline.featuresCols().toArray(new String[0]);
    PipelineStage[] stages = pipeline.scoringStages(unseen).toArray(new PipelineStage[0]);
    return new Pipeline().setStages(stages).fit(rows).transform(rows).selectExpr(columns);
  }

  @Test
  void scoringTellsWhichColumnIsMissing() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, * FROM VALUES (1.5D, 1, 'a', true, 1), (2D, 2, 'b', false, 2)
              AS t(`it's "x"\\`, i, s, b, c)
            """);
    String good = "SELECT 1.5D AS `it's \"x\"\\`, 1 AS i, 'a' AS s, true AS b, 2 AS c";
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("CAST(NULL AS DOUBLE) AS `it's", "\"it's \"x\"\\\"");
    bad.put("CAST('NaN' AS DOUBLE) AS `it's", "\"it's \"x\"\\\"");
    bad.put("CAST(NULL AS INT) AS i", "\"i\"");
    bad.put("CAST(NULL AS STRING) AS s", "\"s\"");
    bad.put("CAST(NULL AS BOOLEAN) AS b", "\"b\"");
    bad.put("CAST(NULL AS INT) AS c", "\"c\"");
    for (Encoding encoding : Encoding.values()) {
      FeaturePipeline strict = pipeline(rows, columns("y", "c"), STRICT, encoding);
      assertThat(scored(strict, Unseen.ZERO, good).collectAsList()).hasSize(1);
      bad.forEach(
          (value, column) -> {
            String as = value.substring(value.indexOf(" AS ", value.indexOf(')')));
            String row = good.replaceFirst("[^ ]+" + as, value.replace("$", "\\$"));
            assertThat(row).isNotEqualTo(good);
            assertThatThrownBy(() -> scored(strict, Unseen.ZERO, row).collectAsList())
                .hasStackTraceContaining("column " + column + " is missing (null or NaN) in a row");
          });
    }
  }

  @Test
  void levelsThatAreNewWhenScoringMayBeAnError() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, * FROM VALUES ('a', 'p', 1L, true), ('b', 'q', 2L, false),
              ('', 'q', 3L, true) AS t(s, u, k, b)
            """);
    String known =
        "SELECT s, 'p' AS u, k, b FROM VALUES ('a', 1L, true), ('', 3L, false) AS t(s, k, b)";
    List<MissingSpec> ways = List.of(STRICT, DROPPING, filling(MissingSpec.Numeric.ERROR));
    for (Encoding encoding : Encoding.values()) {
      for (MissingSpec missing : encoding == Encoding.FULL ? ways : List.of(DROPPING)) {
        FeaturePipeline pipeline = pipeline(rows, columns("y", "k"), missing, encoding);
        assertThat(scored(pipeline, Unseen.ERROR, known).collectAsList())
            .isEqualTo(scored(pipeline, Unseen.ZERO, known).collectAsList());
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("SELECT 'zz' AS s, 'p' AS u, 1L AS k, true AS b", "\"s\" has a level that");
        if (missing.equals(STRICT)) {
          bad.put("SELECT 'a' AS s, 'zz' AS u, 1L AS k, true AS b", "seen: \"zz\"");
          bad.put("SELECT 'a' AS s, 'p' AS u, 4L AS k, true AS b", "\"k\" has a level that");
        } else {
          String none = "SELECT CAST(NULL AS STRING) AS s, 'p' AS u, 1L AS k, true AS b";
          bad.put(none, "seen: \"(missing)\"");
          bad.put("SELECT 'a' AS s, 'p' AS u, 1L AS k, CAST(NULL AS BOOLEAN) AS b", "\"b\" has");
          assertThat(scored(pipeline, Unseen.ZERO, none).collectAsList()).hasSize(1);
        }
        bad.forEach(
            (row, told) ->
                assertThatThrownBy(() -> scored(pipeline, Unseen.ERROR, row).collectAsList())
                    .hasStackTraceContaining(told));
      }
    }
  }

  @Test
  void everyNumericTypeBecomesADouble() {
    Dataset<Row> rows =
        sql(
            """
            SELECT true AS y, CAST(1 AS TINYINT) AS a, CAST(-2 AS SMALLINT) AS b, 3 AS c, 4L AS d,
              CAST(0.5 AS FLOAT) AS e, 0.1D AS f, CAST(12.345 AS DECIMAL(20,3)) AS g
            """);
    FeaturePipeline pipeline = pipeline(rows, columns("y"), STRICT, Encoding.FULL);
    Dataset<Row> prepared = pipeline.prepare(rows);
    assertThat(matrix(pipeline, prepared))
        .isDeepEqualTo(new double[][] {{1, -2, 3, 4, 0.5, 0.1, 12.345}});
    assertThat(prepared.select(pipeline.labelCol()).head().getDouble(0)).isEqualTo(1.0);
  }

  @Test
  void missingNumbersAreFilledInAlsoWhenScoring() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, CAST(x AS DOUBLE) AS x, i FROM VALUES ('1', 10), ('2', 10), ('NaN', NULL),
              (NULL, 40), ('9', 30) AS t(x, i)
            """);
    FeaturePipeline mean =
        pipeline(rows, columns("y"), filling(MissingSpec.Numeric.MEAN), Encoding.FULL);
    assertThat(matrix(mean, mean.prepare(rows)))
        .isDeepEqualTo(new double[][] {{1, 10}, {2, 10}, {4, 22.5}, {4, 40}, {9, 30}});
    FeaturePipeline median =
        pipeline(rows, columns("y"), filling(MissingSpec.Numeric.MEDIAN), Encoding.FULL);
    assertThat(matrix(median, sql("SELECT CAST(NULL AS DOUBLE) AS x, CAST(NULL AS INT) AS i")))
        .isDeepEqualTo(new double[][] {{2, 20}});
  }

  @Test
  void rowsAreDroppedAsTheProfileCounted() {
    Dataset<Row> rows =
        sql(
            """
            SELECT y, CAST(x AS DOUBLE) AS x, s FROM VALUES (1D, '1', 'a'), (NULL, '2', 'a'),
              (3D, 'NaN', 'a'), (4D, '4', NULL), (5D, '5', 'b') AS t(y, x, s)
            """);
    FeaturePipeline pipeline = pipeline(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(matrix(pipeline, pipeline.prepare(rows)))
        .isDeepEqualTo(new double[][] {{1, 0}, {5, 1}});
    StructType schema = new StructType().add("y", "double").add("v", SQLDataTypes.VectorType());
    Dataset<Row> vectors =
        SPARK.createDataFrame(
            List.of(
                RowFactory.create(1.0, null),
                RowFactory.create(1.0, Vectors.dense(Double.NaN, 1)),
                RowFactory.create(1.0, Vectors.dense(1, 2))),
            schema);
    FeaturePipeline vector = pipeline(vectors, columns("y"), DROPPING, Encoding.FULL);
    assertThat(matrix(vector, vector.prepare(vectors))).isDeepEqualTo(new double[][] {{1, 2}});
  }

  @Test
  void vectorsUnfoldWithTheirOwnNames() {
    Attribute[] attributes = {
      NumericAttribute.defaultAttr().withName("first"), NumericAttribute.defaultAttr()
    };
    AttributeGroup group = new AttributeGroup("v", attributes);
    StructType schema =
        new StructType()
            .add("y", "double")
            .add("v", SQLDataTypes.VectorType(), false, group.toMetadata())
            .add("x", "double")
            .add("w.w", SQLDataTypes.VectorType());
    Dataset<Row> rows =
        SPARK.createDataFrame(
            List.of(
                RowFactory.create(
                    1.0,
                    Vectors.dense(1, 2),
                    3.0,
                    Vectors.sparse(3, new int[] {1}, new double[] {5}))),
            schema);
    FeaturePipeline pipeline = pipeline(rows, columns("y"), STRICT, Encoding.FULL);
    assertThat(names(pipeline)).containsExactly("first", "v[1]", "x", "w.w[0]", "w.w[1]", "w.w[2]");
    assertThat(matrix(pipeline, pipeline.prepare(rows)))
        .isDeepEqualTo(new double[][] {{1, 2, 3, 0, 5, 0}});
  }

  @Test
  void namesSurviveWhateverTheyHold() throws IOException {
    List<String> odd =
        List.of(
            "a.b",
            "c d",
            "e,f",
            "g`h",
            "<script>alert('x')</script>",
            "🏠",
            "gp_n0",
            "quo\"te",
            "it's",
            "back\\slash",
            "x=y",
            "SELECT",
            "new\nline",
            "é");
    StructType schema = new StructType().add("the label.", "double");
    List<Object> first = new ArrayList<>(List.of(1.0));
    List<Object> second = new ArrayList<>(List.of(2.0));
    for (int i = 0; i < odd.size(); i++) {
      schema = schema.add(odd.get(i), i % 2 == 0 ? "int" : "string");
      first.add(i % 2 == 0 ? (Object) i : odd.get(i));
      second.add(i % 2 == 0 ? (Object) (i + 1) : "z" + odd.get(i));
    }
    Dataset<Row> rows =
        SPARK.createDataFrame(
            List.of(RowFactory.create(first.toArray()), RowFactory.create(second.toArray())),
            schema);
    for (MissingSpec missing : List.of(STRICT, DROPPING, filling(MissingSpec.Numeric.MEDIAN))) {
      FeaturePipeline pipeline = pipeline(rows, columns("the label."), missing, Encoding.FULL);
      assertThat(names(pipeline)).contains("a.b", "<script>alert('x')</script>", "g`h=zg`h");
      assertThat(pipeline.featuresCols()).allMatch(c -> c.matches("gp[0-9]+_[a-z]\\d+"));
      double[][] matrix = matrix(pipeline, pipeline.prepare(rows));
      assertThat(matrix[0]).startsWith(0, 0, 2, 0);
      assertThat(matrix[1]).startsWith(1, 1, 3, 1);
      if (missing.numeric() == MissingSpec.Numeric.MEDIAN) { // the one with stages of every kind
        assertScoresAfterSaving(pipeline, rows);
      }
    }
  }

  /** Much as it is published: the stages, an assembler and a stock model. */
  private void assertScoresAfterSaving(FeaturePipeline pipeline, Dataset<Row> rows)
      throws IOException {
    List<PipelineStage> stages = new ArrayList<>(pipeline.stages());
    stages.add(
        new VectorAssembler()
            .setInputCols(pipeline.featuresCols().toArray(new String[0]))
            .setOutputCol("gp_features"));
    stages.add(
        new LinearRegression()
            .setFeaturesCol("gp_features")
            .setLabelCol(pipeline.labelCol())
            .setRegParam(0.1));
    Dataset<Row> prepared = pipeline.prepare(rows);
    PipelineModel fitted =
        new Pipeline().setStages(stages.toArray(new PipelineStage[0])).fit(prepared);
    stages.set(stages.size() - 1, fitted.stages()[stages.size() - 1]);
    PipelineModel published =
        new Pipeline().setStages(stages.toArray(new PipelineStage[0])).fit(prepared);
    String path = dir.resolve("model").toString();
    published.write().overwrite().save(path);
    Dataset<Row> scored = PipelineModel.load(path).transform(rows.drop("the label."));
    List<Double> before =
        fitted
            .transform(prepared)
            .select("prediction")
            .as(org.apache.spark.sql.Encoders.DOUBLE())
            .collectAsList();
    List<Double> after =
        scored.select("prediction").as(org.apache.spark.sql.Encoders.DOUBLE()).collectAsList();
    assertThat(after).isEqualTo(before).doesNotHaveDuplicates();
  }

  @Test
  void penaltyFactorsCoverEveryLevel() {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, * FROM VALUES ('a', 1, 2), ('b', 1, 2), ('c', 1, 2) AS t(s, x, z)");
    Map<String, Double> factors = new LinkedHashMap<>();
    factors.put("s", 2.0);
    factors.put("?", 0.0);
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of("x"),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("*", "x"),
            List.of("z"),
            List.of(),
            CoefficientsSpec.factors(factors));
    FeaturePipeline pipeline = pipeline(rows, spec, STRICT, Encoding.FULL);
    assertThat(pipeline.design())
        .extracting(c -> c.terms().penaltyFactor())
        .containsExactly(2.0, 2.0, 2.0, 0.0);
    assertThat(pipeline.key()).containsExactly("x");
    assertThat(pipeline.prepare(rows).columns()).containsExactly("s", "x", "gp_label");
  }

  @Test
  void namesThatMeetAreAnError() {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, * FROM VALUES ('b', 1), ('c', 2), ('d', 2) AS t(a, `a=b`)");
    assertThatThrownBy(() -> pipeline(rows, columns("y"), STRICT, Encoding.FULL))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("\"a=b\" (from \"a\" and \"a=b\")");
  }

  @Test
  void weightOffsetAndFoldComeAlong() {
    Dataset<Row> rows = sql("SELECT 1 AS y, 2 AS w, 3 AS `o.o`, 4 AS f, 5 AS id, 6 AS x, 7 AS u");
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of("id"),
            "y",
            Optional.empty(),
            Optional.of("w"),
            Optional.of("o.o"),
            List.of("x"),
            List.of(),
            List.of(),
            CoefficientsSpec.factors(Map.of()));
    ColumnRoles roles =
        ColumnRoles.resolve(rows.schema(), spec, FeatureTables.fold("f"), new Gaussian(), "UTC");
    Profile profile = Profile.of(rows, roles, STRICT, Encoding.FULL);
    FeaturePipeline pipeline =
        FeaturePipeline.of(rows.schema(), roles, profile, STRICT, Encoding.FULL);
    Dataset<Row> prepared = pipeline.prepare(rows);
    assertThat(prepared.columns()).containsExactly("x", "id", "f", "o.o", "gp_label", "gp_weight");
    Row row =
        model(pipeline, prepared)
            .transform(prepared)
            .select("gp_label", "gp_weight", pipeline.offsetCol().orElseThrow(), "f", "id")
            .head();
    assertThat(row).isEqualTo(RowFactory.create(1.0, 2.0, 3.0, 4, 5));
  }

  @Test
  void plainDoublesStayReferencesToTheScan() {
    Path path = dir.resolve("t");
    SPARK
        .sql("SELECT id * 1D AS y, id * 2D AS `a.b`, id * 3D AS c, id FROM range(5)")
        .write()
        .parquet(path.toString());
    Dataset<Row> rows = SPARK.read().parquet(path.toString()).drop("id");
    FeaturePipeline pipeline = pipeline(rows, columns("y"), DROPPING, Encoding.FULL);
    Dataset<Row> prepared = pipeline.prepare(rows);
    List<String> select = new ArrayList<>(pipeline.featuresCols());
    select.add(pipeline.labelCol());
    Dataset<Row> design =
        model(pipeline, prepared).transform(prepared).selectExpr(select.toArray(new String[0]));
    String plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) design)
            .queryExecution()
            .sparkPlan()
            .toString()
            .replaceAll("#\\d+L?", "");
    assertThat(plan)
        .startsWith("Project [a.b AS gp_n0, c AS gp_n1, y AS gp_label]\n+- FileScan parquet")
        .contains("ReadSchema: struct<y:double,a.b:double,c:double>");
  }

  @Test
  void noFeatureIsAnEmptyDesign() {
    Dataset<Row> rows = sql("SELECT 1 AS y, 2 AS x");
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of("x"),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            CoefficientsSpec.factors(Map.of()));
    FeaturePipeline pipeline = pipeline(rows, spec, STRICT, Encoding.FULL);
    assertThat(pipeline.design()).isEmpty();
    assertThat(pipeline.stages()).isEmpty();
    assertThat(matrix(pipeline, pipeline.prepare(rows))).isDeepEqualTo(new double[][] {{}});
  }
}
