package io.glidepath.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "  -- why; not\n SELECT a FROM b ;; ",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "/* x; */ WITH a AS (SELECT 1), b AS (SELECT 2) SELECT * FROM a, b -- end;",
        "SELECT ';' AS `a;b`, \"c;\" FROM t; -- done",
        "SELECT 'it''s; \\'quoted' FROM t",
        "WITH a AS (SELECT 1) FROM a SELECT *",
        "SELECT insert FROM t"
      })
  void isOneQuery(String sql) {
    assertThat(SqlShape.isSingleQuery(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- select 1",
        "INSERT INTO t SELECT 1",
        "DROP TABLE t",
        "SELECT 1; DROP TABLE t",
        "SELECT 1; 'x'",
        "SELECT 1; (",
        "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
        "selecting"
      })
  void isNot(String sql) {
    assertThat(SqlShape.isSingleQuery(sql)).isFalse();
  }
}
