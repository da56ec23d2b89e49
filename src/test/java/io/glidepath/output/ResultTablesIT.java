package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTablesIT {
  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    write(new ResultTables("r1", Results.validated()), directory);
  }

  private static void write(ResultTables tables, Path to) throws IOException {
    tables.write(new org.apache.hadoop.fs.Path(to.toString()), new Configuration(false));
  }

  private List<String> rows(String table) {
    return SharedSpark.session().read().parquet(directory + "/" + table).collectAsList().stream()
        .map(r -> r.mkString(","))
        .toList();
  }

  private String columns(String table) {
    StringBuilder all = new StringBuilder();
    for (StructField f :
        SharedSpark.session().read().parquet(directory + "/" + table).schema().fields()) {
      all.append(f.name()).append(' ').append(f.dataType().simpleString()).append(", ");
    }
    return all.toString();
  }

  private static final String POINT =
      "run_id string, elastic_net_param double, grid_index int, reg_param double, ";

  @Test
  void paths() {
    assertThat(columns("paths"))
        .isEqualTo(
            POINT
                + "intercept double, nonzero int, l1_norm double, l2_norm double, deviance double,"
                + " deviance_ratio double, objective double, kkt_violation double, duality_gap"
                + " double, converged boolean, ");
    assertThat(rows("paths"))
        .containsExactly(
            "r1,0.0,0,2.0,10.0,2,4.0,3.5,7.0,null,9.25,1.0E-9,null,true",
            "r1,0.0,1,1.0,10.0,2,4.0,3.5,6.0,0.5,9.25,1.0E-9,null,true",
            "r1,0.5,0,2.0,10.5,0,4.5,3.5,7.0,null,9.25,1.0E-9,1.0E-10,true",
            "r1,0.5,1,1.0,10.5,2,4.5,3.5,6.0,0.5,9.25,1.0E-9,1.0E-10,true",
            "r1,1.0,0,2.0,11.0,0,5.0,3.5,7.0,null,9.25,1.0E-9,1.0E-10,true",
            "r1,1.0,1,1.0,11.0,2,5.0,3.5,6.0,0.5,9.25,1.0E-9,1.0E-10,false");
  }

  @Test
  void coefficients() {
    assertThat(columns("coefficients"))
        .isEqualTo(POINT + "feature string, coefficient double, standardized_coefficient double, ");
    assertThat(rows("coefficients"))
        .containsExactly(
            "r1,0.0,0,2.0,area,1.5,3.0",
            "r1,0.0,0,2.0,v[0],-2.0,-1.0",
            "r1,0.0,1,1.0,area,1.5,3.0",
            "r1,0.0,1,1.0,v[0],-2.0,-1.0",
            "r1,0.5,1,1.0,area,2.0,4.0",
            "r1,0.5,1,1.0,v[0],-2.0,-1.0",
            "r1,1.0,1,1.0,area,2.5,5.0",
            "r1,1.0,1,1.0,v[0],-2.0,-1.0");
  }

  @Test
  void folds() {
    assertThat(columns("folds"))
        .isEqualTo(POINT + "fold int, repeat int, metric string, value double, weight double, ");
    assertThat(rows("folds"))
        .hasSize(24)
        .startsWith(
            "r1,0.0,0,2.0,1,0,deviance,4.5,60.0",
            "r1,0.0,0,2.0,1,0,r2,0.75,60.0",
            "r1,0.0,0,2.0,4,0,deviance,5.5,38.0",
            "r1,0.0,0,2.0,4,0,r2,null,38.0",
            "r1,0.0,1,1.0,1,0,deviance,3.5,60.0")
        .endsWith("r1,1.0,1,1.0,4,0,r2,null,38.0");
  }

  @Test
  void validation() {
    assertThat(columns("validation"))
        .isEqualTo(POINT + "metric string, mean double, standard_error double, ");
    assertThat(rows("validation"))
        .hasSize(12)
        .startsWith("r1,0.0,0,2.0,deviance,5.0,0.5", "r1,0.0,0,2.0,r2,null,null");
  }

  @Test
  void features() {
    assertThat(columns("features"))
        .isEqualTo(
            "run_id string, feature string, feature_index int, column string, level string, kind"
                + " string, mean double, standard_deviation double, penalty_factor double,"
                + " lower_bound double, upper_bound double, status string, ");
    assertThat(rows("features"))
        .containsExactly(
            "r1,area,0,area,null,numeric,3.0,2.0,0.5,null,null,used",
            "r1,zone=a.b,1,zone,a.b,categorical,0.25,null,1.0,null,null,constant",
            "r1,v[0],2,v,null,vector,-1.0,0.5,0.0,null,null,collinear");
  }

  @Test
  void selected() {
    assertThat(columns("selected"))
        .isEqualTo(
            "run_id string, scope string, rule string, elastic_net_param double, grid_index int,"
                + " reg_param double, metric string, mean double, standard_error double, nonzero"
                + " int, chosen boolean, ");
    assertThat(rows("selected"))
        .containsExactly(
            "r1,path,best,0.0,1,1.0,deviance,4.0,0.5,2,false",
            "r1,path,best,0.5,1,1.0,deviance,3.0,0.5,2,false",
            "r1,path,best,1.0,1,1.0,deviance,2.0,0.5,2,false",
            "r1,path,one-se,0.0,0,2.0,deviance,5.0,0.5,2,false",
            "r1,path,one-se,0.5,1,1.0,deviance,3.0,0.5,2,false",
            "r1,path,one-se,1.0,1,1.0,deviance,2.0,0.5,2,false",
            "r1,surface,best,1.0,1,1.0,deviance,2.0,0.5,2,false",
            "r1,surface,one-se,1.0,1,1.0,deviance,2.0,0.5,2,true",
            "r1,surface,sparsest-one-se,1.0,1,1.0,deviance,2.0,0.5,2,false",
            "r1,surface,paired-se,1.0,1,1.0,deviance,2.0,0.5,2,false");
  }

  @Test
  void comparison() {
    assertThat(columns("comparison"))
        .isEqualTo(
            "run_id string, left string, right string, metric string, difference double,"
                + " standard_error double, folds int, left_at_end boolean, right_at_end boolean, ");
    assertThat(rows("comparison"))
        .containsExactly(
            "r1,chosen,best,deviance,0.0,0.0,2,false,false",
            "r1,chosen,l2,deviance,-2.0,0.25,2,false,true",
            "r1,chosen,l1,deviance,0.0,0.0,2,false,false",
            "r1,chosen,mix,deviance,-1.0,null,2,false,false",
            "r1,chosen,none,deviance,-0.001,1.0E-4,2,false,false",
            "r1,best,null,deviance,-3.0,0.5,2,false,false",
            "r1,l2,l1,deviance,2.0,0.25,2,false,false");
  }

  @Test
  void withoutFoldsThereAreFourTables(@TempDir Path other) throws IOException {
    ResultTables tables = new ResultTables("r2", Results.withoutFolds());
    write(tables, other);
    try (Stream<Path> written = Files.list(other)) {
      assertThat(written.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("paths", "coefficients", "features", "correlations");
    }
    assertThatThrownBy(() -> tables.rows("folds").toList())
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void equalResultsGiveEqualBytesInOneFile(@TempDir Path other) throws IOException {
    write(new ResultTables("r1", Results.validated()), other);
    for (String table : new ResultTables("r1", Results.validated()).names()) {
      Path file = directory.resolve(table).resolve("part-00000.parquet");
      assertThat(file).hasSameBinaryContentAs(other.resolve(table).resolve("part-00000.parquet"));
      try (Stream<Path> files = Files.list(directory.resolve(table))) {
        assertThat(files.filter(f -> !f.toString().endsWith(".crc"))).containsExactly(file);
      }
    }
  }

  @Test
  void aLargeTableIsSeveralFilesAndAnEmptyOneIsOne(@TempDir Path other) throws IOException {
    Iterator<Object[]> rows =
        IntStream.range(0, 25)
            .mapToObj(i -> new Object[] {"r", "l" + i, null, "m", i / 2.0, null, i, true, null})
            .iterator();
    org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(other.toString());
    Configuration hadoop = new Configuration(false);
    ParquetTable.write(
        new org.apache.hadoop.fs.Path(to, "big"), TableSchemas.of("comparison"), rows, hadoop, 10);
    ParquetTable.write(
        new org.apache.hadoop.fs.Path(to, "none"),
        TableSchemas.of("comparison"),
        List.<Object[]>of().iterator(),
        hadoop,
        10);
    assertThat(other.resolve("big/part-00002.parquet")).exists();
    assertThat(other.resolve("big/part-00003.parquet")).doesNotExist();
    List<Row> read =
        SharedSpark.session().read().parquet(other + "/big").orderBy("folds").collectAsList();
    assertThat(read).hasSize(25);
    assertThat(read.get(24).mkString(",")).isEqualTo("r,l24,null,m,12.0,null,24,true,null");
    assertThat(SharedSpark.session().read().parquet(other + "/none").collectAsList()).isEmpty();
  }

  @Test
  void anUnknownTableIsAnError() {
    assertThatThrownBy(() -> new ResultTables("r", Results.validated()).rows("nosuch"))
        .hasMessage("no table is called nosuch");
  }
}
