package io.glidepath.features;

import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static io.glidepath.features.FeatureTables.matrix;
import static io.glidepath.features.FeatureTables.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Gaussian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InteractionsIT {
  private static final Path GOLDEN = Path.of("src/test/resources/reference/interactions");

  private static ColumnsSpec columns(
      String label, List<String> features, List<List<String>> interactions) {
    return new ColumnsSpec(
        List.of(),
        label,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        features,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        interactions,
        CoefficientsSpec.factors(Map.of()));
  }

  private static ColumnRoles roles(Dataset<Row> rows, ColumnsSpec columns) {
    return ColumnRoles.resolve(rows.schema(), columns, FoldColumns.NONE, new Gaussian(), "UTC");
  }

  private static FeaturePipeline pipeline(
      Dataset<Row> rows, ColumnsSpec columns, Encoding encoding) {
    ColumnRoles roles = roles(rows, columns);
    Profile profile = Profile.of(rows, roles, STRICT, encoding);
    return FeaturePipeline.of(rows.schema(), roles, profile, STRICT, encoding);
  }

  private static Stream<String[]> golden(String file) throws IOException {
    return Files.readAllLines(GOLDEN.resolve(file)).stream()
        .skip(1)
        .map(line -> line.replace("\"", "").split(",", -1));
  }

  /** Three pairs of Ames, to the last bit. */
  @Test
  void theDesignIsThatOfR() throws IOException {
    Dataset<Row> rows = SPARK.read().parquet("conf/examples/ames/houses.parquet").coalesce(1);
    FeaturePipeline pipeline =
        pipeline(
            rows,
            columns(
                "Sale_Price",
                List.of("Gr_Liv_Area", "Longitude", "Lot_Area", "Neighborhood", "Bldg_Type"),
                List.of(
                    List.of("Gr_Liv_Area", "Longitude"),
                    List.of("Lot_Area", "Neighborhood"),
                    List.of("Neighborhood", "Bldg_Type"))),
            Encoding.FULL);
    List<String> names = names(pipeline);
    double[][] design = matrix(pipeline, pipeline.prepare(rows));
    int first = 3 + 28 + 5;
    Map<String, Integer> counts = new HashMap<>();
    golden("columns.csv").forEach(c -> counts.put(c[0], Integer.parseInt(c[1])));
    assertThat(names.subList(first, names.size())).hasSize(1 + 28 + 140);
    assertThat(counts.keySet()).hasSize(169).containsAll(names.subList(first, names.size()));
    for (int j = first; j < names.size(); j++) {
      int column = j;
      assertThat(Stream.of(design).filter(row -> row[column] != 0).count())
          .as(names.get(j))
          .isEqualTo(counts.get(names.get(j)).longValue());
    }
    golden("interactions.csv")
        .forEach(
            entry ->
                assertThat(design[Integer.parseInt(entry[0])][names.indexOf(entry[1])])
                    .as(entry[0] + " " + entry[1])
                    .isEqualTo(Double.parseDouble(entry[2])));
    assertThat(pipeline.design().get(first + 1))
        .isEqualTo(
            new DesignColumn(
                "Lot_Area:Neighborhood=Bloomington_Heights",
                "Lot_Area:Neighborhood",
                Optional.of("Bloomington_Heights"),
                DesignColumn.Kind.INTERACTION,
                CoefficientTerms.USUAL));
    double[] shares = pipeline.shares();
    assertThat(IntStream.range(first + 29, names.size()).mapToDouble(j -> shares[j]).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
  }

  private static final Dataset<Row> SMALL =
      SPARK.sql(
          "SELECT * FROM VALUES (1D, 2D, 3D, 'p', true, array('t', 't', 'u')), (2D, 3D, 5D, 'q',"
              + " false, array('u')), (4D, 7D, 0D, 'r', true, array('v')) AS t(y, a1, a2, zone, new,"
              + " words)");

  @Test
  void globsMakePairsOnce() {
    FeaturePipeline pipeline =
        pipeline(
            SMALL,
            columns(
                "y",
                List.of("*"),
                List.of(
                    List.of("a2", "a1"),
                    List.of("a*"),
                    List.of("zone", "a?"),
                    List.of("new", "words"))),
            Encoding.REFERENCE);
    List<String> names = names(pipeline);
    assertThat(names.subList(8, names.size()))
        .containsExactly(
            "a2:a1",
            "zone=q:a1",
            "zone=r:a1",
            "zone=q:a2",
            "zone=r:a2",
            "new=false:words=t",
            "new=false:words=u",
            "new=false:words=v");
    double[][] design = matrix(pipeline, pipeline.prepare(SMALL));
    assertThat(design[1]).containsExactly(3, 5, 1, 0, 1, 0, 1, 0, 15, 3, 0, 5, 0, 0, 1, 0);
    assertThat(design[2]).containsExactly(7, 0, 0, 1, 0, 0, 0, 1, 0, 0, 7, 0, 0, 0, 0, 0);
  }

  @Test
  void whatMakesNoPairIsSaid() {
    refused(List.of(List.of("a1", "a1")), "[a1, a1] makes no pair of two features");
    refused(List.of(List.of("zone*")), "[zone*] makes no pair of two features");
    refused(List.of(List.of("a1", "y")), "\"y\" matches no feature");
    refused(List.of(List.of("a1", "zoen")), "did you mean");
  }

  private static void refused(List<List<String>> interactions, String words) {
    assertThatThrownBy(() -> roles(SMALL, columns("y", List.of("*"), interactions)))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("columns.interactions")
        .hasMessageContaining(words);
  }
}
