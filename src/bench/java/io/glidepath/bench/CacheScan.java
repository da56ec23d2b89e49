package io.glidepath.bench;

import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.Folds;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowLayout;
import io.glidepath.family.Gaussian;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.passes.SparkPasses;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RunLog;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a loss pass costs besides arithmetic, by where rows are kept: the pass of one model over a
 * table of {@link MakeTable} in ten folds, beside {@link PlainScan}.
 *
 * <p>Argument: path; default {@code target/bench/table}.
 */
public final class CacheScan {
  private static final CellSet FOLDS = CellSet.of(IntStream.range(0, 10).toArray());

  private CacheScan() {}

  public static void main(String[] args) {
    SparkSession spark = BenchSession.start();
    Dataset<Row> table = spark.read().parquet(new Arguments(args).text(0, "target/bench/table"));
    List<String> features =
        Arrays.stream(table.columns()).filter(name -> name.startsWith("x")).toList();
    Dataset<Row> rows = table.withColumn("fold", Folds.byKey(table.schema(), List.of("id"), 1, 10));
    Design design =
        Design.of(
            rows,
            new RowLayout(features, "y", Optional.empty(), Optional.empty(), Optional.of("fold")));
    for (RowCache mode : List.of(RowCache.NONE, RowCache.DISK, RowCache.MEMORY)) {
      try (KeptRows passes = passes(spark, design, mode)) {
        BenchSession.measure("pass, cache = " + mode, () -> pass(passes, design.width() + 1));
      }
    }
    BenchSession.measure("plain scan", () -> PlainScan.sum(table));
    spark.stop();
  }

  private static KeptRows passes(SparkSession spark, Design design, RowCache mode) {
    int p = design.width();
    double[] ones = new double[p];
    Arrays.fill(ones, 1);
    Standardization units =
        new Standardization(true, IntStream.range(0, p).toArray(), new double[p], ones);
    return new SparkPasses(
            design,
            new JavaSparkContext(spark.sparkContext()),
            BlasChoice.AUTO,
            new Gaussian(),
            new CacheRequest(mode, 0, 0),
            new RunLog())
        .keep(units);
  }

  private static double pass(KeptRows passes, int width) {
    double[] coefficients = new double[width];
    Arrays.fill(coefficients, 0.01);
    Ask<LinearModels> ask = new Ask<>(FOLDS, new LinearModels(width, coefficients));
    return passes
        .answer(new Pass<>("scan", new CertificateSums.Of(new Gaussian(), 0, false), List.of(ask)))
        .get(0)
        .loss(0);
  }
}
