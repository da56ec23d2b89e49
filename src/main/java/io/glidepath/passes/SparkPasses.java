package io.glidepath.passes;

import io.glidepath.design.CacheChoice;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.RowTally;
import io.glidepath.design.Scanned;
import io.glidepath.family.Family;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.DataPasses;
import io.glidepath.path.LossPasses;
import io.glidepath.stats.ModelBatch;
import io.glidepath.stats.Moments;
import io.glidepath.stats.ResidualSums;
import io.glidepath.stats.Standardization;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Passes over a {@link Design}, each one Spark job. Partial results are merged in the order of the
 * partitions, whatever task ends first, so that equal layouts give equal bits.
 *
 * <p>Moments are merged on the executors, a fold at a time; the driver receives one for each fold,
 * one after the other.
 */
public final class SparkPasses implements DataPasses {
  private static final int MERGE_TASKS = 16;

  /** From so many columns on a fold's moments take more than 2 MiB. */
  private static final int WIDE = 500;

  private final Design design;
  private final JavaSparkContext spark;
  private final BlasChoice blas;
  private final Family family;
  private final CacheRequest cacheRequest;
  private ScanReport report = new ScanReport();
  private int folds = 1;
  private CacheChoice cache;

  /**
   * @param family whose labels are expected
   * @param cache where rows that several passes need are to be kept
   */
  public SparkPasses(
      Design design, JavaSparkContext spark, BlasChoice blas, Family family, CacheRequest cache) {
    this.design = design;
    this.spark = spark;
    this.blas = blas;
    this.family = family;
    this.cacheRequest = cache;
  }

  /** The rows that the last pass read. */
  public RowTally rows() {
    return report.rows();
  }

  /** What ran the kernels on the executors in the last pass. */
  public Set<String> blas() {
    return report.blas();
  }

  /** Where rows are kept and why; empty if no passes of another loss were asked for. */
  public Optional<CacheChoice> cache() {
    return Optional.ofNullable(cache);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.glidepath.failure.JobFailure BAD_DATA if a row cannot be used, none is left, or the
   *     family does not accept a label
   */
  @Override
  public SortedMap<Integer, Moments> moments() {
    SortedMap<Integer, Moments> byFold =
        JobDescription.during(
            spark, "moments of " + design.width() + " columns by fold", this::mergedMoments);
    report.rows().requireClean();
    report.labels().requireAccepted(design.layout().labelCol(), family);
    folds = byFold.size();
    return byFold;
  }

  private SortedMap<Integer, Moments> mergedMoments() {
    JavaPairRDD<Part, byte[]> parts =
        design
            .scan(new MomentsVisitor(blas, family, design.layout().repeats()))
            .flatMapToPair(SparkPasses::parts);
    Iterator<Tuple2<Part, byte[]>> merged =
        parts
            .repartitionAndSortWithinPartitions(new ByFold(mergeTasks()))
            .map(pair -> pair)
            .mapPartitions(new MergeParts(new MomentsOrReports()))
            .toLocalIterator();
    report = new ScanReport();
    SortedMap<Integer, Moments> byFold = new TreeMap<>();
    while (merged.hasNext()) {
      Tuple2<Part, byte[]> next = merged.next();
      if (next._1().isReport()) {
        report.combine(Wire.read(next._2(), ScanReport.class));
      } else {
        byFold.put(next._1().fold(), Wire.read(next._2(), Moments.class));
      }
    }
    return byFold;
  }

  /** Large moments are merged in many tasks, so that few of them travel in one result. */
  private int mergeTasks() {
    return design.width() > WIDE ? MERGE_TASKS : Math.min(MERGE_TASKS, spark.defaultParallelism());
  }

  /** One part at a time is turned into bytes, and its moments are let go. */
  private static Iterator<Tuple2<Part, byte[]>> parts(Scanned<FoldStates<Moments>> scanned) {
    int partition = scanned.partition();
    ScanReport rows = new ScanReport();
    rows.add(scanned.rows(), scanned.state());
    TreeMap<Integer, Moments> moments = scanned.state().byFold();
    Stream<Tuple2<Part, byte[]>> report =
        Stream.of(new Tuple2<>(Part.report(partition), Wire.write(rows)));
    Stream<Tuple2<Part, byte[]>> folds =
        List.copyOf(moments.keySet()).stream()
            .map(f -> new Tuple2<>(Part.ofFold(f, partition), Wire.write(moments.remove(f))));
    return Stream.concat(report, folds).iterator();
  }

  /** Adds up what the pass for moments makes. */
  private static final class MomentsOrReports implements Merging {
    private static final long serialVersionUID = 1;

    @Override
    public void add(Serializable sum, Serializable more) {
      if (sum instanceof ScanReport report) {
        report.combine((ScanReport) more);
      } else {
        ((Moments) sum).combine((Moments) more);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where rows are kept is decided now, by the rows that {@link #moments} met and the memory
   * that is free; they are read with the first pass.
   */
  @Override
  public LossPasses losses(Family family, Standardization units) {
    Repeats repeats = design.layout().repeats();
    cache =
        cacheRequest
            .choose(spark.sc(), OptionalLong.of(rows().used() * repeats.count()), units.width())
            .decided();
    KeptBlocks kept = KeptBlocks.of(design, units, cache.mode());
    return new SparkLossPasses(spark, kept, family, blas, folds, repeats);
  }

  @Override
  public Map<Integer, ResidualSums> residuals(Map<Integer, ModelBatch> models) {
    int batch = models.values().iterator().next().size();
    return JobDescription.during(
        spark, "residuals of " + batch + " models a fold", () -> summedResiduals(models, batch));
  }

  private Map<Integer, ResidualSums> summedResiduals(Map<Integer, ModelBatch> models, int batch) {
    Broadcast<SharedModels> shared = spark.broadcast(new SharedModels(models));
    try {
      JavaRDD<byte[]> states =
          design
              .scan(new ResidualsVisitor(shared, blas))
              .map(scanned -> Wire.write(new PartResiduals(scanned)));
      List<PartResiduals> inOrder =
          states.collect().stream()
              .map(bytes -> Wire.read(bytes, PartResiduals.class))
              .sorted(Comparator.comparingInt(PartResiduals::partition))
              .toList();
      Map<Integer, ResidualSums> byFold = new HashMap<>();
      for (PartResiduals part : inOrder) {
        part.byFold()
            .forEach(
                (fold, sums) ->
                    byFold.computeIfAbsent(fold, f -> new ResidualSums(batch)).combine(sums));
      }
      return byFold;
    } finally {
      shared.destroy();
    }
  }
}
