package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.failure.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged configurations on the whole way of a command line up to where Spark would start: each is
 * understood or refused in words, whatever is done to its keys, values, syntax and bytes.
 */
class ConfigurationFuzzTest {
  private static final long SEED = 20260105;
  private static final int ROUNDS = 2500;

  /** Of so many rounds one goes the whole way, and the others by the loader alone. */
  private static final int EVERY = 10;

  private static final Set<Integer> ALLOWED = Set.of(0, 64, 65, 66, 78);
  private static final int DEEP = 20_000;

  /** Values of every wrong kind, and pieces of syntax. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "=",
    ":",
    ",",
    "\"",
    "\"\"\"",
    "\n",
    ".",
    "+=",
    "#",
    "//",
    "\\",
    "*",
    " ",
    "null",
    "NaN",
    "Infinity",
    "-Infinity",
    "-1",
    "0",
    "2.5",
    "1e999999999",
    "1e-400",
    "1e400",
    "9223372036854775808",
    "99999999999999999999999999",
    "0x10",
    "true",
    "yes",
    "\"\"",
    "\"  \"",
    "[]",
    "{}",
    "[[[]]]",
    "[null]",
    "[1, [2], {a = 3}]",
    "{ a = { b = [] } }",
    "{ \"0\" = 1 }",
    "${a}",
    "${?b}",
    "${",
    "${glidepath}",
    "${glidepath.folds}",
    "${glidepath.folds.count}",
    "${?PATH}",
    "a.b.c",
    "include \"x\"",
    "include \"job.conf\"",
    "include \"other.conf\"",
    "include required(\"none.conf\")",
    "include url(\"http://127.0.0.1:1/x\")",
    "include classpath(\"glidepath-reference.conf\")",
    "include file(\"/\")",
    "../../../etc/passwd",
    "\u0000",
    "\ud83d",
    "\ud83d\ude00",
    "é",
    "\u202e",
    "\u2028",
    "İ",
    "<script>",
    "' OR 1=1; --",
    "SELECT 1; DROP TABLE t",
    "hdfs:",
    "://",
    "s3a://k:s@b/p",
    "file:///\u0000",
    "10s",
    "1 GB"
  };

  private static final String FULL =
      """
      home = "."
      home = ${?GLIDEPATH_HOME}
      glidepath {
        input {
          tables {
            houses { path = ${home}"/a.parquet", format = parquet, where = "a > 1 AND b <> 'x;y'" }
            sales { path = ["x", "s3a://lake/sales/*"], options { mergeSchema = true, k.l = 1 } }
          }
          query = "SELECT h.*, s.price FROM houses h JOIN sales s USING (id)"
        }
        columns {
          key = [id], label = price, weight = w, offset = null, positive = null
          features = ["*"]
          exclude = ["*_id"]
          categorical = [zip]
          penalty-factors { "bed*" = 0, "neighborhood" = 2, "*" = 1.5 }
        }
        missing { label = drop-row, weight = error, offset = error, numeric = mean, categorical = level }
        encoding = reference
        model {
          family = gaussian, intercept = true, standardize = false, convention = glmnet
          tolerance = 1e-9, fold-tolerance = 1e-4
        }
        sweep { elastic-net-param = [0, 0.5, 1], reg-param { count = 20, min-ratio = 1e-3 } }
        sweep.reg-param = [1, 0.1, 1e-2]
        folds { count = 5, seed = -7, column = null, stratify = false }
        select { metric = mse, rule = best }
        verify { mllib = 0 }
        compute { blas = java, cache = memory }
        output { path = "out", run-id = "2026-01-05", mode = overwrite, format = parquet, predictions = false }
      }
      """;

  @TempDir private Path folder;
  private final List<String> bases = new ArrayList<>();

  @BeforeEach
  void collect() throws IOException {
    for (String example : List.of("ames", "churn", "doctor-visits")) {
      bases.add(Files.readString(Path.of("conf/examples", example, example + ".conf")));
    }
    bases.add(FULL);
    Files.writeString(folder.resolve("other.conf"), "glidepath.folds.count = 3\n");
  }

  @Test
  void theBasesAreWhole() throws IOException {
    for (String base : bases) {
      Files.writeString(folder.resolve("job.conf"), base);
      Ended ended = run("validate", "--config", folder.resolve("job.conf").toString());
      assertThat(ended.code()).as(ended.err()).isZero();
    }
  }

  @Test
  void everyDamageEndsInWords() throws IOException {
    Map<Integer, Integer> codes = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      byte[] text = damaged(bases.get(round % bases.size()), random);
      Files.write(folder.resolve("job.conf"), text);
      String[] arguments = arguments(random);
      String what = "seed " + (SEED + round) + ", " + List.of(arguments);
      Ended ended;
      try {
        ended = round % EVERY == 0 ? run(arguments) : load(arguments);
      } catch (Throwable e) {
        throw new AssertionError(what + "\n" + new String(text, StandardCharsets.UTF_8), e);
      }
      if (!ended.isWell()) {
        fail(what + "\n" + ended + "\n" + new String(text, StandardCharsets.UTF_8));
      }
      codes.merge(ended.code(), 1, Integer::sum);
    }
    // else the damage is not what it should be: all of it too little, or too much
    assertThat(codes).containsOnlyKeys(0, 64, 66, 78);
    assertThat(codes.get(0)).isBetween(ROUNDS / 20, ROUNDS / 2);
  }

  @Test
  void deepAndLongOnesToo() throws IOException {
    List<String> odd =
        List.of(
            "glidepath.columns.key = " + "[".repeat(DEEP) + "]".repeat(DEEP),
            "glidepath.input = " + "{ a = ".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "a".concat(".a".repeat(DEEP)) + " = 1",
            "glidepath.columns.label = " + "x".repeat(1_000_000),
            "a = ${b}\nb = ${a}\nglidepath.columns.label = ${a}",
            "a = [${a}]",
            "include \"job.conf\"",
            "glidepath.sweep.elastic-net-param = [" + "0.5,".repeat(DEEP) + "1]");
    for (String text : odd) {
      Files.writeString(folder.resolve("job.conf"), text);
      Ended ended = run("validate", "--config", folder.resolve("job.conf").toString());
      assertThat(ended.isWell()).as(ended.toString()).isTrue();
      assertThat(ended.code()).as(ended.err()).isEqualTo(78);
      assertThat(ended.err()).hasSizeLessThan(5000);
    }
  }

  private record Ended(int code, String err) {
    boolean isWell() {
      return ALLOWED.contains(code)
          && (code == 0 || err.matches("(?s)error: .{10,}"))
          && !err.contains("Unexpected failure")
          && !err.contains("\tat ")
          && !err.contains("Exception");
    }
  }

  private Ended run(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream ignored = new PrintStream(new ByteArrayOutputStream(), true);
    int code = new Cli(ignored, told, NoActions::new, Map.of()).run(arguments);
    return new Ended(code, err.toString(StandardCharsets.UTF_8));
  }

  /** What a command does with {@code --config} and {@code --set}. */
  private Ended load(String... arguments) {
    List<String> assignments = arguments.length < 5 ? List.of() : List.of(arguments[4]);
    try {
      ConfigurationLoader.load(List.of(arguments[2]), assignments);
      return new Ended(0, "");
    } catch (Throwable e) {
      Failure failure = Failure.of(e);
      return new Ended(failure.code(), "error: " + Secrets.told(failure.message()));
    }
  }

