package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
  void aFailureStaysAsItIsAndOthersAreLeftAlone() {
    JobFailure failure = new JobFailure(ExitCode.BAD_DATA, "x");
    assertThat(ReadFailures.translate(new RuntimeException(failure))).containsSame(failure);
    assertThat(ReadFailures.translate(new IllegalStateException("other"))).isEmpty();
    Exception loop = new Exception("a");
    loop.initCause(new Exception("b", loop));
    assertThat(ReadFailures.translate(loop)).isEmpty();
  }
}
