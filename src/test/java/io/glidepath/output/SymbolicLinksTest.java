package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted is a link, never what it points to. */
class SymbolicLinksTest {
  @TempDir Path home;
  private Path out;
  private Path precious;

  @BeforeEach
  void keepSomething() throws IOException {
    out = Files.createDirectories(home.resolve("out"));
    precious = Files.createDirectories(home.resolve("precious"));
    Files.writeString(precious.resolve("report.html"), "kept");
  }

  private void publish(String runId) {
    RunRequest request = new RunRequest(runId, "c", "i", OutputSpec.Mode.ERROR, true);
    Configuration hadoop = new Configuration(false);
    try (Attempt attempt = new Publisher(out.toString(), hadoop).begin(request)) {
      attempt.publish(
          directory ->
              new Storage(directory.getFileSystem(hadoop), Thread::sleep)
                  .write(new org.apache.hadoop.fs.Path(directory, "paths/part-0"), runId),
          Results.manifest(request, 1));
    }
  }

  private void link(String name, Path to) throws IOException {
    Files.createDirectories(out.resolve(name).getParent());
    Files.createSymbolicLink(out.resolve(name), to);
  }

  private void assertKept() {
    assertThat(precious.resolve("report.html")).hasContent("kept");
    assertThat(out.resolve("_staging")).doesNotExist();
    assertThat(out.resolve("r/run.json")).isRegularFile();
  }

  @Test
  void inTheRunThatIsReplaced() throws IOException {
    publish("r");
    link("r/link", precious);
    link("r/paths/file", precious.resolve("report.html"));
    link("r/nowhere", home.resolve("nothing"));
    publish("r");
    assertKept();
    for (String name : new String[] {"r/link", "r/paths/file", "r/nowhere"}) {
      assertThat(Files.exists(out.resolve(name), LinkOption.NOFOLLOW_LINKS)).as(name).isFalse();
    }
  }

  @Test
  void inWhatADeadAttemptLeft() throws IOException {
    AttemptName dead = Processes.here().begin("r");
    Processes.here().end(dead);
    link("_staging/" + dead + "/r/link", precious);
    link("_staging/" + dead + "/~replaced", precious);
    link("_staging/" + dead + "/~ticket-1", precious.resolve("report.html"));
    publish("r");
    assertKept();
  }

  @Test
  void insteadOfADeadAttempt() throws IOException {
    AttemptName dead = Processes.here().begin("r");
    Processes.here().end(dead);
    link("_staging/" + dead, precious);
    publish("r");
    assertKept();
  }

  /** Such a run would take apart another one, of which it is no part. */
  @Test
  void aRunThatIsALinkIsNotReplaced() throws IOException {
    publish("other");
    link("r", out.resolve("other"));
    assertThatThrownBy(() -> publish("r"))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining(out + "/r")
        .hasMessageContaining("symbolic link");
    assertThat(out.resolve("other/run.json")).isRegularFile();
    assertThat(out.resolve("other/paths/part-0")).hasContent("other");
    assertThat(out.resolve("r")).isSymbolicLink();
    assertThat(out.resolve("_staging")).doesNotExist();
  }
}
