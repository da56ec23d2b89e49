package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {

  /** Holds nothing but what Spark writes down of itself. */
  private static ClassLoader spark(String version) {
    return new ClassLoader(null) {
      @Override
      public InputStream getResourceAsStream(String name) {
        return name.equals("spark-version-info.properties")
            ? new ByteArrayInputStream(
                ("version=" + version + "\nuser=\n").getBytes(StandardCharsets.UTF_8))
            : null;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.9", "3.5.0-amzn-1", "2.4.8"})
  void refusesSparkBeforeFour(String version) {
    assertThatThrownBy(() -> SparkVersion.require(spark(version)))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERNAL))
        .hasMessageContaining("This is Spark " + version + ".")
        .hasMessageContaining("needs Spark 4.0 or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.0.0", "4.3.0-SNAPSHOT", "10.1.0", "unknown", ""})
  void goesOnWithFourAndWithWhatDoesNotTell(String version) {
    assertThatCode(() -> SparkVersion.require(spark(version))).doesNotThrowAnyException();
  }

  @Test
  void findsTheVersionOfTheSparkThatIsThere() {
    assertThatCode(SparkVersion::require).doesNotThrowAnyException();
    assertThat(SparkVersion.class.getClassLoader().getResource("spark-version-info.properties"))
        .isNotNull();
  }
}
