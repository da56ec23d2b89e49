package io.glidepath.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Data of a report that no run made: smooth paths of any size, as the page is given them. Feature j
 * enters at step j modulo the number of points, and grows; feature 4 is 0 again at steps 8 and 9.
 *
 * @param alphas values of elastic_net_param
 * @param points steps of each lambda grid
 * @param names of the columns
 * @param folds none: no errors, selection, stability, calibration and model
 * @param zero the last lambda of every grid is 0
 */
record SampleReport(List<Double> alphas, int points, List<String> names, int folds, boolean zero) {
  static final List<Double> THREE = List.of(0.0, 0.5, 1.0);

  static SampleReport small() {
    return new SampleReport(THREE, 12, names(40), 5, false);
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(j -> "column_" + j).toList();
  }

  String json() {
    try {
      return new ObjectMapper().writeValueAsString(data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists are always JSON", e);
    }
  }

  /** A lambda: three decades from 100 down, each alpha a little lower than the one before. */
  double lambda(int a, int k) {
    if (zero && k == points - 1) {
      return 0;
    }
    return 100 * Math.pow(10, -3.0 * k / Math.max(points - 1, 1) - 0.3 * a);
  }

  /** Lowest at two thirds of the path. */
  double mean(int a, int k) {
    double x = (k + 1.0) / points - 2.0 / 3;
    return 2.5e6 * (1 + 3 * x * x + 0.01 * a);
  }

  double error(int a, int k) {
    return 1e5 * (1 + 0.1 * a) + 10 * k;
  }

  /** Standardized coefficient; at alpha 0 all are there from the start. */
  double coefficient(int a, int k, int j) {
    int entry = alphas.get(a) == 0 ? 0 : entry(j);
    return k < entry || isGap(a, k, j)
        ? 0
        : (j % 3 == 0 ? -1 : 1) * (k - entry + 1) * 12.5 / (1 + j % 7);
  }

  private boolean isGap(int a, int k, int j) {
    return alphas.get(a) > 0 && j == 4 && (k == 8 || k == 9);
  }

  int nonzero(int a, int k) {
    return (int) IntStream.range(0, names.size()).filter(j -> coefficient(a, k, j) != 0).count();
  }

  private int entry(int j) {
    return j % points;
  }

  private int chosenAlpha() {
    return Math.min(1, alphas.size() - 1);
  }

  private int chosenStep() {
    return points / 2;
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("repeats", folds == 0 ? List.of() : List.of(repeat(0.5, 7), repeat(1, 9)));
    data.put("confusions", folds == 0 ? List.of() : List.of(confusion(0.5), confusion(0.14)));
    data.put("run", run());
    data.put("alphas", alphas);
    data.put("paths", each(alphas.size(), this::path));
    data.put("selected", folds == 0 ? null : selected());
    data.put("chosen", folds == 0 ? null : Map.of("a", chosenAlpha(), "k", chosenStep()));
    data.put("comparison", folds == 0 ? null : comparison());
    data.put("names", names);
    data.put("coefficients", coefficients());
    data.put("before", folds == 0 ? null : before());
    data.put("entries", each(alphas.size(), this::entries));
    data.put("stability", folds == 0 ? null : stability());
    data.put("baseline", baseline());
    data.put("calibration", folds == 0 ? null : calibration());
    data.put("model", folds == 0 ? null : model());
    data.put("health", health());
    data.put("conversions", folds == 0 ? List.of() : List.of(conversion()));
    return data;
  }

  private static Map<String, Object> repeat(double alpha, int nonzero) {
    return Map.of(
        "alpha",
        alpha,
        "grid_index",
        3,
        "lambda",
        0.5,
        "nonzero",
        nonzero,
        "mean",
        2.5e6,
        "standing",
        Map.of("L2", "undecided", "L1", "as good"));
  }

  private static Map<String, Object> confusion(double threshold) {
    return Map.of(
        "threshold",
        threshold,
        "true_positive",
        40,
        "false_positive",
        20,
        "false_negative",
        100,
        "true_negative",
        840);
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("id", "sample");
    run.put("label", "price");
    run.put("family", "binomial");
    run.put("predictor", "log odds");
    run.put("convention", "mllib");
    run.put("metric", "deviance");
    run.put("metric_title", "deviance per row, held out");
    run.put("larger_is_better", false);
    run.put("rule", "one-se");
    run.put("columns", names.size());
    run.put("rows", 1000);
    run.put("folds", folds == 0 ? null : IntStream.range(0, folds).boxed().toList());
    run.put("folds_each", folds);
    run.put("standardize", true);
    run.put("intercept", true);
    run.put("folds_column", null);
    return run;
  }

  private Map<String, Object> path(int a) {
    Map<String, Object> path = new LinkedHashMap<>();
    path.put("reg_param", each(points, k -> lambda(a, k)));
    path.put("intercept", each(points, k -> 1.5 - 0.1 * k));
    path.put("nonzero", each(points, k -> nonzero(a, k)));
    path.put("l1_norm", each(points, k -> norm(a, k, 1)));
    path.put("l2_norm", each(points, k -> norm(a, k, 2)));
    path.put("deviance", each(points, k -> mean(a, k) * 0.9));
    path.put("deviance_ratio", each(points, k -> 0.8 * (k + 1) / points));
    path.put("kkt_violation", each(points, k -> Math.pow(10, -16 + k % 8)));
    path.put("duality_gap", each(points, k -> k % 5 == 0 ? null : Math.pow(10, -19 + k % 8)));
    path.put("converged", each(points, k -> k != points - 1));
    path.put("mean", folds == 0 ? null : each(points, k -> mean(a, k)));
    path.put("standard_error", folds == 0 ? null : each(points, k -> error(a, k)));
    path.put(
        "folds",
        folds == 0
            ? null
            : each(points, k -> each(folds, f -> mean(a, k) + (f - folds / 2) * 1e5)));
    return path;
  }

  private double norm(int a, int k, int power) {
    DoubleStream sizes =
        IntStream.range(0, names.size()).mapToDouble(j -> Math.abs(coefficient(a, k, j)));
    return power == 1 ? sizes.sum() : Math.sqrt(sizes.map(x -> x * x).sum());
  }

  private List<Object> selected() {
    List<Object> rows = new ArrayList<>();
    for (int a = 0; a < alphas.size(); a++) {
      rows.add(selection("path", "best", a, points * 2 / 3));
      rows.add(selection("path", "one-se", a, chosenStep()));
    }
    rows.add(selection("surface", "best", 0, points * 2 / 3));
    rows.add(selection("surface", "one-se", chosenAlpha(), chosenStep()));
    rows.add(selection("surface", "sparsest-one-se", alphas.size() - 1, chosenStep()));
    return rows;
  }

  private Map<String, Object> selection(String scope, String rule, int a, int step) {
    int k = Math.min(step, points - 1);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("scope", scope);
    row.put("rule", rule);
    row.put("a", a);
    row.put("k", k);
    row.put("mean", mean(a, k));
    row.put("standard_error", error(a, k));
    row.put("nonzero", nonzero(a, k));
    row.put("chosen", scope.equals("surface") && rule.equals("one-se"));
    return row;
  }

  private static List<Object> comparison() {
    return List.of(
        compared("chosen", "l2", -2.5, "left_better"),
        compared("chosen", "none", 0.5, "undecided"),
        compared("chosen", "null", -90, "left_better"));
  }

  private static Map<String, Object> compared(
      String left, String right, double difference, String finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("left", left);
    row.put("right", right);
    row.put("difference", difference);
    row.put("standard_error", 0.75);
    row.put("folds", 5);
    row.put("corrected", 1.125);
    row.put("finding", finding);
    row.put("left_at_end", false);
    row.put("right_at_end", right.equals("none"));
    return row;
  }

  private Map<String, Object> coefficients() {
    int drawn = Math.min(80, names.size());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("features", upTo(drawn));
    all.put("deviations", each(drawn, j -> 0.5 + j));
    all.put("paths", each(alphas.size(), a -> each(drawn, j -> stretch(a, j))));
    all.put("top", each(alphas.size(), a -> upTo(Math.min(20, drawn))));
    all.put("left_out", names.size() - drawn);
    return all;
  }

  private Map<String, Object> stretch(int a, int j) {
    int from = alphas.get(a) == 0 ? 0 : entry(j);
    return Map.of("from", from, "values", each(points - from, n -> coefficient(a, from + n, j)));
  }

  private Map<String, Object> before() {
    int shown = Math.min(20, names.size());
    List<String> keys = List.of("weak", "l2", "l1", "chosen");
    int[] at = {chosenAlpha(), 0, alphas.size() - 1, chosenAlpha()};
    int[] steps = {points - 1, chosenStep(), chosenStep(), chosenStep()};
    List<Object> series =
        each(
            keys.size(),
            i ->
                Map.of(
                    "key",
                    keys.get(i),
                    "title",
                    "Under " + keys.get(i),
                    "a",
                    at[i],
                    "k",
                    steps[i],
                    "reg_param",
                    lambda(at[i], steps[i]),
                    "values",
                    each(shown, j -> coefficient(at[i], steps[i], j))));
    List<Integer> gone =
        IntStream.range(0, names.size())
            .filter(j -> coefficient(alphas.size() - 1, chosenStep(), j) == 0)
            .boxed()
            .toList();
    return Map.of(
        "features", upTo(shown),
        "series", series,
        "zeroed",
            Map.of(
                "a",
                alphas.size() - 1,
                "k",
                chosenStep(),
                "count",
                gone.size(),
                "features",
                gone.subList(0, Math.min(200, gone.size()))),
        "distribution",
            Map.of(
                "edges", List.of(-20.0, -10.0, 0.0, 10.0, 20.0), "series", each(3, this::counts)));
  }

  private Map<String, Object> counts(int i) {
    int a = chosenAlpha();
    int k = List.of(points - 1, chosenStep(), 0).get(i);
    return Map.of(
        "key",
        List.of("weak", "chosen", "strong").get(i),
        "a",
        a,
        "k",
        k,
        "reg_param",
        lambda(a, k),
        "counts",
        List.of(1, 4, 6 - i, 2),
        "zeros",
        10 * i,
        "below",
        i,
        "above",
        2);
  }

  private Map<String, Object> entries(int a) {
    List<Integer> order = new ArrayList<>(upTo(names.size()));
    order.sort((i, j) -> Integer.compare(entry(i), entry(j)));
    List<Integer> first = order.subList(0, Math.min(60, order.size()));
    return Map.of(
        "features",
        first,
        "stretches",
        first.stream().map(j -> stretches(a, j)).toList(),
        "total",
        names.size());
  }

  private int[] stretches(int a, int j) {
    return EntrySection.stretches(
        IntStream.range(0, points)
            .filter(k -> coefficient(a, k, j) != 0)
            .collect(BitSet::new, BitSet::set, BitSet::or));
  }

  private Map<String, Object> stability() {
    return Map.of(
        "points",
        List.of(stable("chosen", chosenAlpha()), stable("best of pure L1", alphas.size() - 1)),
        "groups",
        List.of(
            Map.of(
                "features",
                List.of(0, 1),
                "kept",
                List.of(1.0, 0.4),
                "mean",
                List.of(3.5, -1.0),
                "largest",
                0.99997,
                "smallest",
                -0.91,
                "members",
                2,
                "copies",
                0)),
        "groups_left_out",
        2,
        "pairs",
        7);
  }

  private Map<String, Object> stable(String title, int a) {
    int shown = Math.min(40, names.size());
    return Map.of(
        "title",
        title,
        "a",
        a,
        "k",
        chosenStep(),
        "features",
        upTo(shown),
        "kept",
        each(shown, j -> 1 - (double) j / names.size()),
        "mean",
        each(shown, j -> 10.0 - j + a),
        "standard_deviation",
        each(shown, j -> 0.5 + a),
        "histogram",
        List.of(10, 1, 0, 2, 0, 3, 0, 4, 0, 5, 15));
  }

  private Map<String, Object> calibration() {
    List<Object> slopes = each(folds, f -> 0.9 + 0.05 * f);
    List<Object> shifts = each(folds, f -> 0.1 * f - 0.2);
    return Map.of(
        "slope", Map.of("mean", 1.0, "standard_error", 0.05, "folds", slopes),
        "intercept", Map.of("mean", 0.0, "standard_error", 0.05, "folds", shifts),
        "lift", lift(),
        "bins",
            each(
                10,
                b ->
                    Map.of(
                        "bin",
                        b,
                        "weight",
                        100.0,
                        "predicted",
                        0.05 + 0.08 * b,
                        "observed",
                        0.04 + 0.085 * b,
                        "folds",
                        each(
                            folds,
                            f -> List.of(0.05 + 0.08 * b, 0.05 + 0.08 * b + 0.01 * f, 20.0)))));
  }

  private Map<String, Object> baseline() {
    Map<String, Object> baseline = new LinkedHashMap<>();
    baseline.put("positive", "yes");
    baseline.put("mean", folds == 0 ? null : 0.4225);
    baseline.put("spread", null);
    baseline.put("explained", folds == 0 ? null : 0.312);
    return baseline;
  }

  private Map<String, Object> lift() {
    return Map.of(
        "rate",
        0.4225,
        "top",
        each(
            10,
            i ->
                Map.of(
                    "rows", 0.1 * (i + 1), "rate", 0.8 - 0.04 * i, "times", 1.9, "found", 0.19)));
  }

  private Map<String, Object> model() {
    int a = chosenAlpha();
    int k = chosenStep();
    List<Object> rows = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      double value = coefficient(a, k, j);
      if (value != 0) {
        rows.add(
            Arrays.asList(
                j,
                value / (0.5 + j),
                value,
                0.5 + j,
                1.0,
                entry(j),
                j % 4 == 3 ? null : 0.25 * (j % 4)));
      }
    }
    return Map.of("a", a, "k", k, "intercept", 1.5 - 0.1 * k, "rows", rows);
  }

