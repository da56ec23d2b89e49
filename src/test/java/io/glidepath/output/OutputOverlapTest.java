package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(FaultyFileSystem.STATE)
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
    Files.createDirectories(scratch.resolve("data/out/r"));
    Files.createSymbolicLink(scratch.resolve("link"), Path.of("data"));
    Files.createSymbolicLink(scratch.resolve("deep"), scratch.resolve("link/out"));
    Files.createDirectory(scratch.resolve("runs"));
    Files.createSymbolicLink(scratch.resolve("runs/r"), scratch.resolve("data"));
    for (String[] pair :
        new String[][] {
          // output.path is the input, lies in it, contains it; the run's directory is it
          {"data", "link"},
          {"link", "data"},
          {"data", "link/out"},
          {"data", "deep"},
          {"link", "data/new"},
          {"link/out/r/paths", "data/out"},
          {"deep/r", "data/out"},
          {"data", "runs"},
          {"data/part-0", "runs"},
          // a glob whose matches are links
          {"li*", "data/out"},
          {"{x,dee?}", "data/out"},
          {"l[i]nk/*/r", "deep"},
        }) {
      Throwable thrown = catchThrowable(() -> refuse(scratch, pair[0], pair[1]));
      assertThat(thrown)
          .as("%s, %s", pair[0], pair[1])
          .isInstanceOfSatisfying(
              JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION));
    }
    refuse(scratch, "deep/q", "data/out");
    refuse(scratch, "r*", "data/out");
  }

  private static void refuse(Path scratch, String input, String output) {
    OutputOverlap.refuse(
        scratch.resolve(output).toString(), "r", List.of(scratch + "/" + input), HADOOP);
  }
}
