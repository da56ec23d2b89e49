package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputOverlapTest {
  private static final Configuration HADOOP = new Configuration(false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/lake/sales          | /lake/sales",
        "/lake/sales          | /lake/sales/out",
        "/lake/sales          | file:///lake/sales/out",
        "/lake/*              | /lake/out",
        "/lake/{a,out}        | /lake/out",
        "/lake/{a,b/out}      | /lake/b/out",
        "/lake/*/coefficients | /lake",
        "/lake/out/r          | /lake/out",
        "/lake/out/r/paths    | /lake/out",
        "/lake/./x/../out     | /lake/out",
        "data                 | data/out",
        "/                    | /lake/out",
      })
  void refused(String input, String output) {
    assertThatThrownBy(() -> OutputOverlap.refuse(output, "r", List.of("/a", input), HADOOP))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("'" + input + "'")
        .hasMessageContaining("output.path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/lake/sales          | /lake/sales2",
        "/lake/*.parquet      | /lake/out",
        "/lake/out/r0/paths   | /lake/out",
        "/lake/out/q*/paths   | /lake/out",
        "/lake/{a,b}          | /lake/c",
      })
  void allowed(String input, String output) {
    assertThatCode(() -> OutputOverlap.refuse(output, "r", List.of(input), HADOOP))
        .doesNotThrowAnyException();
  }

  @Test
  void otherFileSystemsDoNotOverlap() {
    assertThatCode(
            () ->
                OutputOverlap.refuse(
                    "faulty:/lake", "r", List.of("/lake"), FaultyFileSystem.configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void symbolicLinksAreFollowed(@TempDir Path scratch) throws Exception {
    Path data = Files.createDirectories(scratch.resolve("data"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), data);
    assertThatThrownBy(
            () ->
                OutputOverlap.refuse(
                    link.resolve("out").toString(), "r", List.of(data.toString()), HADOOP))
        .isInstanceOf(JobFailure.class);
  }
}
