package io.glidepath.path;

import io.glidepath.matrix.Repeats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with its reference surface; src/test/resources/reference holds the program that made it.
 */
public final class ReferenceCase {
  private static final Path ROOT = Path.of("src/test/resources/reference");

  private static final List<String> LABELS = List.of("progression", "lpsa", "churn", "docvis");

  private final Path folder;
  private final List<String> features = new ArrayList<>();

  public ReferenceCase(String name) {
    this.folder = ROOT.resolve(name);
    for (String column : table("table").get(0).keySet()) {
      if (!List.of("id", "fold", "weight").contains(column) && !LABELS.contains(column)) {
        features.add(column);
      }
    }
  }

  /** Other surfaces of the same table. */
  ReferenceCase(String name, ReferenceCase table) {
    this.folder = ROOT.resolve(name);
    features.addAll(table.features);
  }

  public List<String> features() {
    return features;
  }

  /** The table's rows; the label is the last column before weight and fold. */
  public Rows rows() {
    List<Map<String, String>> table = table("table");
    String label = LABELS.stream().filter(table.get(0)::containsKey).findFirst().orElseThrow();
    double[][] x =
        table.stream()
            .map(r -> features.stream().mapToDouble(f -> Double.parseDouble(r.get(f))).toArray())
            .toArray(double[][]::new);
    return new Rows(
        x,
        column(table, label),
        table.stream()
            .mapToDouble(r -> Double.parseDouble(r.getOrDefault("weight", "1")))
            .toArray(),
        new double[x.length],
        table.stream().mapToInt(r -> Integer.parseInt(r.get("fold"))).toArray(),
        Repeats.ONCE);
  }

  /** Whether the reference says that the solution at a row's grid point is one only, and sharp. */
  public static boolean known(Map<String, String> row) {
    return Double.parseDouble(row.get("unique")) == 1
        && Double.parseDouble(row.get("reference_kkt")) < 1e-12;
  }

  public static double[] column(List<Map<String, String>> table, String name) {
    return table.stream().mapToDouble(r -> Double.parseDouble(r.get(name))).toArray();
  }

  /** Coefficients by "alpha/k/feature". */
  public Map<String, Double> coefficients() {
    Map<String, Double> byKey = new HashMap<>();
    for (Map<String, String> r : table("coefficients")) {
      byKey.put(
          Double.parseDouble(r.get("elastic_net_param"))
              + "/"
              + r.get("k")
              + "/"
              + r.get("feature"),
          Double.parseDouble(r.get("coefficient")));
    }
    return byKey;
  }

  public List<Map<String, String>> table(String name) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(name + ".csv"));
      String[] header = lines.get(0).split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells =
            Arrays.stream(line.split(",", -1)).map(String::trim).toArray(String[]::new);
        Map<String, String> row = new java.util.LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i].trim(), cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
