package io.glidepath.job;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole jobs over a damaged Parquet file: they end in 65 and name the file, or in the numbers of
 * the undamaged one. What was published before stays as it is unless new numbers replace it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedInputIT {
  private static final long SEED = 20260106;
  private static final int FLIPS = 8;
  private static final String ROWS =
      "SELECT id, $a + $b + IF(id % 3 = 0, 1, 0) + $e AS y, IF(id % 7 = 1, NULL, $a) AS a, CAST(50"
          + " * $b AS INT) AS b, IF(id % 11 = 4, NULL, concat('level ', id % 3)) AS s FROM"
          + " range(500)";
  private static final String JOB =
      "columns { key = [id], label = y }, missing { numeric = mean, categorical = level }, sweep {"
          + " elastic-net-param = [1], reg-param { count = 2, min-ratio = 1e-2 } }, folds.count = 0,"
          + " output.mode = overwrite";

  private Path home;
  private Path file;
  private byte[] whole;
  private List<double[]> right;
  private Map<String, String> published;

  @BeforeAll
  void runOnce(@TempDir Path folder) throws IOException {
    home = folder;
    JobRun.sql(ROWS)
        .coalesce(1)
        .write()
        .option("parquet.block.size", 3000)
        .option("parquet.block.size.row.check.min", 50)
        .option("parquet.block.size.row.check.max", 50)
        .option("parquet.page.row.count.limit", 60)
        .parquet(home.resolve("w").toString());
    try (Stream<Path> files = Files.list(home.resolve("w"))) {
      Path written = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      whole = Files.readAllBytes(written);
    }
    // under another name, so that no checksum of the local file system stands beside it
    file = Files.createDirectories(home.resolve("t")).resolve("part-7.parquet");
    right = run(whole).orElseThrow().surface();
  }

  private Optional<Published> run(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    JobRun.Ended ended = JobRun.in(home).with(JOB).end("--force");
    Published run = new Published(home.resolve("out/r"));
    if (ended.code() == 0) {
      published = run.bytes(true);
      return Optional.of(run);
    }
    ended.failed(ExitCode.BAD_DATA, file.toString());
    assertThat(run.bytes(true)).isEqualTo(published);
    return Optional.empty();
  }

  /** Whether the damage was found. */
  private boolean found(byte[] bytes) throws IOException {
    Optional<Published> run = run(bytes);
    run.ifPresent(r -> assertThat(r.surface()).usingRecursiveComparison().isEqualTo(right));
    return run.isEmpty();
  }

  private long footer() {
    int end = whole.length - 8;
    return end - Integer.toUnsignedLong(ByteBuffer.wrap(whole).order(LITTLE_ENDIAN).getInt(end));
  }

  @Test
  void flippedBytes() throws IOException {
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      Random random = new Random(SEED + i);
      boolean data = i % 2 == 0;
      int from = data ? 4 : (int) footer();
      int at = from + random.nextInt((data ? (int) footer() : whole.length) - from);
      byte[] bad = whole.clone();
      bad[at] ^= (byte) (1 + random.nextInt(255));
      try {
        found += found(bad) ? 1 : 0;
      } catch (Throwable e) {
        throw new AssertionError("seed " + (SEED + i) + ", byte " + at + " of " + whole.length, e);
      }
    }
    assertThat(found).isBetween(FLIPS / 3, FLIPS);
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    BlockMetaData group;
    Files.write(file, whole);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))) {
      assertThat(reader.getFooter().getBlocks()).hasSizeGreaterThan(2);
      group = reader.getFooter().getBlocks().get(1);
    }
    List<Long> lengths = new ArrayList<>(List.of(0L, 4L, footer(), whole.length - 8L));
    lengths.add(group.getStartingPos());
    lengths.add(group.getColumns().get(2).getStartingPos());
    for (long length : lengths) {
      assertThat(found(Arrays.copyOf(whole, (int) length))).as("cut at " + length).isTrue();
    }
  }
}
