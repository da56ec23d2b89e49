package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import io.glidepath.faults.JobProcess;
import io.glidepath.server.MiniHadoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job from HDFS to HDFS, and what HDFS may refuse. */
class HdfsIT {
  private static final String ROWS = "SELECT id, $a + $e AS y, $a AS a, $b AS b FROM range(40)";

  @TempDir Path home;

  private final DistributedFileSystem fs = MiniHadoop.hdfs().fileSystem();
  private org.apache.hadoop.fs.Path base;

  @BeforeEach
  void upload() throws IOException {
    base = new org.apache.hadoop.fs.Path(MiniHadoop.hdfs().uri() + "/" + home.getFileName());
    fs.mkdirs(base);
    upload(ROWS);
  }

  private void upload(String rows) throws IOException {
    local().table(rows);
    fs.delete(at("t"), true);
    fs.copyFromLocalFile(new org.apache.hadoop.fs.Path(home.resolve("t").toString()), at("t"));
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(base, name);
  }

  private JobRun local() {
    return JobRun.in(home).with("columns { key = [id], label = y }");
  }

  private JobRun remote() {
    return remote(local());
  }

  private JobRun remote(JobRun job) {
    return job.with("input.tables.t.path = \"" + at("t") + "\"")
        .with("output.path = \"" + at("out") + "\"");
  }

  private static String publishes(JobRun.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().strip().lines().reduce((a, b) -> b).orElseThrow();
  }

  /** The published run, brought here. */
  private Published published(String copy) throws IOException {
    Path here = home.resolve(copy);
    fs.copyToLocalFile(at("out/r"), new org.apache.hadoop.fs.Path(here.toString()));
    return new Published(here);
  }

  private List<String> state(String directory) throws IOException {
    List<String> state = new ArrayList<>();
    var files = fs.listFiles(at(directory), true);
    while (files.hasNext()) {
      FileStatus f = files.next();
      state.add(f.getPath() + " " + f.getLen() + " " + f.getModificationTime());
    }
    return state.stream().sorted().toList();
  }

  private List<String> names(String directory) throws IOException {
    return Arrays.stream(fs.listStatus(at(directory))).map(s -> s.getPath().getName()).toList();
  }

  @Test
  void publishesTheTablesOfALocalRunAndFindsThemAgain() throws Exception {
    Published here = local().run();
    assertThat(publishes(remote().end())).isEqualTo("Published " + at("out/r"));
    Published there = published("first");
    assertThat(there.bytes(false)).isEqualTo(here.bytes(false));
    assertThat(there.json().get("inputs").get("files").get(0).get("path").asText())
        .startsWith(at("t").toString());
    assertThat(
            there
                .model()
                .transform(here.frame("paths").sparkSession().read().parquet(at("t").toString()))
                .count())
        .isEqualTo(40);
    there.assertReportIsMadeAgain(at("out/r").toString(), () -> published("again"));
    List<String> before = state("out");
    assertThat(publishes(remote().end())).isEqualTo("Published " + at("out/r"));
    assertThat(state("out")).isEqualTo(before);
    remote().with("folds.seed = 9").end().failed(ExitCode.OUTPUT_EXISTS, "out/r");
    assertThat(state("out")).isEqualTo(before);
    publishes(remote().with("folds.seed = 9, output.mode = overwrite").end());
    assertThat(published("second").json().get("seed").asLong()).isEqualTo(9);
    assertThat(names("out")).containsExactly("r");
  }

  @Test
  void whatMayNotBeReadOrWrittenEndsWith77() throws Exception {
    publishes(remote().end());
    List<String> before = state("out");
    JobRun.Ended ended = as("eve", () -> remote().end("--force"));
    ended.failed(ExitCode.PERMISSION, at("out").toString(), "Permission denied", "eve");
    assertThat(state("out")).isEqualTo(before);
    fs.setPermission(at("t"), new FsPermission((short) 0700));
    as("eve", () -> remote().end()).failed(ExitCode.PERMISSION, "ermission denied", "/t");
  }

  private static JobRun.Ended as(String user, PrivilegedExceptionAction<JobRun.Ended> work)
      throws Exception {
    return UserGroupInformation.createRemoteUser(user).doAs(work);
  }

