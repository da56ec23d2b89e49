package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import io.glidepath.faults.Deed;
import io.glidepath.faults.JobProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a JVM of its own can show: how it is ended, where it is, how much memory it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessIT {
  private static final String ROWS =
      "SELECT id, $a AS `Size I`, $b AS `\uD83D\uDE00`, IF($z < 0.5, '\u0131', 'I') AS zone, 2 * $a"
          + " - $b + IF($z < 0.3, 0.5D, 0D) + 0.3D * $e AS y FROM range(%d)";

  private Path home;
  private JobRun job;
  private Published expected;

  @BeforeAll
  void runOnce(@TempDir Path folder) {
    home = folder;
    job =
        JobRun.in(home)
            .with("columns { key = [id], label = y }")
            .with("model { tolerance = 1e-13, fold-tolerance = 1e-13 }")
            .table(ROWS.formatted(200));
    expected = job.run();
    expected.tables(); // reads them before other runs take their place
  }

  private JobProcess start(List<String> options, String... line) throws Exception {
    return JobProcess.start(home, options, line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^moments.*map", "ReadWrite"})
  void aSignalToEndPublishesNothingAndLeavesWhatWasThere(String where) throws Exception {
    Published run = new Published(home.resolve("out/r"));
    Map<String, String> before = run.bytes(true);
    try (JobProcess process = start(JobProcess.fault(Deed.SLOW, where), job.line("--force"))) {
      process.awaitFault();
      long begin = System.nanoTime();
      process.terminate();
      assertThat(process.code()).isEqualTo(143);
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(15));
      assertThat(process.out()).doesNotContain("Published");
      String[] err = process.err().split("\\R");
      assertThat(err[err.length - 1])
          .isEqualTo("error: interrupted: nothing is published. The same command begins anew.");
      assertThat(err)
          .filteredOn(line -> line.matches("\\s+at .*|.*Exception.*|error:.*"))
          .hasSize(1);
      assertThat(home.resolve("out/_staging")).doesNotExist();
    }
    assertThat(run.bytes(true)).isEqualTo(before);
    job.run("--force");
    assertThat(run.bytes(false))
        .isNotEmpty()
        .allSatisfy((k, v) -> assertThat(v).isEqualTo(before.get(k)));
    assertThat(home.resolve("out/_staging")).doesNotExist();
  }

  @Test
  void localeTimeZoneEncodingAndManyPartitionsMostOfThemEmptyDoNotMatter() throws Exception {
    Path skewed = home.resolve("skewed");
    JobRun.write(JobRun.sql(ROWS.formatted(200)).where("id < 190"), skewed, 1);
    append(ROWS.formatted(200) + " WHERE id >= 190", 10, skewed);
    for (int i = 0; i < 3; i++) {
      append(ROWS.formatted(200) + " WHERE id < 0", 1, skewed);
    }
    JobRun other =
        JobRun.in(home)
            .with("columns { key = [id], label = y }")
            .with("model { tolerance = 1e-13, fold-tolerance = 1e-13 }")
            .with("input.tables.t.path = \"" + skewed + "\", output.run-id = skewed");
    JobRun.Ended here = other.end();
    List<String> options =
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=US-ASCII",
            "-Dspark.sql.files.maxPartitionBytes=300");
    try (JobProcess process = start(options, other.line("--force"))) {
      assertThat(process.code()).as(process.err()).isZero();
      assertThat(process.out()).isEqualTo(here.out());
      assertThat(process.err()).contains("Sweeping 3 columns");
    }
    // not to the last bit: in a JVM where MLlib came first netlib has chosen another BLAS
    same(new Published(home.resolve("out/skewed")));
  }

  private static void append(String sql, int files, Path folder) {
    JobRun.sql(sql).repartition(files).write().mode("append").parquet(folder.toString());
  }

  private void same(Published run) {
    assertThat(run.features()).isEqualTo(expected.features());
    List<double[]> surface = run.surface();
    for (int i = 0; i < surface.size(); i++) {
      assertThat(surface.get(i)).containsExactly(expected.surface().get(i), within(1e-10));
    }
    for (int i = 0; i < expected.rows("folds").size(); i++) {
      assertThat(run.rows("folds").get(i).<Double>getAs("weight"))
          .isEqualTo(expected.rows("folds").get(i).<Double>getAs("weight"));
    }
  }

  @Test
  void aTemporaryDirectoryWithoutExecFallsBackToTheBlasOfTheJvm() throws Exception {
    Path temp = Files.createDirectory(home.resolve("noexec"));
    assumeMounted(temp, "noexec,size=300m");
    List<String> there =
        List.of("-Djava.io.tmpdir=" + temp, "-Dorg.bytedeco.javacpp.cachedir=" + temp);
    try {
      // Spark's Parquet is compressed by Snappy, whose library has to be unpacked too
      try (JobProcess process = start(there, job.line("--force"))) {
        assertThat(process.code()).as(process.err()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(process.err()).contains("mounted without exec", "-Djava.io.tmpdir");
      }
      List<String> elsewhere = new ArrayList<>(there);
      elsewhere.add("-Dorg.xerial.snappy.tempdir=" + home);
      try (JobProcess process = start(elsewhere, job.line("--force"))) {
        assertThat(process.code()).as(process.err()).isZero();
        Published run = new Published(home.resolve("out/r"));
        assertThat(run.json().at("/blas").toString()).contains("JVM").doesNotContain("OpenBLAS");
        same(run);
      }
    } finally {
      ended("umount", "-l", temp.toString());
    }
  }

  @Test
  void aDiskThatIsFullEndsWith74AndLeavesWhatWasThere() throws Exception {
    Path disk = Files.createDirectory(home.resolve("disk"));
    assumeMounted(disk, "size=4m");
    try {
      String there = "output.path=\"" + disk.resolve("out") + "\"";
      Published run = job.run("--set", there);
      Map<String, String> before = run.bytes(true);
      // room for no table at all, for some of them, and for all but the last
      for (int kilobytes : new int[] {8, 60, 120}) {
        Files.write(disk.resolve("other"), new byte[0]);
        long left = Files.getFileStore(disk).getUsableSpace() - (kilobytes << 10);
        Files.write(disk.resolve("other"), new byte[(int) left]);
        job.end("--force", "--set", there).failed(ExitCode.IO, disk.toString(), "no room left");
        assertThat(run.bytes(true)).as("%d KB left", kilobytes).isEqualTo(before);
        assertThat(disk.resolve("out/_staging")).doesNotExist();
      }
    } finally {
      ended("umount", "-l", disk.toString());
    }
  }

  private static void assumeMounted(Path directory, String options) throws Exception {
    Assumptions.assumeTrue(
        ended("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()) == 0,
        "no file system can be mounted here");
  }

  private static int ended(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (java.io.IOException e) {
      return 127; // there is no such command
    }
  }

  /** As many columns as are not refused do run in the memory there is. */
  @Test
  void whatIsNotRefusedFitsIntoTheMemory() throws Exception {
    long heap = 560L << 20;
    int columns = 100;
    while (fits(columns + 10, heap)) {
      columns += 10;
    }
    assertThat(columns).isBetween(200, 3000);
    StringBuilder sql = new StringBuilder("SELECT id, $y AS y");
    for (int j = 0; j < columns; j++) {
      sql.append(", $c").append(j).append(" AS c").append(j);
    }
    JobRun wide =
        JobRun.in(home)
            .with("input.tables.t.path = \"" + home.resolve("wide") + "\", output.run-id = wide")
            .table("wide", sql + " FROM range(300)", 2)
            .with("columns { key = [id], label = y }, model.tolerance = 1e-4");
    List<String> memory = List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError");
    try (JobProcess process = start(memory, wide.line())) {
      assertThat(process.code()).as(process.err()).isZero();
    }
  }

  private static boolean fits(int columns, long heap) {
    try {
      // the collector's heap is a little smaller than what -Xmx says
      CapacityTest.capacity(columns, 3, 4).requireOneJvm(2, heap * 29 / 30);
      return true;
    } catch (io.glidepath.failure.JobFailure e) {
      return false;
    }
  }
}
