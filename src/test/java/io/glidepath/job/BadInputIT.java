package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.cli.Cli;
import io.glidepath.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, columns and configurations that cannot be used, and what is said about them. */
class BadInputIT {
  private static final String ROWS = "SELECT id, $a + $e AS y, $a AS a FROM range(4000)";

  private static JobRun job(Path home) {
    return JobRun.in(home).with("columns { key = [id], label = y }");
  }

  private static Path file(Path folder) throws IOException {
    return file(folder, ".parquet");
  }

  private static Path file(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void missingInputIs66(@TempDir Path home) throws IOException {
    job(home).end().failed(ExitCode.INPUT_MISSING, home.resolve("t").toString());
    Files.createDirectories(home.resolve("t"));
    job(home).end().failed(ExitCode.INPUT_MISSING, home.resolve("t").toString(), "no data file");
    Files.createDirectories(home.resolve("t/_temporary/0"));
    Files.write(home.resolve("t/_temporary/0/part.parquet"), new byte[] {1});
    job(home).end().failed(ExitCode.INPUT_MISSING, home.resolve("t").toString(), "no data file");
    job(home)
        .with("input.tables.t.path = [\"" + home + "/t\", \"" + home + "/u-*\"]")
        .end()
        .failed(ExitCode.INPUT_MISSING, "/u-*");
    assertThat(home.resolve("out")).doesNotExist();
  }

  @Test
  void damagedFilesAre65AndNamed(@TempDir Path home) throws IOException {
    job(home).table("t", ROWS, 3);
    Path bad = home.resolve("t/part-bad.parquet");
    byte[] good = Files.readAllBytes(file(home.resolve("t")));
    Files.write(bad, new byte[0]);
    job(home).end().failed(ExitCode.BAD_DATA, bad.toString(), "0 bytes");
    Files.write(bad, Arrays.copyOf(good, good.length / 2));
    job(home).end().failed(ExitCode.BAD_DATA, bad.toString());
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "orc", "gz", "encrypted.parquet", "txt"})
  void aFileThatIsNoParquetIs65AndNamed(String kind, @TempDir Path home) throws IOException {
    job(home).table("t", ROWS, 2);
    Path alien = home.resolve("t/a." + kind);
    Files.write(alien, content(kind, file(home.resolve("t")), home.resolve("orc")));
    job(home).end().failed(ExitCode.BAD_DATA, alien.toString(), "Parquet");
    assertThat(home.resolve("out")).doesNotExist();
  }

