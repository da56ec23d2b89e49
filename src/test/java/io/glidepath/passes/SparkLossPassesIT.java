package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.design.CacheChoice;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.family.Poisson;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.LossPasses;
import io.glidepath.path.Rows;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import io.glidepath.stats.Standardization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.reflect.ClassTag$;

/** Loss passes over a table, beside the same sums over the same rows in memory. */
class SparkLossPassesIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final JavaSparkContext CONTEXT = new JavaSparkContext(SPARK.sparkContext());
  private static final Standardization UNITS =
      new Standardization(true, new int[] {0, 2}, new double[] {0.1, 5}, new double[] {0.7, 3});
  private static final int WIDTH = 3;
  private static final int[] FOLDS = {-1, 0, 4, 7};

  @TempDir static Path directory;
  private static Dataset<Row> table;

  @BeforeAll
  static void writeTable() {
    String path = directory.resolve("t").toString();
    SPARK
        .range(0, 700, 1, 5)
        .selectExpr(
            "sin(id) a",
            "double(id) b",
            "double(id * id % 11) c",
            "double(pmod(hash(id), 10) < 4) y",
            "double(id % 4) / 2 w",
            "cos(3 * id) / 5 o",
            "int(array(-1, 0, 4, 7)[int(pmod(hash(id, 1), 4))]) f")
        .write()
        .parquet(path);
    table = SPARK.read().parquet(path);
  }

  private static SparkPasses passes(Dataset<Row> rows, RowCache cache, Family family) {
    Design design =
        Design.of(
            rows,
            new RowLayout(
                List.of("a", "b", "c"), "y", Optional.of("w"), Optional.of("o"), Optional.of("f")));
    return new SparkPasses(design, CONTEXT, BlasChoice.AUTO, family, new CacheRequest(cache, 0, 0));
  }

  private static LossPasses spark(Dataset<Row> rows, RowCache cache, Family family) {
    return passes(rows, cache, family).losses(family, UNITS);
  }

  private static LossPasses memory(Family family) {
    List<Row> rows = table.collectAsList();
    double[][] x = new double[rows.size()][];
    double[] y = new double[rows.size()];
    double[] w = new double[rows.size()];
    double[] o = new double[rows.size()];
    int[] f = new int[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      x[i] = new double[] {row.getDouble(0), row.getDouble(1), row.getDouble(2)};
      y[i] = row.getDouble(3);
      w[i] = row.getDouble(4);
      o[i] = row.getDouble(5);
      f[i] = row.getInt(6);
    }
    return new Rows(x, y, w, o, f, Repeats.ONCE).losses(family, UNITS);
  }

  private static LinearModels models(int count, int seed) {
    Random random = new Random(seed);
    return new LinearModels(
        WIDTH, random.doubles((long) WIDTH * count, -1, 1).map(v -> v / 2).toArray());
  }

  /** Different numbers of models for each fold. */
  private static Map<Integer, LinearModels> foldModels() {
    Map<Integer, LinearModels> models = new HashMap<>();
    for (int k = 0; k < FOLDS.length; k++) {
      models.put(FOLDS[k], models(k + 1, k));
    }
    return models;
  }

  /** Every number that every kind of pass gives, in one row. */
  private static double[] everything(LossPasses passes) {
    List<Double> all = new ArrayList<>();
    Map<Integer, LinearModels> byFold = foldModels();
    Map<Integer, double[]> lines = new HashMap<>();
    Map<Integer, RankBins> bins = new HashMap<>();
    byFold.forEach(
        (f, m) -> {
          lines.put(f, new Random(f).doubles(2L * m.size()).toArray());
          double[] ones = new double[m.size()];
          java.util.Arrays.fill(ones, 1);
          bins.put(f, new RankBins(new double[m.size()], ones));
        });
    passes.expand(models(6, 1), models(2, 2)).forEach((f, s) -> add(all, f, s));
    Map<Integer, GradientSums> gradients = passes.foldGradients(byFold);
    Map<Integer, HeldOutSums> scores = passes.scores(byFold, bins);
    Map<Integer, HeldOutSums> unranked = passes.scores(byFold, Map.of());
    Map<Integer, CalibrationSums> calibrations = passes.calibrations(byFold, lines);
    Map<Integer, CalibrationBinSums> binned = passes.calibrationBins(byFold, bins);
    for (int fold : FOLDS) {
      int size = byFold.get(fold).size();
      add(all, gradients.get(fold), size);
      for (int k = 0; k < size; k++) {
        for (Metric metric : List.of(Metric.DEVIANCE, Metric.BRIER, Metric.MAE, Metric.AUC)) {
          all.add(scores.get(fold).score(metric, k));
        }
        all.add(unranked.get(fold).score(Metric.ACCURACY, k));
        add(all, calibrations.get(fold).gradient(k));
        add(all, calibrations.get(fold).curvature(k));
        all.add(calibrations.get(fold).centre(k));
        all.add(calibrations.get(fold).spread(k));
        for (CalibrationBinSums.Tenth t : binned.get(fold).tenths(k)) {
          add(all, new double[] {t.index(), t.weight(), t.predicted(), t.observed()});
        }
      }
    }
    CertificateSums certificate = passes.certify(models(5, 3), 2);
    all.add(certificate.weight());
    for (int k = 0; k < 5; k++) {
      all.add(certificate.loss(k));
      all.add(certificate.pearson(k));
      all.add(certificate.product(k, 1, 2));
    }
    return all.stream().mapToDouble(v -> v).toArray();
  }

  private static void add(List<Double> all, int fold, ExpansionSums sums) {
    all.add((double) fold);
    add(all, sums.gradients(), 6);
    add(all, sums.curvatures().upperTriangle(0));
    add(all, sums.curvatures().upperTriangle(1));
  }

  private static void add(List<Double> all, GradientSums sums, int models) {
    for (int k = 0; k < models; k++) {
      for (int j = 0; j < WIDTH; j++) {
        all.add(sums.value(k, j));
      }
    }
  }

  private static void add(List<Double> all, double[] values) {
    for (double v : values) {
      all.add(v);
    }
  }

  @ParameterizedTest
  @EnumSource(RowCache.class)
  void sumsAreThoseOfTheRows(RowCache cache) {
    try (LossPasses passes = spark(table, cache, new Binomial());
        LossPasses expected = memory(new Binomial())) {
      double[] first = everything(passes);
      assertThat(first)
          .containsExactly(everything(expected), within(1e-9))
          .doesNotContain(Double.NaN);
      assertThat(everything(passes)).isEqualTo(first);
    }
  }

  @Test
  void otherFamiliesAndRowsOfAQuery() {
    Dataset<Row> query = table.where("spark_partition_id() >= 0");
    try (LossPasses passes = spark(query, RowCache.DISK, new Poisson());
        LossPasses expected = memory(new Poisson())) {
      assertThat(everything(passes)).containsExactly(everything(expected), within(1e-9));
    }
  }

  /** From some number of partitions on, executors merge before the driver does. */
  @Test
  void manyPartitionsAreMergedInTheirOrder() {
    Dataset<Row> many = table.repartition(45);
    try (LossPasses passes = spark(many, RowCache.MEMORY, new Binomial());
        LossPasses expected = memory(new Binomial())) {
      double[] first = everything(passes);
      assertThat(first).containsExactly(everything(expected), within(1e-9));
      assertThat(everything(passes)).isEqualTo(first);
    }
  }

  @Test
  void aPassIsOneJobWithANameOfItsOwn() {
    try (LossPasses passes = spark(table.repartition(45), RowCache.MEMORY, new Binomial())) {
      passes.certify(models(1, 1), 0);
      CONTEXT.setJobGroup("one pass", "mine");
      passes.expand(models(3, 1), models(1, 2));
      assertThat(CONTEXT.statusTracker().getJobIdsForGroup("one pass")).hasSize(1);
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
    } finally {
      CONTEXT.clearJobGroup();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "DISK"})
  void aLostPartitionIsReadAgain(RowCache cache) {
    try (LossPasses passes = spark(table, cache, new Binomial())) {
      double[] first = everything(passes);
      RDDBlockId block = new RDDBlockId(kept(), 0);
      assertThat(SparkEnv.get().blockManager().getStatus(block).get().isCached()).isTrue();
      SparkEnv.get().blockManager().removeBlock(block, true);
      assertThat(SparkEnv.get().blockManager().getStatus(block).isEmpty()).isTrue();
      assertThat(everything(passes)).isEqualTo(first);
      assertThat(SparkEnv.get().blockManager().getStatus(block).get().isCached()).isTrue();
    }
    assertThat(names()).doesNotContain("glidepath rows");
  }

  private static int kept() {
    return CONTEXT.getPersistentRDDs().values().stream()
        .filter(r -> "glidepath rows".equals(r.name()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static List<String> names() {
    return CONTEXT.getPersistentRDDs().values().stream().map(r -> "" + r.name()).toList();
  }

  @Test
  void keepsNothingWhenToldSo() {
    try (LossPasses passes = spark(table, RowCache.NONE, new Binomial())) {
      passes.certify(models(1, 1), 0);
      assertThat(names()).doesNotContain("glidepath rows");
    }
  }

  @Test
  void whatFitsIsKeptInMemory() {
    SparkPasses passes = passes(table, RowCache.AUTO, new Binomial());
    assertThat(passes.cache()).isEmpty();
    passes.moments();
    passes.losses(new Binomial(), UNITS).close();
    CacheChoice choice = passes.cache().orElseThrow();
    assertThat(choice.mode()).isEqualTo(RowCache.MEMORY);
    assertThat(choice.why()).startsWith("size of the rows: 1 MiB; memory for them: ");
  }

  @Test
  void whatDoesNotFitGoesToDisk() {
    SparkPasses passes =
        new SparkPasses(
            Design.of(table, new RowLayout(List.of("a"), "y")),
            CONTEXT,
            BlasChoice.AUTO,
            new Binomial(),
            new CacheRequest(RowCache.AUTO, 1L << 50, 0));
    passes.moments();
    passes.losses(new Binomial(), UNITS).close();
    assertThat(passes.cache().orElseThrow())
        .isEqualTo(
            new CacheChoice(RowCache.DISK, "size of the rows: 1 MiB; memory for them: 0 MiB"));
  }

  @Test
  void aFoldWithAllTheRowsLeavesNothingToTrainOn() {
    Dataset<Row> one = table.where("f = 4");
    try (LossPasses passes = spark(one, RowCache.NONE, new Binomial())) {
      GradientSums sums = passes.foldGradients(Map.of(4, models(2, 1))).get(4);
      assertThat(sums.value(1, 2)).isZero();
    }
  }

  @Test
  void labelsThatTheFamilyDoesNotAcceptAreCounted() {
    Dataset<Row> odd = table.selectExpr("a", "b", "c", "if(c = 3, y + 2, y) y", "w", "o", "f");
    long rows = odd.where("c = 3 and w > 0").count();
    assertThat(rows).isPositive();
    assertThatThrownBy(() -> passes(odd, RowCache.AUTO, new Binomial()).moments())
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContainingAll(
            "columns.label = y: "
                + rows
                + " rows have a label that family binomial does not accept",
            "for example 2.0",
            "allowed: 0 or 1");
    assertThat(passes(odd, RowCache.AUTO, new Poisson()).moments()).hasSize(4);
  }

  @Test
  void whatTravelsSurvivesKryo() {
    SerializerInstance kryo = new KryoSerializer(SparkEnv.get().conf()).newInstance();
    SharedLinearModels models =
        kryo.deserialize(
            kryo.serialize(
                new SharedLinearModels(
                    Map.of(3, new LinearModels(2, new double[] {1, 2})),
                    Map.of(3, new double[] {5})),
                ClassTag$.MODULE$.apply(SharedLinearModels.class)),
            ClassTag$.MODULE$.apply(SharedLinearModels.class));
    assertThat(models.of(3).coefficients()).containsExactly(1, 2);
    assertThat(models.numbers(3, 0, 1)).containsExactly(5);
    Block block = new Block(7, 1, 2);
    block.values()[1] = 4;
    block.setRows(2);
    Block read =
        kryo.deserialize(
            kryo.serialize(block, ClassTag$.MODULE$.apply(Block.class)),
            ClassTag$.MODULE$.apply(Block.class));
    assertThat(read.values()).containsExactly(0, 4);
    assertThat(read.fold()).isEqualTo(7);
    assertThat(read.rows()).isEqualTo(2);
  }
}
