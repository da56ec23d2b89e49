package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.mapred.InvalidInputException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("system properties are those of the JVM")
class FailureTest {

  private static int code(Throwable thrown) {
    return Failure.of(thrown).code();
  }

  @Test
  void knowsFailuresOfTheJobHoweverWrapped() {
    Throwable known = new JobFailure(ExitCode.OUTPUT_EXISTS, "out/r is there already.");
    assertThat(Failure.of(new ExecutionException(new SparkException("aborted", known))))
        .isEqualTo(new Failure(73, "out/r is there already."));
    assertThat(code(new IOException(known))).isEqualTo(73);
  }

  @Test
  void knowsInputOutputAndPermission() {
    assertThat(code(new FileNotFoundException("x"))).isEqualTo(66);
    assertThat(code(new NoSuchFileException("x"))).isEqualTo(66);
    assertThat(code(new InvalidInputException(java.util.List.of(new IOException("x")))))
        .isEqualTo(66);
    assertThat(code(new FileNotFoundException("x (Permission denied)"))).isEqualTo(77);
    assertThat(code(new AccessDeniedException("x"))).isEqualTo(77);
    assertThat(code(new AccessControlException("x"))).isEqualTo(77);
    assertThat(code(new UncheckedIOException(new IOException("disk full")))).isEqualTo(74);
    assertThat(code(new SparkException("aborted", new IOException("disk full")))).isEqualTo(74);
    assertThat(Failure.of(new RuntimeException(new IOException("disk full"))).message())
        .isEqualTo("Reading or writing failed: disk full");
  }

  @Test
  void everythingElseIsInternalWithItsCauses() {
    Failure failure =
        Failure.of(new IllegalStateException("a\nsecond line", new OutOfMemoryError("heap")));
    assertThat(failure.code()).isEqualTo(70);
    assertThat(failure.message())
        .contains("IllegalStateException: a\n  caused by OutOfMemoryError: heap")
        .contains("--driver-memory")
        .doesNotContain("second line");
  }

  @Test
  void survivesCircularCausesAndMissingMessages() {
    Exception a = new RuntimeException();
    a.initCause(new RuntimeException(null, a));
    assertThat(Failure.of(a).message()).contains("RuntimeException");
    assertThat(Failure.of(new RuntimeException("")).code()).isEqualTo(70);
  }

  @Test
  void sparksWayToExitCarriesTheCodeAndNoCause() throws Exception {
    Exception sparks = Exit.sparkWay(78);
    assertThat(sparks.getClass().getMethod("exitCode").invoke(sparks)).isEqualTo(78);
    assertThat(sparks.getCause()).isNull();
  }

  @Test
  void yarnsWayToExitTellsCodeAndWords() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
    try {
      assertThatThrownBy(() -> Exit.with(65, "The table is empty."))
          .hasMessage("ended with 65: The table is empty.")
          .hasNoCause()
          .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.submit.deployMode");
    }
  }
}
