package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldFailuresTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.glidepath.failure.JobFailure: columns.label\n\tat io.glidepath.ml.ElasticNetPath.fit",
        "Lost task 0.0 (TID 3): io.glidepath.failure.DamagedFile: /data/a.parquet",
        "[CAST_INVALID_INPUT] The value 'x' cannot be cast to \"DOUBLE\". SQLSTATE: 22018\n\tat",
        "[USER_RAISED_EXCEPTION] no such level SQLSTATE: P0001"
      })
  void whatTheJobTellsItselfIsTold(String message) {
    assertThat(ToldFailures.isTold(message, null)).isTrue();
    assertThat(ToldFailures.isTold("Exception in task 0.0", new RuntimeException(message)))
        .isTrue();
  }

  @Test
  void soIsAFailureOfOursBehindOthers() {
    Throwable failure = new JobFailure(ExitCode.BAD_DATA, "1 row cannot be used");
    assertThat(ToldFailures.isTold("in task", new RuntimeException("wrapped", failure))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.NullPointerException\n\tat io.glidepath.ml.ElasticNetPath.fit(ElasticNetPath.java)",
        "Lost task 0.0 (TID 3): java.io.IOException: no route to host",
        "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file a. SQLSTATE: KD001",
        ""
      })
  void faultsAreNot(String message) {
    assertThat(ToldFailures.isTold(message, null)).isFalse();
    assertThat(ToldFailures.isTold(null, new IllegalStateException(message))).isFalse();
  }

  @Test
  void whatFailsBecauseTheSessionStopsIsKeptOutOfTheLog() {
    ToldFailures filter = new ToldFailures();
    LogEvent hungUp = event(Level.ERROR, "Error sending result StreamResponse; closing connection");
    ToldFailures.keepOutOfTheLog();
    assertThat(filter.filter(hungUp)).isEqualTo(Filter.Result.NEUTRAL);
    ToldFailures.sessionStops();
    assertThat(filter.filter(hungUp)).isEqualTo(Filter.Result.DENY);
    assertThat(filter.filter(event(Level.INFO, "Successfully stopped SparkContext")))
        .isEqualTo(Filter.Result.NEUTRAL);
    ToldFailures.keepOutOfTheLog();
    assertThat(filter.filter(hungUp)).isEqualTo(Filter.Result.NEUTRAL);
  }

  private static LogEvent event(Level level, String message) {
    return Log4jLogEvent.newBuilder()
        .setLevel(level)
        .setMessage(new SimpleMessage(message))
        .build();
  }
}