  private static byte[] content(String kind, Path parquet, Path scratch) throws IOException {
    byte[] good = Files.readAllBytes(parquet);
    switch (kind) {
      case "csv":
        return "id,y,a\n1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8);
      case "json":
        return "{\"id\": 1, \"y\": 2.5, \"a\": 3.5}\n".getBytes(StandardCharsets.UTF_8);
      case "orc":
        JobRun.sql(ROWS).coalesce(1).write().orc(scratch.toString());
        return Files.readAllBytes(file(scratch, ".orc"));
      case "gz":
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
          out.write(good);
        }
        return packed.toByteArray();
      case "txt":
        return "PAR1 and more of it, which is a text up to PAR1".getBytes(StandardCharsets.UTF_8);
      default:
        for (int end : new int[] {4, good.length}) {
          good[end - 1] = 'E';
        }
        return good;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // in the first batch of a file and in a later one; whole columns read, rows read, levels read
    "0.1, ''",
    "0.6, ''",
    "0.6, 'input.tables.t.where = \"id >= 0\"'",
    "0.6, 'columns.categorical = [c]'",
  })
  void aDamagedPageIs65AndItsFileNamed(double where, String more, @TempDir Path home)
      throws IOException {
    byte[] torn = Files.readAllBytes(largeAndSmall(home));
    Path bad = home.resolve("t/torn page.parquet");
    int from = (int) (where * torn.length);
    Arrays.fill(torn, from, from + torn.length / 10, (byte) 0xff);
    Files.write(bad, torn);
    job(home).with(more).end().failed(ExitCode.BAD_DATA, "torn", "page.parquet", "input.tables");
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  /** Files in the table t, and one of many row groups and pages beside it. */
  private static Path largeAndSmall(Path home) throws IOException {
    job(home).table("t", "SELECT *, id % 3 AS c FROM (" + ROWS + ")", 3);
    JobRun.sql("SELECT *, id % 3 AS c FROM (" + ROWS + ")")
        .coalesce(1)
        .write()
        .option("parquet.block.size", 20_000)
        .option("parquet.page.size", 4_000)
        .parquet(home.resolve("u").toString());
    return file(home.resolve("u"));
  }

  /** Hadoop's local file system has checksums beside the files, and its word for it is enough. */
  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "0.1, ''",
    "0.6, ''",
    "0.6, 'input.tables.t.where = \"id >= 0\"'",
    "0.6, 'columns.categorical = [c]'",
    "0.999, ''",
  })
  void aFileThatItsOwnChecksumContradictsIs65AndNamed(double where, String more, @TempDir Path home)
      throws IOException {
    Path large = largeAndSmall(home);
    Path bad = home.resolve("t/" + large.getFileName());
    byte[] changed = Files.readAllBytes(large);
    changed[(int) (where * changed.length)] ^= 1;
    Files.write(bad, changed);
    String checksum = "." + large.getFileName() + ".crc";
    Files.copy(home.resolve("u").resolve(checksum), home.resolve("t").resolve(checksum));
    job(home)
        .with(more)
        .end()
        .failed(
            ExitCode.BAD_DATA, bad.toString(), ".crc. If the file was replaced", "input.tables");
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  @Test
  void filesThatDifferAre65WithColumnAndTypes(@TempDir Path home) {
    JobRun job = job(home).table(ROWS);
    JobRun.write(
        JobRun.sql("SELECT id, y, CAST(a AS STRING) AS a FROM (" + ROWS + ")"),
        home.resolve("u"),
        1);
    String both = "input.tables.t.path = [\"" + home + "/t\", \"" + home + "/u\"]";
    job.with(both)
        .end()
        .failed(ExitCode.BAD_DATA, "\"a\"", "double", "string", home + "/t/", home + "/u/");
  }

  @Test
  void whatTheQueryCannotDoIsSaid(@TempDir Path home) {
    job(home).table("SELECT id, $y AS y, IF(id = 7, 'seven', '1') AS a FROM range(40)");
    job(home)
        .with("input.query = \"SELECT id, y, CAST(a AS DOUBLE) AS a FROM t\"")
        .end()
        .failed(ExitCode.BAD_DATA, "input.query", "seven");
    job(home)
        .with("input.query = \"SELECT id, y, b FROM t\"")
        .end()
        .failed(ExitCode.CONFIGURATION, "input.query", "b");
    job(home)
        .with("input.tables.t.where = \"yy > 2\"")
        .end()
        .failed(ExitCode.CONFIGURATION, "input.tables.t.where", "yy");
    job(home)
        .with("columns { label = Y, weight = weigth, exclude = [zip] }, folds.column = a")
        .end()
        .failed(
            ExitCode.CONFIGURATION,
            "columns.label: there is no column \"Y\"",
            "did you mean \"y\"",
            "columns.weight: there is no column \"weigth\"",
            "columns.exclude: \"zip\"",
            "folds.column: \"a\" is string",
            "The columns are: id, y, a");
  }

  @Test
  void moreThanMemoryHoldsIs78(@TempDir Path home) {
    job(home)
        .table(
            "SELECT id, $y AS y, CAST(id AS STRING) AS a, CAST(id * 7 AS STRING) AS b, CAST(-id AS"
                + " STRING) AS c FROM range(9000)")
        .with("folds.count = 10, sweep { elastic-net-param = [0, 0.5, 1], reg-param.count = 1000 }")
        .end()
        .failed(
            ExitCode.CONFIGURATION,
            "27000 columns in 10 folds",
            "--driver-memory",
            "columns.exclude",
            "folds.count");
    job(home)
        .table("SELECT id, $y AS y, CAST(id AS STRING) AS name FROM range(100001)")
        .end()
        .failed(ExitCode.CONFIGURATION, "\"name\" has 100001 levels", "100000", "columns.exclude");
  }

  @Test
  void aBadConfigurationStartsNoSparkAndIsToldWhole(@TempDir Path home) throws IOException {
    Path file = home.resolve("bad.conf");
    Files.writeString(
        file,
        """
        glidepath {
          input.tables.t.path = "t"
          colums.label = y
          sweep { elastic-net-param = [0.5, 1.5], reg-param = [1, 1, -2] }
          folds.count = many
          output.path = ${NOWHERE}
        }
        """);
    assertThat(code(file, 78))
        .contains("colums", "columns", "1.5", "-2", "many", "${NOWHERE}", "bad.conf:3")
        .contains("sweep.elastic-net-param", "sweep.reg-param", "folds.count");
    assertThat(code(home.resolve("none.conf"), 66)).contains("none.conf");
    assertThat(code(file, 64, "--forse")).contains("--forse", "--force");
  }

  private static String code(Path file, int expected, String... more) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
    Cli cli =
        new Cli(
            told,
            told,
            () -> {
              throw new AssertionError("Spark was asked for");
            },
            Map.of());
    String[] arguments =
        Stream.concat(Stream.of("run", "--config", file.toString()), Stream.of(more))
            .toArray(String[]::new);
    int code = cli.run(arguments);
    String message = err.toString(StandardCharsets.UTF_8);
    assertThat(code).as(message).isEqualTo(expected);
    return message;
  }
}
