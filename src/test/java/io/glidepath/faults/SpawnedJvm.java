package io.glidepath.faults;

import io.glidepath.Glidepath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * How tests start JVMs that are not to live long. The first test that does so makes an archive of
 * loaded classes, with which a JVM comes up in half the processor time; it is made anew when
 * classes change. Such an archive takes no folders, so the project's classes are put into a jar.
 */
public final class SpawnedJvm {
  /** Classes are not verified: a quarter of the processor time of a start. */
  private static final List<String> TRUSTING =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

  private static final Path HOME = Path.of("target/spawned").toAbsolutePath();
  private static final Path ARCHIVE = HOME.resolve("classes.jsa");
  private static final String CLASS_PATH = prepared();

  private SpawnedJvm() {}

  /** The beginning of a command line. */
  public static List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Path.of("src/test/jvm.options").toAbsolutePath(),
                "-Dlog4j2.configurationFile="
                    + Path.of("conf/log4j2.properties").toAbsolutePath()));
    command.addAll(quickStart());
    return command;
  }

  /** Only the options that make a JVM start fast. */
  static List<String> quickStart() {
    List<String> options = new ArrayList<>(cheap());
    options.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto", "-Xlog:cds*=off"));
    return options;
  }

  private static List<String> cheap() {
    List<String> options = new ArrayList<>(TRUSTING);
    options.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:MetaspaceSize=256m"));
    return options;
  }

  /** Without it, or behind other entries, the archive is not used. */
  public static String classPath() {
    return CLASS_PATH;
  }

  private static String prepared() {
    String here =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> folders = new ArrayList<>();
    List<String> jars = new ArrayList<>();
    for (String entry : here.split(File.pathSeparator, -1)) {
      if (entry.isEmpty()) {
        continue; // the list may end with a separator
      }
      if (Files.isDirectory(Path.of(entry))) {
        folders.add(Path.of(entry));
      } else {
        jars.add(entry);
      }
    }
    jars.add(0, HOME.resolve("project.jar").toString());
    String classPath = String.join(File.pathSeparator, jars);
    try {
      Files.createDirectories(HOME);
      try (FileChannel channel =
          FileChannel.open(
              HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // another JVM of tests waits here for what this one makes
        prepare(folders, classPath);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return classPath;
  }

  private static void prepare(List<Path> folders, String classPath)
      throws IOException, InterruptedException {
    Path made = HOME.resolve("made-of");
    List<Path> files = new ArrayList<>();
    StringBuilder state = new StringBuilder(Runtime.version() + "\n" + classPath + "\n");
    for (Path folder : folders) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          files.add(file);
          state.append(file).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
        }
      }
    }
    if (Files.exists(made) && Files.readString(made).contentEquals(state)) {
      return;
    }
    Files.deleteIfExists(made);
    jar(folders, files);
    archive(classPath);
    Files.writeString(made, state);
  }

  private static void jar(List<Path> folders, List<Path> files) throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(HOME.resolve("project.jar")))) {
      jar.setLevel(Deflater.BEST_SPEED);
      Set<String> names = new HashSet<>();
      for (Path file : files) {
        Path folder = folders.stream().filter(file::startsWith).findFirst().orElseThrow();
        String name = folder.relativize(file).toString();
        if (names.add(name)) {
          jar.putNextEntry(new JarEntry(name));
          Files.copy(file, jar);
        }
      }
    }
  }

  /** By a small run of the bundled example. If that fails, JVMs only start slower. */
  private static void archive(String classPath) throws IOException, InterruptedException {
    Files.deleteIfExists(ARCHIVE);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Path.of("src/test/jvm.options").toAbsolutePath()));
    command.addAll(cheap());
    command.addAll(
        List.of(
            "-XX:ArchiveClassesAtExit=" + ARCHIVE,
            "-Dglidepath.embedded=true",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-cp",
            classPath,
            Glidepath.class.getName(),
            "run",
            "--force", // one that is there already would show nothing
            "--config",
            Path.of("conf/examples/ames/ames.conf").toAbsolutePath().toString()));
    for (String setting :
        List.of(
            "folds.count=2",
            "columns.features=[Gr_Liv_Area, Neighborhood]",
            "sweep.reg-param.count=3",
            "output.path=\"" + HOME.resolve("out") + "\"")) {
      command.addAll(List.of("--set", setting));
    }
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(HOME.resolve("log").toFile())
        .start()
        .waitFor();
  }
}
