package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

  /** The embedded mode starts the JVM as spark-submit would. */
  @Test
  void holdsWhatSparkNeeds() throws Exception {
    assertThat(Files.readAllLines(Path.of("conf/jvm.options")))
        .contains(JavaModuleOptions.defaultModuleOptionArray());
  }

  /** Without the module, job tests run the loops that give the same bits. */
  @Test
  void testsOfJobsAreStartedAlikeButForTheVectorApi() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("conf/jvm.options")));
    assertThat(lines.remove("--add-modules=jdk.incubator.vector")).isTrue();
    assertThat(Files.readAllLines(Path.of("src/test/jvm.options")))
        .filteredOn(line -> !line.startsWith("#"))
        .isEqualTo(lines);
  }
}