  @Test
  void aQuotaThatIsExceededEndsWith74WhereverItStrikes() throws Exception {
    publishes(remote().end());
    List<String> before = state("out");
    long names = fs.getContentSummary(base).getFileAndDirectoryCount();
    // before anything is staged, among the tables, and in the model that Spark saves
    for (int more : new int[] {0, 6, 16}) {
      fs.setQuota(base, names + more, HdfsConstants.QUOTA_RESET);
      remote().end("--force").failed(ExitCode.IO, at("out").toString(), "quota", "no room left");
      assertThat(state("out")).as("%d more names", more).isEqualTo(before);
      assertThat(names("out")).containsExactly("r");
    }
    fs.setQuota(base, HdfsConstants.QUOTA_RESET, 1 << 20);
    remote().end("--force").failed(ExitCode.IO, at("out").toString(), "DiskSpace quota", "no room");
    fs.setQuota(base, HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
    assertThat(state("out")).isEqualTo(before);
    publishes(remote().end("--force"));
    assertThat(names("out")).containsExactly("r");
  }

  @Test
  void ofTwoRunsAtOnceOnePublishes(@TempDir Path other) throws Exception {
    JobRun one = remote().with("folds.seed = 1");
    JobRun two =
        remote(JobRun.in(other).with("columns { key = [id], label = y }")).with("folds.seed = 2");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Integer> codes = new ArrayList<>();
    for (Future<JobRun.Ended> end :
        threads.invokeAll(
            Stream.of(one, two)
                .<java.util.concurrent.Callable<JobRun.Ended>>map(run -> () -> run.end())
                .toList())) {
      codes.add(end.get().code());
    }
    threads.shutdown();
    assertThat(codes).containsOnlyOnce(0).isSubsetOf(0, 73, 75);
    assertThat(published("winner").json().get("seed").asLong()).isEqualTo(1 + codes.indexOf(0));
    assertThat(names("out")).containsExactly("r");
  }

  @Test
  void aDriverThatIsKilledWhileItWritesLeavesTheOldRun() throws Exception {
    publishes(remote().end());
    List<String> before = state("out/r");
    try (JobProcess driver = JobProcess.start(home, List.of(), remote().line("--force"))) {
      driver.killWhen(() -> fs.globStatus(at("out/_staging/*/r/*")).length > 0);
    }
    assertThat(state("out/r")).isEqualTo(before);
    assertThat(names("out")).contains("_staging");
    publishes(remote().end("--force"));
    assertThat(state("out/r")).isNotEqualTo(before);
    assertThat(names("out")).containsExactly("r");
  }

  /** {@link CheckpointIT} kills a process; what it leaves is the same. */
  @Test
  void aSweepThatFailsGoesOnFromItsCheckpoint() throws Exception {
    upload(KilledSweep.ROWS);
    JobRun job = remote(KilledSweep.job(home));
    long names = fs.getContentSummary(base).getFileAndDirectoryCount();
    fs.setQuota(base, names + 12, HdfsConstants.QUOTA_RESET); // for the checkpoint, not for a run
    JobRun.command(SessionActions.EVERY_TIME, job.line()).failed(ExitCode.IO, "quota");
    fs.setQuota(base, HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
    publishes(job.end());
    new KilledSweep(home, fs, at("out")).assertContinued(published("continued"));
  }

  /** HDFS keeps a checksum of every 512 bytes, and this is its only copy of them. */
  @Test
  void aBlockThatItsChecksumContradictsEndsWith65AndItsFileIsNamed() throws Exception {
    upload(ROWS + " WHERE id <> 17"); // a table that no other test has
    FileStatus file = Arrays.stream(fs.globStatus(at("t/*.parquet"))).findFirst().orElseThrow();
    byte[] content;
    try (var in = fs.open(file.getPath())) {
      content = in.readAllBytes();
    }
    int changed = 0;
    try (Stream<Path> blocks = Files.walk(MiniHadoop.hdfs().configurationDirectory().getParent())) {
      for (Path block : blocks.filter(Files::isRegularFile).toList()) {
        if (Files.size(block) == content.length
            && Arrays.equals(Files.readAllBytes(block), content)) {
          byte[] bad = content.clone();
          bad[bad.length / 3] ^= 1;
          Files.write(block, bad);
          changed++;
        }
      }
    }
    assertThat(changed).isEqualTo(1);
    remote().end().failed(ExitCode.BAD_DATA, file.getPath().toString(), "Checksum");
    assertThat(fs.exists(at("out/r"))).isFalse();
  }
}
