package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import io.glidepath.faults.JobProcess;
import io.glidepath.server.S3;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.Statistic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3 over Hadoop's S3A: a store that cannot rename, with keys that nobody may learn. */
class ObjectStoreIT extends StorageContract {
  private static final int PART = 5 << 20;

  /** Tells what it renames, and fails where it is told to. */
  public static final class Watched extends S3AFileSystem {
    static final List<String> RENAMED = new CopyOnWriteArrayList<>();
    static volatile String forbidden = "nothing";

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      RENAMED.add(from.toUri().getPath());
      return super.rename(from, to);
    }

    @Override
    public org.apache.hadoop.fs.FSDataOutputStream create(
        org.apache.hadoop.fs.Path f,
        org.apache.hadoop.fs.permission.FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        org.apache.hadoop.util.Progressable progress)
        throws IOException {
      if (f.toString().contains(forbidden)) {
        throw new org.apache.hadoop.security.AccessControlException("not " + f.getName());
      }
      return super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress);
    }
  }

  @BeforeAll
  static void connect() {
    S3.server().settings().forEach(hadoop()::set);
    hadoop().set("fs.s3a.impl", Watched.class.getName());
    hadoop().set("fs.s3a.multipart.size", String.valueOf(PART));
    hadoop().set("fs.s3a.multipart.threshold", String.valueOf(PART));
  }

  @AfterAll
  static void disconnect() {
    S3.server().settings().keySet().forEach(hadoop()::unset);
    List.of("impl", "multipart.size", "multipart.threshold")
        .forEach(k -> hadoop().unset("fs.s3a." + k));
  }

  @BeforeEach
  void forget() {
    Watched.RENAMED.clear();
    Watched.forbidden = "nothing";
  }

  @Override
  String root() {
    return "s3a://" + S3.BUCKET;
  }

  @Override
  void forbidRuns() {
    Watched.forbidden = "/folds/";
  }

  @Override
  void assertForbidden(JobRun.Ended ended) {
    ended.failed(ExitCode.PERMISSION, "not ");
  }

  @Override
  void allowRuns() {
    Watched.forbidden = "nothing";
  }

  /** Spark's committer renames within the models it saves; nothing that we write is renamed. */
  @AfterEach
  void nothingIsRenamed() {
    assertThat(Watched.RENAMED)
        .allMatch(p -> p.matches(".*/r/(model|stages)/.*") && p.contains("_temporary"));
  }

  @Test
  void aFailureInTheMiddleLeavesNoRunJson() throws Exception {
    publishes(remote().end());
    for (String file : List.of("/folds/", "/model/", "run.json")) {
      Watched.forbidden = file;
      remote().end("--force").failed(ExitCode.PERMISSION, at("out/r").toString(), "not ");
      assertThat(fs().exists(at("out/r/run.json"))).as(file).isFalse();
    }
    allowRuns();
    publishes(remote().end());
    assertThat(names("out")).containsExactly("r");
    published("after").json();
  }

  @Test
  void aTableAboveThePartSizeIsUploadedInParts() throws Exception {
    StringBuilder columns = new StringBuilder("SELECT id, $y AS y");
    for (int i = 0; i < 80; i++) {
      columns.append(", $c").append(i).append(" AS c").append(i);
    }
    upload(columns + " FROM range(90)");
    String wide =
        "sweep { elastic-net-param = [0, 0.01, 0.02, 0.03, 0.04, 0.05], reg-param { count = 1000,"
            + " min-ratio = 1e-3 } }, folds.count = 0";
    Published here = local().with(wide).run();
    long completed = uploads();
    publishes(remote().with(wide).end());
    assertThat(largest()).isGreaterThan(PART);
    assertThat(uploads()).isGreaterThan(completed);
    String table = "coefficients/part-00000.parquet";
    assertThat(published("parts").bytes(false).get(table)).isEqualTo(here.bytes(false).get(table));
  }

  private long uploads() {
    return ((S3AFileSystem) fs())
        .getIOStatistics()
        .counters()
        .getOrDefault(Statistic.OBJECT_MULTIPART_UPLOAD_INITIATED.getSymbol(), 0L);
  }

  private long largest() throws IOException {
    long largest = 0;
    var files = fs().listFiles(at("out/r"), true);
    while (files.hasNext()) {
      largest = Math.max(largest, files.next().getLen());
    }
    return largest;
  }

  @Test
  void keysAreNeverTold() throws Exception {
    String url = "s3a://" + S3.KEY + ":" + "pa55word" + "@" + S3.BUCKET + "/x";
    JobRun.Ended output = local().with("output.path = \"" + url + "\"").end();
    JobRun.Ended input = local().with("input.tables.t.path = \"" + url + "\"").end();
    JobRun.Ended options =
        remote()
            .with(
                "input.tables.t.options { \"fs.s3a.secret.key\" = \""
                    + S3.SECRET
                    + "\", \"fs.s3a.access.key\" = "
                    + S3.KEY
                    + " }")
            .end();
    publishes(options);
    assertThat(output.code()).as(output.out()).isNotZero();
    assertThat(input.code()).as(input.out()).isNotZero();
    for (JobRun.Ended ended : List.of(output, input, options)) {
      assertThat(ended.out() + ended.err()).doesNotContain("pa55word", S3.SECRET, S3.KEY);
    }
    assertThat(Files.readString(published("told").directory().resolve("run.json")))
        .doesNotContain(S3.SECRET, S3.KEY);
  }

  @Test
  void keysAreNotInTheLogOfAProcess() throws Exception {
    List<String> options = settings();
    options.add("-Dspark.logConf=true");
    // instead of ours: all that Spark tells at INFO
    options.add("-Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties");
    JobRun one =
        remote().with("sweep { elastic-net-param = [0], reg-param = [0.1] }, folds.count = 0");
    try (JobProcess process = JobProcess.start(home, options, one.line("--verbose"))) {
      assertThat(process.code()).as(process.err()).isZero();
      assertThat(process.out() + process.err())
          .contains("INFO SparkContext: Spark configuration", "Published " + at("out/r"))
          .doesNotContain(S3.SECRET, S3.KEY);
    }
  }

  /** What tells a JVM's Spark how to reach the server. */
  private static List<String> settings() {
    List<String> settings = new ArrayList<>();
    S3.server().settings().forEach((key, v) -> settings.add("-Dspark.hadoop." + key + "=" + v));
    return settings;
  }
}
