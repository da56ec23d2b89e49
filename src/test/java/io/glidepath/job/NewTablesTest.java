package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.table.InputSpec;
import io.glidepath.table.TableFormat;
import io.glidepath.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewTablesTest {
  private static TableSpec table(String name, String where, Map<String, String> options) {
    return new TableSpec(name, List.of("old/" + name), Optional.ofNullable(where), options);
  }

  private static InputSpec input(TableSpec... tables) {
    return new InputSpec(List.of(tables), Optional.of("SELECT * FROM a"));
  }

  private static boolean isTable(String text) {
    return text.startsWith("lake.");
  }

  private static final InputSpec TWO =
      input(table("a", "x > 0", Map.of("mergeSchema", "true")), table("b", null, Map.of()));

  private static final InputSpec ONE = input(table("a", null, Map.of()));

  private static void refused(ExitCode code, InputSpec trained, String given, String words) {
    assertThatThrownBy(() -> NewTables.of(trained, List.of(given), NewTablesTest::isTable))
        .isInstanceOfSatisfying(JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  @Test
  void aTableOfAFormatKeepsItAtANewPathButNotItsVersion() {
    Map<String, String> options = Map.of("versionAsOf", "3", "mergeSchema", "true");
    TableSpec delta =
        new TableSpec(
            "a",
            Optional.of(TableFormat.DELTA),
            List.of("/old"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            options);
    TableSpec next =
        NewTables.of(input(delta), List.of("a=/new"), NewTablesTest::isTable)
            .input()
            .tables()
            .get(0);
    assertThat(next.format()).contains(TableFormat.DELTA);
    assertThat(next.paths()).containsExactly("/new");
    assertThat(next.options()).isEqualTo(Map.of("mergeSchema", "true"));
  }

  @Test
  void aCatalogsTableTakesThePlaceOfFilesAndTheOtherWayRound() {
    TableSpec next =
        NewTables.of(TWO, List.of("a=lake.new"), NewTablesTest::isTable).input().tables().get(0);
    assertThat(next.table()).contains("lake.new");
    assertThat(next.paths()).isEmpty();
    assertThat(next.format()).as("the catalog knows it").isEmpty();
    assertThat(next.where()).contains("x > 0");
    TableSpec back =
        NewTables.of(input(next), List.of("a=/new"), NewTablesTest::isTable)
            .input()
            .tables()
            .get(0);
    assertThat(back).isEqualTo(TWO.tables().get(0).at(List.of("/new")));
    assertThatThrownBy(
            () -> NewTables.of(TWO, List.of("a=/new", "a=lake.new"), NewTablesTest::isTable))
        .hasMessageContaining("a is given as /new and lake.new, of which lake.new is a catalog's");
  }

  @Test
  void newPathsTakeThePlaceOfOldOnesAndNothingElseChanges() {
    NewTables asked = NewTables.of(TWO, List.of("a=/new/1", "a=/new/2"), NewTablesTest::isTable);
    assertThat(asked.input().query()).isEqualTo(TWO.query());
    assertThat(asked.input().tables().get(0))
        .isEqualTo(
            new TableSpec(
                "a",
                List.of("/new/1", "/new/2"),
                Optional.of("x > 0"),
                Map.of("mergeSchema", "true")));
    assertThat(asked.input().tables().get(1)).isEqualTo(TWO.tables().get(1));
    assertThat(asked.kept()).containsExactly(TWO.tables().get(1));
    assertThat(asked.warnings()).isEmpty();
  }

  @Test
  void onePathIsThatOfTheOneTable() {
    for (String path : List.of("new", "/new/ds=2026-01-01", "./ds=1/x=2", "s3a://lake/new")) {
      assertThat(
              NewTables.of(ONE, List.of(path), NewTablesTest::isTable)
                  .input()
                  .tables()
                  .get(0)
                  .paths())
          .containsExactly(path);
    }
    assertThat(
            NewTables.of(ONE, List.of("a=ds=1"), NewTablesTest::isTable)
                .input()
                .tables()
                .get(0)
                .paths())
        .containsExactly("ds=1");
    refused(ExitCode.USAGE, ONE, "ds=1", "no table \"ds\". It has: a.");
    refused(ExitCode.USAGE, TWO, "/new/ds=1", "several tables, found \"/new/ds=1\"");
    refused(ExitCode.USAGE, TWO, "c=/new", "no table \"c\". It has: a, b.");
    refused(ExitCode.USAGE, TWO, "a=", "without a path");
  }

  @Test
  void whatTheRecordHidesIsNotUsed() {
    InputSpec secret = input(table("a", null, Map.of("fs.s3a.secret.key", "***", "x", "1")));
    NewTables asked = NewTables.of(secret, List.of("new"), NewTablesTest::isTable);
    assertThat(asked.input().tables().get(0).options()).isEqualTo(Map.of("x", "1"));
    assertThat(asked.warnings())
        .singleElement()
        .asString()
        .contains("--conf spark.hadoop.fs.s3a.secret.key");
    refused(
        ExitCode.CONFIGURATION,
        input(table("a", "u <> 'x?sig=***'", Map.of())),
        "new",
        "input.tables.a.where");
    refused(
        ExitCode.CONFIGURATION,
        input(table("a", null, Map.of("endpoint", "https://***@host"))),
        "new",
        "input.tables.a.options");
  }
}
