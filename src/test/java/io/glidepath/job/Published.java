package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A published run, read as its users read it. */
final class Published {
  private final Path directory;
  private final Map<String, List<Row>> tables = new HashMap<>();

  Published(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** A table as a query sees it. */
  Dataset<Row> frame(String table) {
    return SharedSpark.session().read().parquet(directory.resolve(table).toString());
  }

  /** A table's rows in the order of the file. */
  List<Row> rows(String table) {
    return tables.computeIfAbsent(
        table,
        t -> {
          try {
            return PublishedRows.of(directory.resolve(t));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The rows of all tables, by name. */
  Map<String, List<Row>> tables() {
    try (Stream<Path> parts = Files.list(directory)) {
      return parts
          .filter(p -> Files.isDirectory(p) && !p.endsWith("model") && !p.endsWith("stages"))
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toMap(t -> t, this::rows, (a, b) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every grid point is solved, and no table holds a NaN. */
  void assertSolvedWithoutNaN() {
    assertNoNaN();
    assertThat(rows("paths")).allMatch(r -> r.getAs("converged"));
  }

  /** No table holds a NaN. */
  void assertNoNaN() {
    tables()
        .forEach(
            (table, rows) -> {
              for (Row row : rows) {
                for (int i = 0; i < row.length(); i++) {
                  assertThat(row.get(i)).as(table + row).isNotEqualTo(Double.NaN);
                }
              }
            });
  }

  /** A row by the values of some columns: name, value, name, value. */
  Row row(String table, Object... key) {
    List<Row> found =
        rows(table).stream()
            .filter(
                r -> {
                  boolean same = true;
                  for (int i = 0; i < key.length; i += 2) {
                    same &= key[i + 1].equals(r.getAs((String) key[i]));
                  }
                  return same;
                })
            .toList();
    assertThat(found).as(table + " " + List.of(key)).hasSize(1);
    return found.get(0);
  }

  /** Names of the design's columns, in order. */
  List<String> features() {
    return rows("features").stream().map(r -> r.<String>getAs("feature")).toList();
  }

  /** All coefficients of a grid point by feature, zeros too. */
  Map<String, Double> coefficients(double alpha, int gridIndex) {
    Map<String, Double> all = new LinkedHashMap<>();
    features().forEach(f -> all.put(f, 0.0));
    for (Row r : rows("coefficients")) {
      if (r.<Double>getAs("elastic_net_param") == alpha
          && r.<Integer>getAs("grid_index") == gridIndex) {
        all.put(r.getAs("feature"), r.getAs("coefficient"));
      }
    }
    return all;
  }

  /** Coefficients of every grid point, one array each in the order of the table paths. */
  List<double[]> surface() {
    Map<String, double[]> byPoint = new LinkedHashMap<>();
    List<String> names = features();
    for (Row p : rows("paths")) {
      byPoint.put(point(p), new double[names.size()]);
    }
    for (Row r : rows("coefficients")) {
      byPoint.get(point(r))[names.indexOf(r.<String>getAs("feature"))] = r.getAs("coefficient");
    }
    return List.copyOf(byPoint.values());
  }

  private static String point(Row r) {
    return r.getAs("elastic_net_param") + "/" + r.getAs("grid_index");
  }

  PipelineModel model() {
    return PipelineModel.load(directory.resolve("model").toString());
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(directory.resolve("run.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> warnings() {
    List<String> warnings = new java.util.ArrayList<>();
    json().get("warnings").forEach(w -> warnings.add(w.asText()));
    return warnings;
  }

  /**
   * The bytes of all files but those in model/ and stages/, by path; those that tell times only if
   * asked for.
   */
  Map<String, String> bytes(boolean withTimes) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !directory.relativize(f).startsWith("model"))
          .filter(f -> !directory.relativize(f).startsWith("stages"))
          .filter(f -> withTimes || !(f.endsWith("run.json") || f.endsWith("report.html")))
          .filter(f -> !f.getFileName().toString().endsWith(".crc"))
          .collect(
              Collectors.toMap(
                  f -> directory.relativize(f).toString(),
                  Published::text,
                  (a, b) -> a,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The command report, at the place this was copied from, makes the very page that is here.
   *
   * @param copy copies the run anew
   */
  void assertReportIsMadeAgain(String location, Callable<Published> copy) throws Exception {
    JobRun.Ended ended = JobRun.command("report", location);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().strip()).isEqualTo("Report " + location + "/report.html");
    assertThat(copy.call().bytes(true)).isEqualTo(bytes(true));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
