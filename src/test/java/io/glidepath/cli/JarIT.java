package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar: what is in it, and that it minds nothing that others have on the class path.
 */
class JarIT {
  private static final String SOMEBODY_ELSES =
      "package %s; public class %s { static { boom(); } "
          + "static void boom() { throw new IllegalStateException(\"of another version\"); } }";

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("glidepath-[^/]*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String text(ZipFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatItBringsIsItsOwnOrRelocated() throws IOException {
    try (ZipFile jar = new ZipFile(jar().toFile())) {
      List<String> names = jar.stream().map(e -> e.getName()).toList();
      List<String> code =
          names.stream().filter(n -> n.matches(".*\\.(class|so|so\\.\\d+|dll|dylib|jar)")).toList();
      assertThat(code)
          .allMatch(n -> n.matches("(io/glidepath|org/bytedeco/(javacpp|openblas))/.*"))
          .anyMatch(n -> n.startsWith("io/glidepath/shaded/config/"))
          .anyMatch(n -> n.startsWith("io/glidepath/shaded/picocli/"));
      assertThat(names)
          .noneMatch(n -> n.startsWith("META-INF/services/"))
          .noneMatch(n -> n.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void licencesOfAllItBringsAreInside() throws IOException {
    try (ZipFile jar = new ZipFile(jar().toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("com.typesafe:config " + version("config"))
          .contains("info.picocli:picocli " + version("picocli"))
          .contains("org.bytedeco:javacpp " + version("javacpp"))
          .contains("org.bytedeco:openblas " + version("openblas"))
          .contains("org.mvnpm:echarts " + version("echarts"));
      assertThat(text(jar, "META-INF/licenses/openblas.txt")).contains("The OpenBLAS Project");
      assertThat(text(jar, "META-INF/licenses/zrender.txt")).contains("Baidu");
      assertThat(text(jar, "META-INF/licenses/d3.txt")).contains("Mike Bostock");
      assertThat(text(jar, "io/glidepath/report/echarts.min.js"))
          .contains("Licensed to the Apache Software Foundation");
    }
  }

  private static String version(String name) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String tag = "<" + name + ".version>";
    int from = pom.indexOf(tag) + tag.length();
    return pom.substring(from, pom.indexOf('<', from));
  }

  @Test
  void otherVersionsOnTheClassPathDoNotMatter(@TempDir Path folder) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    for (String name :
        List.of(
            "com.typesafe.config.Config",
            "com.typesafe.config.ConfigFactory",
            "com.typesafe.config.ConfigException",
            "picocli.CommandLine")) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      String of = name.substring(0, name.lastIndexOf('.'));
      Path source = folder.resolve(simple + ".java");
      Files.writeString(source, String.format(SOMEBODY_ELSES, of, simple));
      int compiled =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-d", classes.toString(), source.toString());
      assertThat(compiled).isZero();
    }
    Files.writeString(classes.resolve("reference.conf"), "glidepath.folds.count = 1, }");
    Path configuration =
        Files.writeString(
            folder.resolve("job.conf"),
            "glidepath { input.tables.t.path = x, columns.label = y, output.path = out }");
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + ":" + jar(),
                "io.glidepath.Glidepath",
                "validate",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).contains("The configuration is valid.");
    assertThat(process.exitValue()).isZero();
  }
}
