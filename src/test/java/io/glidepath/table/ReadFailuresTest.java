package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.DamagedFile;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

class ReadFailuresTest {
  private static ExitCode code(Throwable thrown) {
    return ReadFailures.translate(thrown).map(JobFailure::exitCode).orElse(null);
  }

  @Test
  void theWholeChainOfCausesIsSearched() {
    Throwable deep = new RuntimeException(new IOException(new AccessControlException("no")));
    assertThat(code(deep)).isEqualTo(ExitCode.PERMISSION);
    assertThat(code(new AccessDeniedException("s3a://b/k"))).isEqualTo(ExitCode.PERMISSION);
    assertThat(code(new FileNotFoundException("/x/part-0 (Permission denied)")))
        .isEqualTo(ExitCode.PERMISSION);
    assertThat(code(new FileNotFoundException("/x/part-0"))).isEqualTo(ExitCode.RETRY);
  }

  @Test
  void anExecutorsTextIsEnough() {
    String text =
        "Job aborted due to stage failure: Task 3 in stage 1.0 failed 4 times: SparkException:"
            + " [FAILED_READ_FILE.NO_HINT] Encountered error while reading file"
            + " s3a://lake/my data/part-7.parquet. SQLSTATE: KD001";
    JobFailure failure = ReadFailures.translate(new RuntimeException(text)).orElseThrow();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure).hasMessageContaining("s3a://lake/my data/part-7.parquet is damaged");
  }

  @Test
  void parquetNamesItsFile() {
    JobFailure failure =
        ReadFailures.translate(
                new ParquetDecodingException(
                    "Can not read value at 1 in block 0 in file file:/d/a b.parquet"))
            .orElseThrow();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure).hasMessageContaining("file:/d/a b.parquet is damaged");
  }

  @Test
  void whatIsNoDecodersPassesAsItIs() {
    IOException checked = new IOException("connection reset");
    assertThatThrownBy(() -> DamagedFile.orSame(checked, () -> "part-0")).isSameAs(checked);
    IllegalStateException decoder = new IllegalStateException("page");
    decoder.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("org.apache.parquet.X", "read", null, 1)});
    assertThat(DamagedFile.orSame(decoder, () -> "part-0"))
        .isInstanceOf(DamagedFile.class)
        .hasMessageContaining("part-0");
  }

  @Test
  void storageThatDoesNotAnswerIsNoDamage() {
    assertThat(DamagedFile.isStorage(new IOException("connection reset"))).isTrue();
    assertThat(DamagedFile.isStorage(new SocketTimeoutException())).isTrue();
    assertThat(DamagedFile.isStorage(new EOFException())).isFalse();
    IOException checksum = new ChecksumException("t", 7);
    assertThat(DamagedFile.isStorage(checksum)).isFalse();
    assertThat(DamagedFile.orSame(checksum, () -> "part-0")).isInstanceOf(DamagedFile.class);
    assertThat(DamagedFile.isStorage(new IllegalStateException())).isFalse();
    for (String decoder : List.of("org.xerial.snappy.SnappyNative", "org.apache.parquet.Ints")) {
      IOException thrown = new IOException("FAILED_TO_UNCOMPRESS");
      thrown.setStackTrace(
          new StackTraceElement[] {new StackTraceElement(decoder, "read", null, 1)});
      assertThat(DamagedFile.isStorage(thrown)).as(decoder).isFalse();
    }
  }

  @Test
  void aFailureStaysAsItIsAndOthersAreLeftAlone() {
    JobFailure failure = new JobFailure(ExitCode.BAD_DATA, "x");
    assertThat(ReadFailures.translate(new RuntimeException(failure))).containsSame(failure);
    assertThat(ReadFailures.translate(new IllegalStateException("other"))).isEmpty();
    Exception loop = new Exception("a");
    loop.initCause(new Exception("b", loop));
    assertThat(ReadFailures.translate(loop)).isEmpty();
  }

  @Test
  void datesOfWhichSparkAsksInWhichCalendarTheyAre() {
    String ancient =
        "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.READ_ANCIENT_DATETIME] You may get a different result"
            + " due to the upgrading to Spark >= 3.0: \nreading dates ...";
    String week =
        "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION] You may get a different"
            + " result due to the upgrading to Spark >= 3.0:\nFail to recognize 'YYYY-MM' pattern in"
            + " the DateTimeFormatter.\n1) You can set ...";
    String parser =
        "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER] You may get a different"
            + " result due to the upgrading to Spark >= 3.0:\nFail to parse '1/2/20' in the new"
            + " parser. You can set ...";
    for (String[] each :
        new String[][] {
          {ancient, "datetimeRebaseMode"}, {week, "yyyy"}, {parser, "Fail to parse '1/2/20'"}
        }) {
      // a task's error may come with Spark's words about the file around it
      Throwable thrown =
          new RuntimeException(
              "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file f. SQLSTATE",
              new IllegalStateException(each[0]));
      JobFailure failure = ReadFailures.translate(thrown).orElseThrow();
      assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(failure).hasMessageContaining(each[1]);
      assertThat(failure.getMessage()).doesNotContain("You can set").hasSizeLessThan(500);
    }
  }
}