  private Map<String, Object> health() {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("rows", List.of(List.of("read", 1010), List.of("used", 1000)));
    health.put("dropped", List.of(List.of("missing label", 10)));
    health.put("warnings", List.of("1 column is constant (" + names.get(0) + ")"));
    health.put("constant", Map.of("count", 1, "features", List.of(0)));
    health.put("copies", Map.of("count", 0, "features", List.of()));
    health.put("nearly_equal", Map.of("count", 2, "features", List.of(0, 1)));
    health.put("passes", List.of(List.of("moments", 1)));
    health.put("timings", List.of(List.of("input", 0.81), List.of("solve", 12.5)));
    health.put("versions", List.of(List.of("spark", "4.1.0")));
    health.put("machine", List.of(List.of("cache", "memory"), List.of("retries", 0)));
    health.put("convergence", List.of(List.of("worst KKT violation", 1.25e-12)));
    health.put("verify", null);
    health.put("configuration", "glidepath {\n  label = price\n}");
    return health;
  }

  private Map<String, Object> conversion() {
    return Map.of(
        "title",
        "chosen",
        "a",
        chosenAlpha(),
        "k",
        chosenStep(),
        "rows",
        List.of(List.of("glmnet", "alpha = 0.5")));
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Object> each(int count, IntFunction<Object> value) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value.apply(i));
    }
    return Collections.unmodifiableList(values);
  }
}
