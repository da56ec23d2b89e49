package io.glidepath.bench;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.job.SweepJob;
import io.glidepath.ml.SweepResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The whole job, read to published, for losses other than squared error, in one run beside the
 * plain scan of the same table and beside one MLlib LogisticRegression fit of one grid point on
 * rows that are cached for it: 11 elastic-net-param x 100 reg-param.
 *
 * <p>Arguments: path of the table (default {@code target/bench/table}), rounds (default 3), cache
 * (default auto), cases (default all: loose, default, folds, poisson, gamma, tweedie,
 * negative-binomial, huber, bounds, with commas between), rounds to warm up (default 1). Prints the
 * medians, and multiples of the one fit.
 */
public final class LossBench {
  private static final Map<String, List<String>> CASES = new LinkedHashMap<>();

  static {
    CASES.put("loose", List.of("label=yes", "family=binomial", "folds=0", "tolerance=1e-5"));
    CASES.put("default", List.of("label=yes", "family=binomial", "folds=0", "tolerance=1e-7"));
    CASES.put("folds", List.of("label=yes", "family=binomial", "folds=10", "tolerance=1e-7"));
    CASES.put("poisson", List.of("label=count", "family=poisson", "folds=10", "tolerance=1e-7"));
    CASES.put("gamma", List.of("label=amount", "family=gamma", "folds=10", "tolerance=1e-7"));
    CASES.put("tweedie", List.of("label=count", "family=tweedie", "folds=10", "tolerance=1e-7"));
    CASES.put(
        "negative-binomial",
        List.of("label=count", "family=negative-binomial", "folds=10", "tolerance=1e-7"));
    CASES.put("huber", List.of("label=y", "family=huber", "folds=10", "tolerance=1e-7"));
    CASES.put(
        "bounds",
        List.of("label=yes", "family=binomial", "folds=10", "tolerance=1e-7", "bounds={\"*\"=0}"));
  }

  private final SparkSession spark;
  private final String path;
  private final String cache;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

  private LossBench(SparkSession spark, String path, String cache) {
    this.spark = spark;
    this.path = path;
    this.cache = cache;
  }

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    SparkSession spark = BenchSession.start();
    spark.conf().set("spark.sql.codegen.maxFields", 100_000);
    LossBench bench =
        new LossBench(spark, arguments.text(0, "target/bench/table"), arguments.text(2, "auto"));
    List<String> cases =
        List.of(arguments.text(3, String.join(",", CASES.keySet())).split(",", -1));
    for (long round = 0; round < arguments.number(4, 1); round++) {
      bench.sweep(CASES.get(cases.get(0))); // to warm up
    }
    for (long round = 1; round <= arguments.number(1, 3); round++) {
      bench.round(cases);
    }
    bench.report();
    spark.stop();
  }

  private void round(List<String> cases) {
    Dataset<Row> table = spark.read().parquet(path);
    PlainScan.sum(table);
    timed("plain scan", () -> PlainScan.sum(table));
    if (!cache.equals("disk")) {
      mllib(table);
    }
    for (String name : cases) {
      List<String> settings = CASES.get(name);
      System.gc();
      SweepResult[] result = new SweepResult[1];
      timed(String.join(" ", settings), () -> result[0] = sweep(settings));
      describe(result[0]);
    }
  }

  private void describe(SweepResult result) {
    long missed = result.surface().points().stream().filter(p -> !p.converged()).count();
    BenchSession.say(
        "    passes %s, in all %d; seconds %s; not converged %d, fold models %d; rows kept %s",
        result.passes(),
        result.passes().values().stream().mapToInt(n -> n).sum(),
        rounded(result.seconds()),
        missed,
        result.foldModelsMissed(),
        result.effort().cache());
  }

  private static Map<String, Double> rounded(Map<String, Double> seconds) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    seconds.forEach((step, s) -> rounded.put(step, Math.round(s * 100) / 100.0));
    return rounded;
  }

  private SweepResult sweep(List<String> settings) {
    Map<String, String> of = new LinkedHashMap<>();
    settings.forEach(s -> of.put(s.substring(0, s.indexOf('=')), s.substring(s.indexOf('=') + 1)));
    String others =
        String.join(
            ",",
            Stream.of("y", "yes", "count", "amount")
                .filter(l -> !l.equals(of.get("label")))
                .toList());
    return new SweepJob(
            spark,
            ConfigurationLoader.load(
                List.of(),
                List.of(
                    "input.tables.t.path=\"" + path + "\"",
                    "columns.key=[id]",
                    "columns.label=" + of.get("label"),
                    "columns.exclude=[" + others + "]",
                    "columns.lower-bounds=" + of.getOrDefault("bounds", "{}"),
                    "model.family=" + of.get("family"),
                    "model.tolerance=" + of.get("tolerance"),
                    "folds.count=" + of.get("folds"),
                    "compute.cache=" + cache,
                    "output.path=\"target/bench/out\"",
                    "output.run-id=bench")),
            new Warnings())
        .run(true)
        .result()
        .orElseThrow();
  }

  /** One fit of one point in the middle of the grid, at MLlib's own defaults. */
  private void mllib(Dataset<Row> table) {
    String[] columns =
        Arrays.stream(table.columns()).filter(c -> c.startsWith("x")).toArray(String[]::new);
    Dataset<Row> rows =
        new VectorAssembler()
            .setInputCols(columns)
            .setOutputCol("features")
            .transform(table)
            .select("features", "yes")
            .persist(StorageLevel.MEMORY_AND_DISK());
    rows.count();
    int[] iterations = new int[1];
    timed(
        "one LogisticRegression fit",
        () -> {
          LogisticRegressionModel model =
              new LogisticRegression()
                  .setLabelCol("yes")
                  .setElasticNetParam(0.5)
                  .setRegParam(0.005)
                  .fit(rows);
          iterations[0] = model.summary().totalIterations();
        });
    BenchSession.say("    %d iterations", iterations[0]);
    rows.unpersist(true);
  }

  private void timed(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    double taken = BenchSession.secondsSince(start);
    seconds.computeIfAbsent(what, k -> new ArrayList<>()).add(taken);
    BenchSession.say("%-52s %8.2f s", what, taken);
  }

  private void report() {
    double fit =
        seconds.containsKey("one LogisticRegression fit")
            ? BenchSession.median(seconds.get("one LogisticRegression fit"))
            : Double.NaN;
    BenchSession.say("%n%-52s %8s %8s", "", "median s", "fits");
    seconds.forEach(
        (what, all) ->
            BenchSession.say(
                "%-52s %8.2f %8.2f",
                what, BenchSession.median(all), BenchSession.median(all) / fit));
    BenchSession.say("%-52s %8d MiB", "peak of the heap, at most", BenchSession.peakHeap() >> 20);
  }
}
