package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

  /** The embedded mode starts the JVM as spark-submit would. */
  @Test
  void holdsWhatSparkNeeds() throws Exception {
    assertThat(Files.readAllLines(Path.of("conf/jvm.options")))
        .contains(JavaModuleOptions.defaultModuleOptionArray());
  }
}