  private String[] arguments(Random random) {
    List<String> arguments = new ArrayList<>();
    arguments.add(List.of("validate", "run", "plan").get(random.nextInt(3)));
    arguments.add("--config");
    arguments.add(folder.resolve("job.conf").toString());
    if (random.nextInt(4) == 0) {
      arguments.add("--set");
      arguments.add(text("folds.count=5", random));
    }
    if (random.nextInt(20) == 0) {
      arguments.add(text("--config", random));
    }
    return arguments.toArray(String[]::new);
  }

  private static byte[] damaged(String base, Random random) {
    String text = base;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      text = random.nextInt(3) == 0 ? text(text, random) : line(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Something done to a line as a whole: to its key, to its value, to its place. */
  private static String line(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text(text, random);
    }
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String piece = PIECES[random.nextInt(PIECES.length)];
    int equals = line.indexOf('=');
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), line);
      case 2 -> lines.set(at, line.replaceFirst("[a-z]", ""));
      case 3 ->
          lines.set(at, line.replaceFirst("[a-z-]+", "$0" + (char) ('a' + random.nextInt(26))));
      case 4 -> lines.add(at, piece);
      default -> lines.set(at, equals < 0 ? line + piece : line.substring(0, equals + 1) + piece);
    }
    return String.join("\n", lines);
  }

  /** Something done to characters, wherever they are. */
  private static String text(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int at = random.nextInt(damaged.length() + 1);
    int end = Math.min(damaged.length(), at + random.nextInt(8));
    String piece = PIECES[random.nextInt(PIECES.length)];
    switch (random.nextInt(3)) {
      case 0 -> damaged.delete(at, end);
      case 1 -> damaged.insert(at, piece);
      default -> damaged.replace(at, end, piece);
    }
    return damaged.toString();
  }

  /** What would need Spark does nothing. */
  private static final class NoActions implements Actions {
    @Override
    public void run(JobSpec job, RunOptions options) {}

    @Override
    public void plan(JobSpec job, PlanOptions options) {}

    @Override
    public void report(String run) {}

    @Override
    public void export(ExportRequest request) {}

    @Override
    public void score(ScoreRequest request) {}
  }
}
