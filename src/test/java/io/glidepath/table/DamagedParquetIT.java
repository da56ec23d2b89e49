package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of Parquet files are flipped or lost: rows are read as they were, or not at all. */
class DamagedParquetIT {
  private static final long SEED = 20260108;
  private static final Configuration HADOOP = new Configuration();
  private static final int FLIPS = 16;

  /** Of the losses that no footer shows this one of so many is read, as reading takes longest. */
  private static final int EVERY = 4;

  private static final int FOOTER_FLIPS = 250;
  private static final String ROWS =
      "SELECT id, IF(id % 7 = 3, NULL, id / 8D) AS a, CAST(id % 50 AS INT) AS k, IF(id % 11 = 4,"
          + " NULL, concat('level ', id % 5)) AS s, id % 2 = 0 AS b, concat('u', xxhash64(id)) AS u,"
          + " CAST(id AS DECIMAL(12,2)) AS d, DATE'2020-01-01' + CAST(id AS INT) AS t FROM"
          + " range(400)";

  @TempDir private Path home;

  private List<String> rows(Optional<String> where) {
    TableSpec table = new TableSpec("t", List.of(home.resolve("t").toString()), where, Map.of());
    InputSpec spec = new InputSpec(List.of(table), Optional.empty());
    return InputTables.load(SharedSpark.session(), spec).rows().collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  private byte[] write(String codec, String version) throws IOException {
    SharedSpark.session()
        .sql(ROWS)
        .coalesce(1)
        .write()
        .option("compression", codec)
        .option("parquet.writer.version", version)
        .option("parquet.block.size", 5000)
        .option("parquet.block.size.row.check.min", 50)
        .option("parquet.block.size.row.check.max", 50)
        .option("parquet.page.row.count.limit", 60)
        .parquet(home.resolve("w").toString());
    try (Stream<Path> files = Files.list(home.resolve("w"))) {
      return Files.readAllBytes(
          files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "snappy, v1, ''",
    "uncompressed, v1, ''",
    "zstd, v2, ''",
    "snappy, v1, id >= 120 AND id < 290 AND s <> 'level 1'"
  })
  void aFlippedByteChangesNoNumber(String codec, String version, String condition)
      throws IOException {
    byte[] whole = write(codec, version);
    Path file = Files.createDirectories(home.resolve("t")).resolve("part-0.parquet");
    Files.write(file, whole);
    Optional<String> where = Optional.of(condition).filter(c -> !c.isEmpty());
    List<String> right = rows(where);
    assertThat(right).hasSizeGreaterThan(100);
    int footer = footer(whole);
    long seed = SEED + (codec + version + condition).hashCode(); // other bytes in each layout
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      Random random = new Random(seed + i);
      int at =
          random.nextBoolean()
              ? random.nextInt(footer)
              : footer + random.nextInt(whole.length - footer);
      byte[] bad = whole.clone();
      bad[at] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
      Files.write(file, bad);
      String what = "seed " + (seed + i) + ", byte " + at + ", footer at " + footer;
      try {
        assertThat(rows(where)).as(what).isEqualTo(right);
      } catch (Exception e) {
        JobFailure failure = ReadFailures.translate(e).orElse(null);
        if (failure == null || failure.exitCode() != ExitCode.BAD_DATA) {
          fail(what, e);
        }
        found++;
      }
    }
    assertThat(found).isGreaterThan(FLIPS / 3);
  }

  private static int footer(byte[] whole) {
    int end = whole.length - 8;
    return end - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
  }

  /** What the job does with a file before it asks Spark to read it. */
  private static Optional<JobFailure> failure(Path file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    FileStatus status = FileSystem.getLocal(HADOOP).getFileStatus(path);
    return Optional.ofNullable(
        catchThrowableOfType(JobFailure.class, () -> Footers.read(List.of(status), HADOOP)));
  }

  @ParameterizedTest
  @CsvSource({"snappy, v1", "zstd, v2"})
  void aFlippedByteInAFooterIsDamageOrNothing(String codec, String version) throws IOException {
    byte[] whole = write(codec, version);
    Path file = home.resolve("part-0.parquet");
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < FOOTER_FLIPS; i++) {
      int at = footer(whole) + random.nextInt(whole.length - footer(whole));
      byte[] bad = whole.clone();
      bad[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, bad);
      Optional<JobFailure> failure = failure(file);
      if (failure.isPresent()) {
        found++;
        assertNamed(failure.get(), "byte " + at);
      }
    }
    assertThat(found).isBetween(FOOTER_FLIPS / 4, FOOTER_FLIPS - 5);
  }

  /** Where groups of rows, the columns in them and their pages begin, and where the footer does. */
  private TreeSet<Long> boundaries(Path file) throws IOException {
    TreeSet<Long> places = new TreeSet<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      assertThat(reader.getFooter().getBlocks()).hasSizeGreaterThan(2);
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          places.add(chunk.getStartingPos());
          places.add(chunk.getStartingPos() + chunk.getTotalSize());
          OffsetIndex pages = reader.readOffsetIndex(chunk);
          for (int i = 0; i < pages.getPageCount(); i++) {
            places.add(pages.getOffset(i));
          }
        }
      }
    }
    return places;
  }

  private static void assertNamed(JobFailure failure, String what) {
    assertThat(failure.exitCode()).as(what).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure).as(what).hasMessageContaining("part-0.parquet");
  }

  @Test
  void whatIsCutOffOrLostAtAnyBoundaryIsDamage() throws IOException {
    byte[] whole = write("snappy", "v1");
    Path file = Files.createDirectories(home.resolve("t")).resolve("part-0.parquet");
    Files.write(file, whole);
    List<Long> places = List.copyOf(boundaries(file));
    assertThat(places).hasSizeGreaterThan(50);
    TreeSet<Long> lengths = new TreeSet<>(places);
    for (long i = 0; i <= 12; i++) {
      lengths.add(i);
      lengths.add(whole.length - 1 - i);
    }
    for (long length : lengths) {
      Files.write(file, Arrays.copyOf(whole, (int) length));
      assertNamed(failure(file).orElseThrow(), "cut at " + length);
    }
    int unseen = 0;
    for (int i = 0; i + 1 < places.size(); i++) {
      int from = places.get(i).intValue();
      int to = places.get(i + 1).intValue();
      byte[] without = Arrays.copyOf(whole, whole.length - (to - from));
      System.arraycopy(whole, to, without, from, whole.length - to);
      Files.write(file, without);
      String what = "without " + from + " to " + to;
      Optional<JobFailure> failure = failure(file);
      if (failure.isPresent()) {
        assertNamed(failure.get(), what);
      } else if (unseen++ % EVERY == 0) {
        assertThatThrownBy(() -> rows(Optional.empty()))
            .as(what)
            .satisfies(e -> assertNamed(ReadFailures.translate((Exception) e).orElseThrow(), what));
      }
    }
    assertThat(unseen).isPositive();
  }
}
