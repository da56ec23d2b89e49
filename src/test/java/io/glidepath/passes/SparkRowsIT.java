package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
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
import io.glidepath.path.KeptRows;
import io.glidepath.path.Rows;
import io.glidepath.path.RunLog;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.Cells;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.Elements;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.Pass;
import io.glidepath.stats.RankBins;
import io.glidepath.stats.RankedModels;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Statistic;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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

/** Passes over a table, beside the same sums over the same rows in memory. */
class SparkRowsIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final JavaSparkContext CONTEXT = new JavaSparkContext(SPARK.sparkContext());
  private static final Standardization UNITS =
      new Standardization(true, new int[] {0, 2}, new double[] {0.1, 5}, new double[] {0.7, 3});
  private static final int WIDTH = 3;
  private static final int[] FOLDS = {-1, 0, 4, 7};
  private static final Cells CELLS = Cells.once(FOLDS, new double[] {1, 1, 1, 1});

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
    return new SparkPasses(
        design, CONTEXT, BlasChoice.AUTO, family, new CacheRequest(cache, 0, 0), new RunLog());
  }

  private static KeptRows spark(Dataset<Row> rows, RowCache cache, Family family) {
    return passes(rows, cache, family).keep(UNITS);
  }

  private static KeptRows memory() {
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
    return new Rows(x, y, w, o, f, Repeats.ONCE).keep(UNITS);
  }

  private static LinearModels models(int count, int seed) {
    Random random = new Random(seed);
    return new LinearModels(
        WIDTH, random.doubles((long) WIDTH * count, -1, 1).map(v -> v / 2).toArray());
  }

  /** Different numbers of models for each fold. */
  private static List<LinearModels> foldModels() {
    return IntStream.range(0, FOLDS.length).mapToObj(k -> models(k + 1, k)).toList();
  }

  private static <Q extends Serializable, S extends Sums<S>> List<S> ask(
      KeptRows rows, Statistic<Q, S> statistic, List<Ask<Q>> asks) {
    return rows.answer(new Pass<>("test", statistic, asks));
  }

  private static <Q extends Serializable> List<Ask<Q>> each(IntFunction<Q> question) {
    return CELLS.askEach(question);
  }

  private static RankBins bins(LinearModels models) {
    double[] ones = new double[models.size()];
    Arrays.fill(ones, 1);
    return new RankBins(new double[models.size()], ones);
  }

  private static CertificateSums certificates(KeptRows rows, LinearModels models, int free) {
    return ask(
            rows,
            new CertificateSums.Of(new Binomial(), free, false),
            List.of(new Ask<>(CELLS.trainingRows(HeldOut.NOTHING), models)))
        .get(0);
  }

  /** Every number that every kind of pass gives, in one row. */
  private static double[] everything(KeptRows rows, Family family) {
    List<Double> all = new ArrayList<>();
    List<LinearModels> own = foldModels();
    ExpansionSums.Around around = new ExpansionSums.Around(models(6, 1), models(2, 2), false, 0);
    ask(rows, new ExpansionSums.Of(family), each(f -> around)).forEach(s -> add(all, s));
    List<Ask<LinearModels>> training =
        IntStream.range(0, FOLDS.length)
            .mapToObj(f -> new Ask<>(CELLS.trainingRows(HeldOut.cell(f)), own.get(f)))
            .toList();
    List<GradientSums> gradients = ask(rows, new GradientSums.Of(family), training);
    List<HeldOutSums> scores =
        ask(
            rows,
            new HeldOutSums.Of(family),
            each(f -> new RankedModels(own.get(f), bins(own.get(f)))));
    List<HeldOutSums> unranked =
        ask(rows, new HeldOutSums.Of(family), each(f -> new RankedModels(own.get(f), null)));
    List<CalibrationSums> calibrations =
        ask(
            rows,
            new CalibrationSums.Of(family),
            each(
                f ->
                    new CalibrationSums.Lines(
                        own.get(f), new Random(f).doubles(2L * own.get(f).size()).toArray())));
    List<CalibrationBinSums> binned =
        ask(
            rows,
            new CalibrationBinSums.Of(family),
            each(f -> new RankedModels(own.get(f), bins(own.get(f)))));
    for (int f = 0; f < FOLDS.length; f++) {
      int size = own.get(f).size();
      add(all, gradients.get(f), size);
      for (int k = 0; k < size; k++) {
        for (Metric metric : List.of(Metric.DEVIANCE, Metric.BRIER, Metric.MAE, Metric.AUC)) {
          all.add(scores.get(f).score(metric, k));
        }
        all.add(unranked.get(f).score(Metric.ACCURACY, k));
        add(all, calibrations.get(f).gradient(k));
        add(all, calibrations.get(f).curvature(k));
        all.add(calibrations.get(f).centre(k));
        all.add(calibrations.get(f).spread(k));
        for (CalibrationBinSums.Tenth t : binned.get(f).tenths(k)) {
          add(all, new double[] {t.index(), t.weight(), t.predicted(), t.observed()});
        }
      }
    }
    CertificateSums certificate = certificates(rows, models(5, 3), 2);
    all.add(certificate.weight());
    for (int k = 0; k < 5; k++) {
      all.add(certificate.loss(k));
      all.add(certificate.pearson(k));
      all.add(certificate.product(k, 1, 2));
    }
    return all.stream().mapToDouble(v -> v).toArray();
  }

  private static void add(List<Double> all, ExpansionSums sums) {
    add(all, sums.gradients(), 6);
    add(all, Elements.lowerTriangle(sums.curvatures().products(0), WIDTH));
    add(all, Elements.lowerTriangle(sums.curvatures().products(1), WIDTH));
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
    try (KeptRows passes = spark(table, cache, new Binomial());
        KeptRows expected = memory()) {
      double[] first = everything(passes, new Binomial());
      assertThat(first)
          .containsExactly(everything(expected, new Binomial()), within(1e-9))
          .doesNotContain(Double.NaN);
      assertThat(everything(passes, new Binomial())).isEqualTo(first);
    }
  }

  @Test
  void otherFamiliesAndRowsOfAQuery() {
    Dataset<Row> query = table.where("spark_partition_id() >= 0");
    try (KeptRows passes = spark(query, RowCache.DISK, new Poisson());
        KeptRows expected = memory()) {
      assertThat(everything(passes, new Poisson()))
          .containsExactly(everything(expected, new Poisson()), within(1e-9));
    }
  }

  /** From some number of partitions on, executors merge before the driver does. */
  @Test
  void manyPartitionsAreMergedInTheirOrder() {
    Dataset<Row> many = table.repartition(45);
    try (KeptRows passes = spark(many, RowCache.MEMORY, new Binomial());
        KeptRows expected = memory()) {
      double[] first = everything(passes, new Binomial());
      assertThat(first).containsExactly(everything(expected, new Binomial()), within(1e-9));
      assertThat(everything(passes, new Binomial())).isEqualTo(first);
    }
  }

  @Test
  void aPassIsOneJobWithANameOfItsOwn() {
    try (KeptRows passes = spark(table.repartition(45), RowCache.MEMORY, new Binomial())) {
      certificates(passes, models(1, 1), 0);
      CONTEXT.setJobGroup("one pass", "mine");
      ask(passes, new GradientSums.Of(new Binomial()), each(f -> models(3, f)));
      assertThat(CONTEXT.statusTracker().getJobIdsForGroup("one pass")).hasSize(1);
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
    } finally {
      CONTEXT.clearJobGroup();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "DISK"})
  void aLostPartitionIsReadAgain(RowCache cache) {
    try (KeptRows passes = spark(table, cache, new Binomial())) {
      double[] first = everything(passes, new Binomial());
      RDDBlockId block = new RDDBlockId(kept(), 0);
      assertThat(SparkEnv.get().blockManager().getStatus(block).get().isCached()).isTrue();
      SparkEnv.get().blockManager().removeBlock(block, true);
      assertThat(SparkEnv.get().blockManager().getStatus(block).isEmpty()).isTrue();
      assertThat(everything(passes, new Binomial())).isEqualTo(first);
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
    try (KeptRows passes = spark(table, RowCache.NONE, new Binomial())) {
      certificates(passes, models(1, 1), 0);
      assertThat(names()).doesNotContain("glidepath rows");
    }
  }

  @Test
  void whatFitsIsKeptInMemory() {
    SparkPasses passes = passes(table, RowCache.AUTO, new Binomial());
    assertThat(passes.log().effort().cache()).isEmpty();
    passes.moments(true);
    passes.keep(UNITS).close();
    assertThat(passes.log().effort().cache()).containsEntry("mode", "memory");
    assertThat(passes.log().effort().cache().get("why"))
        .startsWith("size of the rows: 1 MiB; memory for them: ");
  }

  @Test
  void whatDoesNotFitGoesToDisk() {
    SparkPasses passes =
        new SparkPasses(
            Design.of(table, new RowLayout(List.of("a"), "y")),
            CONTEXT,
            BlasChoice.AUTO,
            new Binomial(),
            new CacheRequest(RowCache.AUTO, 1L << 50, 0),
            new RunLog());
    passes.moments(true);
    passes.keep(UNITS).close();
    assertThat(passes.log().effort().cache())
        .isEqualTo(
            Map.of("mode", "disk", "why", "size of the rows: 1 MiB; memory for them: 0 MiB"));
  }

  @Test
  void aFoldWithAllTheRowsLeavesNothingToTrainOn() {
    Dataset<Row> one = table.where("f = 4");
    try (KeptRows passes = spark(one, RowCache.NONE, new Binomial())) {
      Ask<LinearModels> nothing = new Ask<>(CellSet.of(), models(2, 1));
      GradientSums sums = ask(passes, new GradientSums.Of(new Binomial()), List.of(nothing)).get(0);
      assertThat(sums.value(1, 2)).isZero();
    }
  }

  @Test
  void labelsThatTheFamilyDoesNotAcceptAreCounted() {
    Dataset<Row> odd = table.selectExpr("a", "b", "c", "if(c = 3, y + 2, y) y", "w", "o", "f");
    long rows = odd.where("c = 3 and w > 0").count();
    assertThat(rows).isPositive();
    assertThatThrownBy(() -> passes(odd, RowCache.AUTO, new Binomial()).moments(true))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContainingAll(
            "columns.label = y: "
                + rows
                + " rows have a label that family binomial does not accept",
            "for example 2.0",
            "allowed: 0 or 1");
    assertThat(passes(odd, RowCache.AUTO, new Poisson()).moments(true)).hasSize(4);
  }

  @Test
  void whatTravelsSurvivesKryo() {
    SerializerInstance kryo = new KryoSerializer(SparkEnv.get().conf()).newInstance();
    Block block = new Block(7, 1, 2);
    block.x().writer().set(1, 0, 4);
    block.setRows(2);
    Block read =
        kryo.deserialize(
            kryo.serialize(block, ClassTag$.MODULE$.apply(Block.class)),
            ClassTag$.MODULE$.apply(Block.class));
    assertThat(read.x().value(0, 0)).isZero();
    assertThat(read.x().value(1, 0)).isEqualTo(4);
    assertThat(read.cell()).isEqualTo(7);
    assertThat(read.rows()).isEqualTo(2);
  }
}
