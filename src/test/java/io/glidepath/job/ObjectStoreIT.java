package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.faults.JobProcess;
import io.glidepath.server.S3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.Statistic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job from S3 to S3, over Hadoop's S3A. */
class ObjectStoreIT {
  private static final String ROWS = "SELECT id, $a + $e AS y, $a AS a, $b AS b FROM range(40)";
  private static final int PART = 5 << 20;

  @TempDir Path home;

  private FileSystem fs;
  private org.apache.hadoop.fs.Path base;

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

  private static Configuration hadoop() {
    return SharedSpark.session().sparkContext().hadoopConfiguration();
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
  void upload() throws IOException {
    base = new org.apache.hadoop.fs.Path("s3a://" + S3.BUCKET + "/" + home.getFileName());
    fs = base.getFileSystem(hadoop());
    upload(ROWS);
    Watched.RENAMED.clear();
    Watched.forbidden = "nothing";
  }

  /**
   * By plain writes: copyFromLocalFile signs its uploads in a way that the server does not know.
   */
  private void upload(String rows) throws IOException {
    local().table(rows);
    fs.delete(at("t"), true);
    FileUtil.copy(home.resolve("t").toFile(), fs, at("t"), false, hadoop());
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

  private static JobRun.Ended done(JobRun.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  private Published published(String copy) throws IOException {
    Path here = home.resolve(copy);
    fs.copyToLocalFile(at("out/r"), new org.apache.hadoop.fs.Path(here.toString()));
    return new Published(here);
  }

  private List<String> state() throws IOException {
    List<String> state = new ArrayList<>();
    var files = fs.listFiles(at("out"), true);
    while (files.hasNext()) {
      FileStatus f = files.next();
      state.add(f.getPath() + " " + f.getLen() + " " + f.getModificationTime());
    }
    return state.stream().sorted().toList();
  }

  private List<String> names() throws IOException {
    return Arrays.stream(fs.listStatus(at("out"))).map(s -> s.getPath().getName()).toList();
  }

  @Test
  void publishesTheTablesOfALocalRunInPlaceAndFindsThemAgain() throws Exception {
    Published here = local().run();
    JobRun.Ended first = done(remote().end());
    assertThat(first.out().strip()).endsWith("Published " + at("out/r"));
    // Spark's committer renames within the models it saves; nothing that we write is renamed
    assertThat(Watched.RENAMED)
        .allMatch(p -> p.matches(".*/r/(model|stages)/.*") && p.contains("_temporary"));
    Published there = published("first");
    assertThat(there.bytes(false)).isEqualTo(here.bytes(false));
    there.assertReportIsMadeAgain(at("out/r").toString(), () -> published("again"));
    assertThat(names()).containsExactly("r");
    List<String> before = state();
    assertThat(done(remote().end()).out().strip()).isEqualTo("Published " + at("out/r"));
    assertThat(state()).isEqualTo(before);
    remote().with("folds.seed = 9").end().failed(ExitCode.OUTPUT_EXISTS, "out/r");
    done(remote().with("folds.seed = 9, output.mode = overwrite").end());
    assertThat(published("second").json().get("seed").asLong()).isEqualTo(9);
    assertThat(names()).containsExactly("r");
  }

  @Test
  void aFailureInTheMiddleLeavesNoRunJson() throws Exception {
    done(remote().end());
    for (String file : List.of("/folds/", "/model/", "run.json")) {
      Watched.forbidden = file;
      remote().end("--force").failed(ExitCode.PERMISSION, at("out/r").toString(), "not ");
      assertThat(fs.exists(at("out/r/run.json"))).as(file).isFalse();
      Watched.forbidden = "nothing";
      done(remote().end());
      assertThat(names()).containsExactly("r");
      published("after" + file.replace('/', '-')).json();
    }
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
    done(remote().with(wide).end());
    assertThat(largest()).isGreaterThan(PART);
    assertThat(uploads()).isGreaterThan(completed);
    String table = "coefficients/part-00000.parquet";
    assertThat(published("parts").bytes(false).get(table)).isEqualTo(here.bytes(false).get(table));
  }

  private long uploads() {
    return ((S3AFileSystem) fs)
        .getIOStatistics()
        .counters()
        .getOrDefault(Statistic.OBJECT_MULTIPART_UPLOAD_INITIATED.getSymbol(), 0L);
  }

  private long largest() throws IOException {
    long largest = 0;
    var files = fs.listFiles(at("out/r"), true);
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
    done(options);
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
    try (JobProcess process = JobProcess.start(home, options, remote().line("--verbose"))) {
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

  /** {@link CheckpointIT} kills a process; what it leaves is the same. */
  @Test
  void aSweepThatFailsGoesOnFromItsCheckpoint() throws Exception {
    upload(KilledSweep.ROWS);
    JobRun job = remote(KilledSweep.job(home));
    Watched.forbidden = "/folds/";
    JobRun.command(SessionActions.EVERY_TIME, job.line()).failed(ExitCode.PERMISSION, "not ");
    Watched.forbidden = "nothing";
    done(job.end());
    new KilledSweep(home, fs, at("out")).assertContinued(published("continued"));
  }
}
