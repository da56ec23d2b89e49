package io.glidepath.passes;

import io.glidepath.design.CacheChoice;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowShape;
import io.glidepath.design.RowTally;
import io.glidepath.design.Scanned;
import io.glidepath.family.Family;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.DataPasses;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RowPasses;
import io.glidepath.path.RunLog;
import io.glidepath.rdd.JobDescription;
import io.glidepath.rdd.SmallJobs;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Passes over a {@link Design}, each one Spark job. Partial results are merged in the order of the
 * partitions, whatever task ends first, so that equal layouts give equal bits.
 *
 * <p>Moments are merged on the executors, a cell at a time; the driver receives one for each cell,
 * one after the other.
 */
public final class SparkPasses implements DataPasses {
  /** What the driver receives of one pass at once, about. */
  public static final long RECEIVED_BYTES = MergePlan.RECEIVED;

  private static final int MERGE_TASKS = 16;

  /** From so many columns on a cell's moments take more than 2 MiB. */
  private static final int WIDE = 500;

  private final Design design;
  private final JavaSparkContext spark;
  private final BlasChoice blas;
  private final Family family;
  private final CacheRequest cacheRequest;
  private final RunLog log;
  private ScanReport report = new ScanReport();

  /**
   * @param family whose labels are expected
   * @param cache where rows that several passes need are to be kept
   * @param log says afterwards where they were, and what ran the kernels
   */
  public SparkPasses(
      Design design,
      JavaSparkContext spark,
      BlasChoice blas,
      Family family,
      CacheRequest cache,
      RunLog log) {
    this.design = design;
    this.spark = spark;
    this.blas = blas;
    this.family = family;
    this.cacheRequest = cache;
    this.log = log;
  }

  /** The rows that the last pass read. */
  public RowTally rows() {
    return report.rows();
  }

  @Override
  public RunLog log() {
    return log;
  }

  @Override
  public boolean sparse() {
    return design.shape().sparse().length > 0;
  }

  @Override
  public boolean factored(long rows) {
    return design.shape().factored(rows);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.glidepath.failure.JobFailure BAD_DATA if a row cannot be used, none is left, or the
   *     family does not accept a label
   */
  @Override
  public SortedMap<Integer, Moments> moments(boolean pairs) {
    SortedMap<Integer, Moments> byCell =
        JobDescription.during(
            spark.sc(),
            "moments of " + design.width() + " columns by cell",
            () -> mergedMoments(pairs));
    log.executorBlas(report.blas());
    report.rows().requireClean();
    report.labels().requireAccepted(design.layout().labelCol(), family);
    return byCell;
  }

  private SortedMap<Integer, Moments> mergedMoments(boolean pairs) {
    JavaPairRDD<Part, byte[]> parts =
        design
            .scan(new MomentsVisitor(blas, family, design.layout().repeats(), pairs))
            .flatMapToPair(SparkPasses::parts);
    Iterator<Tuple2<Part, byte[]>> merged =
        SmallJobs.iterator(new MergeParts<>(Moments.class).inOrder(parts, mergeTasks()));
    report = new ScanReport();
    SortedMap<Integer, Moments> byCell = new TreeMap<>();
    while (merged.hasNext()) {
      Tuple2<Part, byte[]> next = merged.next();
      if (next._1().isReport()) {
        report.combine(Wire.read(next._2(), ScanReport.class));
      } else {
        byCell.put(next._1().key(), Wire.read(next._2(), Moments.class));
      }
    }
    return byCell;
  }

  /** Large moments are merged in many tasks, so that few of them travel in one result. */
  private int mergeTasks() {
    return design.width() > WIDE ? MERGE_TASKS : Math.min(MERGE_TASKS, spark.defaultParallelism());
  }

  /** One part at a time is turned into bytes, and its moments are let go. */
  private static Iterator<Tuple2<Part, byte[]>> parts(Scanned<ScannedMoments> scanned) {
    int partition = scanned.partition();
    ScanReport rows = new ScanReport();
    rows.add(scanned.rows(), scanned.state());
    TreeMap<Integer, Moments> moments = scanned.state().byCell();
    Stream<Tuple2<Part, byte[]>> report =
        Stream.of(new Tuple2<>(Part.report(partition), Wire.write(rows)));
    Stream<Tuple2<Part, byte[]>> cells =
        List.copyOf(moments.keySet()).stream()
            .map(c -> new Tuple2<>(Part.of(c, partition), Wire.write(moments.remove(c))));
    return Stream.concat(report, cells).iterator();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where rows are kept is decided now, by the rows that {@link #moments} met and the memory
   * that is free; they are read with the first pass.
   */
  @Override
  public KeptRows keep(Standardization units) {
    long copies = rows().used() * design.layout().repeats().count();
    CacheChoice cache =
        cacheRequest.choose(spark.sc(), OptionalLong.of(copies), rowBytes(units)).decided();
    log.cache(cache.label(), cache.why());
    return new SparkRows(spark, KeptBlocks.of(design, units, cache.mode()), blas, log);
  }

  /**
   * The rows as they are, with a column of ones before the others, read again for every pass. No
   * pass by itself.
   */
  public RowPasses asTheyAre() {
    double[] ones = new double[design.width()];
    Arrays.fill(ones, 1);
    int[] columns = IntStream.range(0, ones.length).toArray();
    Standardization units = new Standardization(true, columns, new double[ones.length], ones);
    return new SparkRows(spark, KeptBlocks.of(design, units, RowCache.NONE), blas, log);
  }

  /**
   * Reads all rows only to see that each can be used.
   *
   * @throws io.glidepath.failure.JobFailure BAD_DATA if a row cannot be used, none is left, or the
   *     family does not accept a label
   */
  public void check() {
    List<Scanned<ScannedMoments>> scanned =
        JobDescription.during(
            spark.sc(),
            "looking at rows held out",
            () -> SmallJobs.collect(design.scan(new LabelsVisitor(blas, family))));
    report = new ScanReport();
    scanned.forEach(part -> report.add(part.rows(), part.state()));
    report.rows().requireClean();
    report.labels().requireAccepted(design.layout().labelCol(), family);
  }

  /** The columns that are left out are taken for dense ones, if there are any. */
  private double rowBytes(Standardization units) {
    RowShape shape = design.shape();
    int dense = shape.columns() - shape.sparse().length;
    return shape.keptBytes(Math.max(-dense, units.width() - shape.columns()));
  }

  @Override
  public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
    return new SparkRows(spark, KeptBlocks.none(design), blas, log).answer(pass);
  }
}
