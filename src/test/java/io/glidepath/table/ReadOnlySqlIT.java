package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL of the configuration reads the input tables and does nothing else, whatever it says. */
class ReadOnlySqlIT {
  private static final String PROPERTY = "glidepath.test.called";
  private static final String CALL =
      "('java.lang.System', 'setProperty', '" + PROPERTY + "', 'yes')";

  @TempDir private Path dir;
  private String table;
  private String marker;
  private long tables;

  @BeforeEach
  void write() {
    table = dir.resolve("t").toString();
    marker = dir.resolve("marker").toString();
    SharedSpark.session().range(5).coalesce(1).write().parquet(table);
    tables = tables(); // of whoever was here before
  }

  private void refused(Optional<String> where, Optional<String> query) {
    InputSpec spec =
        new InputSpec(List.of(new TableSpec("t", List.of(table), where, Map.of())), query);
    String sql = where.or(() -> query).orElseThrow();
    JobFailure failure =
        catchThrowableOfType(
            JobFailure.class,
            () -> InputTables.load(SharedSpark.session(), spec).rows().collectAsList());
    assertThat(failure).as(sql).isNotNull();
    assertThat(failure.exitCode()).as(sql + "\n" + failure).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(System.getProperty(PROPERTY)).as(sql).isNull();
    assertThat(Path.of(marker)).as(sql).doesNotExist();
    assertThat(tables()).as(sql).isEqualTo(tables);
  }

  private static long tables() {
    return SharedSpark.session().catalog().listTables().count();
  }

  @Test
  void queriesThatDoSomethingAreRefused() {
    for (String query :
        List.of(
            "INSERT INTO t SELECT * FROM t",
            "INSERT OVERWRITE DIRECTORY '" + marker + "' USING parquet SELECT * FROM t",
            "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
            "WITH a AS (SELECT 1) FROM a INSERT OVERWRITE DIRECTORY '" + marker + "' SELECT *",
            "FROM t INSERT INTO t SELECT * INSERT INTO t SELECT *",
            "CREATE TABLE x USING parquet LOCATION '" + marker + "' AS SELECT 1 AS a",
            "CREATE VIEW x AS SELECT 1",
            "CREATE TEMPORARY FUNCTION f AS 'x'",
            "DROP VIEW t",
            "TRUNCATE TABLE t",
            "DELETE FROM t",
            "UPDATE t SET id = 1",
            "MERGE INTO t USING t AS s ON t.id = s.id WHEN MATCHED THEN DELETE",
            "COPY INTO t FROM '" + table + "'",
            "LOAD DATA INPATH '" + table + "' INTO TABLE t",
            "SET spark.sql.ansi.enabled = false",
            "ADD JAR '" + marker + ".jar'",
            "CACHE TABLE t",
            "REFRESH TABLE t",
            "SELECT * INTO x FROM t",
            "SELECT 1; DROP VIEW t",
            "EXECUTE IMMEDIATE 'DROP VIEW t'",
            "BEGIN DROP VIEW t; END",
            "DECLARE x INT DEFAULT 1",
            "EXPLAIN SELECT * FROM t",
            "SHOW TABLES")) {
      refused(Optional.empty(), Optional.of(query));
    }
  }

  @Test
  void queriesThatRunCodeAreRefused() {
    for (String query :
        List.of(
            "SELECT java_method" + CALL + " AS a FROM t",
            "SELECT id, upper(concat('a', reflect" + CALL + ")) AS a FROM t",
            "SELECT try_reflect" + CALL + " AS a FROM t",
            "SELECT id FROM t GROUP BY id HAVING max(reflect" + CALL + ") = 'x'",
            "SELECT id, transform(array(1), x -> reflect" + CALL + ") AS a FROM t",
            "SELECT id, (SELECT max(reflect" + CALL + ") FROM t) AS a FROM t",
            "SELECT * FROM t WHERE EXISTS (SELECT reflect" + CALL + " FROM t)",
            "SELECT * FROM t ORDER BY reflect" + CALL,
            "SELECT * FROM t, LATERAL (SELECT reflect" + CALL + " AS a)",
            "SELECT * FROM t LATERAL VIEW explode(array(reflect" + CALL + ")) AS a",
            "SELECT * FROM IDENTIFIER(reflect" + CALL + ")",
            "SELECT * FROM VALUES (reflect" + CALL + ") AS v(a)",
            "SELECT * FROM range(CAST(reflect" + CALL + " AS INT))",
            "SELECT * FROM t LIMIT CAST(reflect" + CALL + " AS INT)",
            "SELECT TRANSFORM(id) USING 'touch " + marker + "' AS (a STRING) FROM t",
            "SELECT * FROM (SELECT TRANSFORM(id) USING 'touch " + marker + "' AS a FROM t)",
            "SELECT id FROM t WHERE id IN (SELECT TRANSFORM(id) USING 'touch "
                + marker
                + "' AS (a BIGINT) FROM t)")) {
      refused(Optional.empty(), Optional.of(query));
    }
  }

  @Test
  void queriesThatReachOtherFilesAreRefused() throws Exception {
    Path other = Files.writeString(dir.resolve("other.csv"), "1,2\n");
    for (String format : List.of("parquet", "csv", "text", "binaryFile", "json", "orc")) {
      String files = format + ".`" + (format.equals("parquet") ? table : other) + "`";
      refused(Optional.empty(), Optional.of("SELECT * FROM " + files));
      refused(
          Optional.empty(), Optional.of("SELECT *, (SELECT count(*) FROM " + files + ") FROM t"));
      refused(Optional.of("id IN (SELECT 1 FROM " + files + ")"), Optional.empty());
    }
    refused(Optional.empty(), Optional.of("SELECT * FROM read_files('" + other + "')"));
  }

  @Test
  void conditionsDoNothingEither() {
    for (String where :
        List.of(
            "id > 1; DROP VIEW t",
            "reflect" + CALL + " IS NULL",
            "id > 1 OR length(java_method" + CALL + ") = 3",
            "EXISTS (SELECT TRANSFORM(id) USING 'touch " + marker + "' AS a FROM t)",
            "id IN (INSERT INTO t SELECT 1)",
            "DROP VIEW t")) {
      refused(Optional.of(where), Optional.empty());
      refused(Optional.of(where), Optional.of("SELECT * FROM t"));
    }
  }
}
