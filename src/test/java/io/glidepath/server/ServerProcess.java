package io.glidepath.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of src/servers in a JVM of its own, which ends with this one. */
final class ServerProcess {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private ServerProcess() {}

  /**
   * Starts it and waits until it is ready.
   *
   * @param jars class path
   * @param log where it complains
   * @return the address it tells
   */
  static String start(String jars, String source, Path log, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA.toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote", // trusted: a faster start
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                jars,
                "src/servers/java/" + source));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      // not closed: its input ends with this JVM, however this JVM ends
      BufferedReader told =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        if (line.startsWith("ready ")) {
          Thread drain = new Thread(() -> told.lines().forEach(l -> {}), source);
          drain.setDaemon(true);
          drain.start();
          return line.substring("ready ".length());
        }
      }
      throw new IllegalStateException(source + " did not start: " + Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
