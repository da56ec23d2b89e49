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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HDFS, and what it may refuse. */
class HdfsIT extends StorageContract {
  private final DistributedFileSystem hdfs = MiniHadoop.hdfs().fileSystem();

  @Override
  String root() {
    return MiniHadoop.hdfs().uri().toString();
  }

  @Override
  void forbidRuns() throws IOException {
    long names = hdfs.getContentSummary(base()).getFileAndDirectoryCount();
    hdfs.setQuota(base(), names + 12, HdfsConstants.QUOTA_RESET);
  }

  @Override
  void assertForbidden(JobRun.Ended ended) {
    ended.failed(ExitCode.IO, "quota");
  }

  @Override
  void allowRuns() throws IOException {
    hdfs.setQuota(base(), HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
  }

  @Test
  void whatMayNotBeReadOrWrittenEndsWith77() throws Exception {
    publishes(remote().end());
    List<String> before = state("out");
    JobRun.Ended ended = as("eve", () -> remote().end("--force"));
    ended.failed(ExitCode.PERMISSION, at("out").toString(), "Permission denied", "eve");
    assertThat(state("out")).isEqualTo(before);
    hdfs.setPermission(at("t"), new FsPermission((short) 0700));
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
    long names = hdfs.getContentSummary(base()).getFileAndDirectoryCount();
    // before anything is staged, among the tables, and in the model that Spark saves
    for (int more : new int[] {0, 6, 16}) {
      hdfs.setQuota(base(), names + more, HdfsConstants.QUOTA_RESET);
      remote().end("--force").failed(ExitCode.IO, at("out").toString(), "quota", "no room left");
      assertThat(state("out")).as("%d more names", more).isEqualTo(before);
      assertThat(names("out")).containsExactly("r");
    }
    hdfs.setQuota(base(), HdfsConstants.QUOTA_RESET, 1 << 20);
    remote().end("--force").failed(ExitCode.IO, at("out").toString(), "DiskSpace quota", "no room");
    allowRuns();
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
      driver.killWhen(() -> hdfs.globStatus(at("out/_staging/*/r/*")).length > 0);
    }
    assertThat(state("out/r")).isEqualTo(before);
    assertThat(names("out")).contains("_staging");
    publishes(remote().end("--force"));
    assertThat(state("out/r")).isNotEqualTo(before);
    assertThat(names("out")).containsExactly("r");
  }

  /** HDFS keeps a checksum of every 512 bytes, and this is its only copy of them. */
  @Test
  void aBlockThatItsChecksumContradictsEndsWith65AndItsFileIsNamed() throws Exception {
    upload(ROWS + " WHERE id <> 17"); // a table that no other test has
    FileStatus file = Arrays.stream(hdfs.globStatus(at("t/*.parquet"))).findFirst().orElseThrow();
    byte[] content;
    try (var in = hdfs.open(file.getPath())) {
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
    assertThat(hdfs.exists(at("out/r"))).isFalse();
  }
}
