package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.cli.Cli;
import io.glidepath.failure.ExitCode;
import io.glidepath.output.CheckpointPace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One use of the product as its users know it: tables on disk, a configuration file, a command
 * line; what comes back is an exit code and what was printed and published.
 *
 * <p>In SQL, {@code $name} stands for a number in [0, 1) that looks random and depends on the
 * column {@code id} and the name only.
 */
final class JobRun {
  private static final String SMALL =
      "sweep { elastic-net-param = [0.5], reg-param { count = 4, min-ratio = 1e-3 } }\n"
          + "folds { count = 3 }\n";

  private final Path home;
  private final List<String> lines = new ArrayList<>();

  /** How a command ended. */
  record Ended(int code, String out, String err) {

    /** The failure's words, whatever lines they take. */
    String message() {
      String lines = "\n" + err;
      String start = "\nerror: ";
      return lines.substring(lines.lastIndexOf(start) + start.length()).strip();
    }

    /** The process ended with this code, and told a person why as the last thing. */
    Ended failed(ExitCode expected, String... words) {
      assertThat(code).as(err).isEqualTo(expected.code());
      assertThat(message()).contains(words).doesNotContain("Exception", "gp_", "__THIS__");
      return this;
    }
  }

  private JobRun(Path home) {
    this.home = home;
    lines.add("output { path = \"" + home.resolve("out") + "\", run-id = r }");
  }

  /** A job over the table {@code t} of a folder, with a small sweep unless more is set. */
  static JobRun in(Path home) {
    return new JobRun(home).with(SMALL + "input.tables.t.path = \"" + home.resolve("t") + "\"");
  }

  /** A job with nothing set but where the output goes. */
  static JobRun bare(Path home) {
    return new JobRun(home);
  }

  /** Writes the result of a query as the table {@code t}, one file. */
  JobRun table(String sql) {
    return table("t", sql, 1);
  }

  JobRun table(String name, String sql, int files) {
    write(sql(sql), home.resolve(name), files);
    return this;
  }

  JobRun table(Dataset<Row> rows) {
    write(rows, home.resolve("t"), 1);
    return this;
  }

  /** Adds a layer of configuration. */
  JobRun with(String hocon) {
    lines.add(hocon);
    return this;
  }

  /** Runs, which must succeed. */
  Published run(String... options) {
    Ended ended = end(options);
    assertThat(ended.code()).as(ended.err()).isZero();
    String last = ended.out().strip().lines().reduce((a, b) -> b).orElse("");
    assertThat(last).startsWith("Published ");
    return new Published(Path.of(last.substring("Published ".length()).replace("file:", "")));
  }

  /** Runs, to whatever end. */
  Ended end(String... options) {
    return command(line(options));
  }

  /** Writes the configuration; the command line that runs it. */
  String[] line(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--config", configuration().toString()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** The configuration, as a file. */
  Path configuration() {
    Path file = home.resolve("job.conf");
    try {
      Files.writeString(file, "glidepath {\n" + String.join("\n", lines) + "\n}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Any command line. */
  static Ended command(String... arguments) {
    return command(CheckpointPace.USUAL, arguments);
  }

  /** Any command line, with checkpoints at a pace of its own. */
  static Ended command(CheckpointPace pace, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream complained = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code =
        new Cli(told, complained, () -> new SessionActions(told, complained, pace), Map.of())
            .run(arguments);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Dataset<Row> sql(String sql) {
    return SharedSpark.session()
        .sql(sql.replaceAll("\\$(\\w+)", "(pmod(xxhash64(id, '$1'), 1000003) / 1000003.0D)"));
  }

  static void write(Dataset<Row> rows, Path path, int files) {
    (files == 1 ? rows.coalesce(1) : rows.repartition(files))
        .write()
        .mode("overwrite")
        .parquet(path.toString());
  }
}
