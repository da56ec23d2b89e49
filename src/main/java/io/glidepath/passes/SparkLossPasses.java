package io.glidepath.passes;

import io.glidepath.family.Family;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.LossPasses;
import io.glidepath.stats.CalibrationBinSums;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.CertificateSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Loss passes over standardized blocks, each one Spark job. The first one reads the rows; the
 * others read what {@link KeptBlocks} keeps of them.
 *
 * <p>Sums are merged in the order of the partitions: on the driver if they are few and small, else
 * first on executors in groups of neighbouring partitions, so that the driver receives no more than
 * about {@link MergePlan#RECEIVED} at once. A task holds the sums of all folds, and the models.
 */
final class SparkLossPasses implements LossPasses {
  /** Bytes of a model's scores, and of those with ranks. */
  private static final long SCORE = 64;

  private static final long RANKED = 96 << 10;
  private static final int MERGE_TASKS = 16;

  private final JavaSparkContext spark;
  private final KeptBlocks rows;
  private final Family family;
  private final BlasChoice blas;
  private final int folds;
  private final Repeats repeats;
  private int passes;

  /**
   * @param folds about how many there are, of all repeats
   */
  SparkLossPasses(
      JavaSparkContext spark,
      KeptBlocks rows,
      Family family,
      BlasChoice blas,
      int folds,
      Repeats repeats) {
    this.spark = spark;
    this.rows = rows;
    this.family = family;
    this.blas = blas;
    this.folds = folds;
    this.repeats = repeats;
  }

  @Override
  public SortedMap<Integer, ExpansionSums> expand(LinearModels models, LinearModels anchors) {
    SharedLinearModels shared =
        new SharedLinearModels(
            Map.of(ExpansionVisitor.MODELS, models, ExpansionVisitor.ANCHORS, anchors));
    long square = 8L * shared.width() * shared.width();
    return pass(
        "gradient pass %d, " + counted(models.size()) + ", curvature of " + anchors.size(),
        shared,
        sent -> new ExpansionVisitor(sent, family),
        folds * (8L * shared.width() * models.size() + square * anchors.size()));
  }

  @Override
  public Map<Integer, GradientSums> foldGradients(Map<Integer, LinearModels> models) {
    SharedLinearModels shared = new SharedLinearModels(models);
    SortedMap<Integer, GradientSums> sums =
        pass(
            "fold gradient pass %d, " + counted(shared.size()),
            shared,
            sent -> new FoldGradientVisitor(sent, family, repeats),
            8L * shared.width() * shared.size());
    // a fold without which no row is left
    models.forEach((fold, m) -> sums.putIfAbsent(fold, new GradientSums(m.width(), m.size())));
    return sums;
  }

  @Override
  public CertificateSums certify(LinearModels models, int free) {
    return pass(
            "certificate pass %d, " + counted(models.size()),
            new SharedLinearModels(Map.of(0, models)),
            sent -> new CertificateVisitor(sent, free, family, repeats),
            8L * models.size() * (2 + (long) free * models.width()))
        .get(0);
  }

  @Override
  public Map<Integer, HeldOutSums> scores(
      Map<Integer, LinearModels> models, Map<Integer, RankBins> bins) {
    SharedLinearModels shared = SharedLinearModels.binned(models, bins);
    return pass(
        "score pass %d, " + counted(shared.size()),
        shared,
        sent -> new HeldOutVisitor(sent, family),
        shared.size() * (bins.isEmpty() ? SCORE : RANKED));
  }

  @Override
  public Map<Integer, CalibrationSums> calibrations(
      Map<Integer, LinearModels> models, Map<Integer, double[]> lines) {
    SharedLinearModels shared = new SharedLinearModels(models, lines);
    return pass(
        "calibration pass %d, " + counted(shared.size()),
        shared,
        sent -> new CalibrationVisitor(sent, family),
        shared.size() * SCORE);
  }

  @Override
  public Map<Integer, CalibrationBinSums> calibrationBins(
      Map<Integer, LinearModels> models, Map<Integer, RankBins> bins, double... thresholds) {
    SharedLinearModels shared = SharedLinearModels.binned(models, bins);
    return pass(
        "calibration bin pass %d, " + counted(shared.size()),
        shared,
        sent -> new CalibrationBinVisitor(sent, thresholds, family),
        shared.size() * 8L * CalibrationBinSums.NUMBERS);
  }

  private static String counted(int models) {
    return models == 1 ? "1 model" : models + " models";
  }

  /**
   * @param what to say of it; %d is the number of the pass
   * @param bytes about what the sums of a task take
   */
  private <S extends Serializable> SortedMap<Integer, S> pass(
      String what,
      SharedLinearModels models,
      Function<Broadcast<SharedLinearModels>, LossVisitor<S>> visitor,
      long bytes) {
    passes++;
    return JobDescription.during(
        spark,
        what.replace("%d", Integer.toString(passes)),
        () -> {
          Broadcast<SharedLinearModels> sent = spark.broadcast(models);
          try {
            return summed(new LossSums<>(visitor.apply(sent), blas), bytes);
          } finally {
            sent.destroy();
          }
        });
  }

  private <S extends Serializable> SortedMap<Integer, S> summed(LossSums<S> task, long bytes) {
    int partitions = rows.blocks().getNumPartitions();
    MergePlan plan = MergePlan.of(partitions, bytes);
    int groups = plan.groups();
    JavaPairRDD<Part, byte[]> parts =
        rows.blocks()
            .mapPartitionsWithIndex(task, true)
            .mapToPair(p -> new Tuple2<>(p._1().inGroup(groups, partitions), p._2()));
    SortedMap<Integer, S> sums = new TreeMap<>();
    received(parts, task, plan)
        .forEachRemaining(
            part ->
                sums.merge(
                    part._1().fold(),
                    task.read(part._2()),
                    (sum, more) -> {
                      task.add(sum, more);
                      return sum;
                    }));
    return sums;
  }

  /** What the driver gets, those of a fold in the order of the partitions. */
  private static Iterator<Tuple2<Part, byte[]>> received(
      JavaPairRDD<Part, byte[]> parts, Merging merging, MergePlan plan) {
    if (!plan.onExecutors()) {
      return parts.collect().iterator();
    }
    JavaRDD<Tuple2<Part, byte[]>> merged =
        parts
            .repartitionAndSortWithinPartitions(new ByFold(MERGE_TASKS))
            .map(pair -> pair)
            .mapPartitions(new MergeParts(merging));
    if (plan.oneByOne()) {
      return merged.toLocalIterator();
    }
    List<Tuple2<Part, byte[]>> all = new ArrayList<>(merged.collect());
    all.sort(Comparator.comparing(Tuple2::_1));
    return all.iterator();
  }

  @Override
  public void close() {
    rows.close();
  }
}
