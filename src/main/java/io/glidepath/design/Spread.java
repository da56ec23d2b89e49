package io.glidepath.design;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.DeterministicLevel;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import scala.jdk.javaapi.CollectionConverters;

/**
 * More tasks than Spark makes, for a table of fewer row groups than there are cores. Spark gives a
 * row group to one task, so that a file of one leaves all cores but one without work.
 *
 * <p>Several tasks then read the same partition, and each makes blocks of its own {@link Slice} of
 * the rows. What follows the reading, which is most of the work, is spread; the reading itself
 * takes as long as before. Nothing is shuffled, so a row's task and its place in it depend on files
 * and cores alone, and equal layouts give equal bits.
 *
 * @param partitions as many as Spark has made
 * @param copies how many tasks read each of them
 */
record Spread(int partitions, int copies) implements Serializable {
  /** Numbers in a table that one core is done with before others have begun. */
  private static final long FEW_NUMBERS = 1 << 21;

  private static final int FEWEST_STRETCHES = 8;

  static Spread of(QueryExecution query, RDD<?> rows, RowShape shape) {
    int cores = rows.sparkContext().defaultParallelism();
    int copies = isInOrder(rows) ? copies(query, cores, shape.numbers()) : 1;
    return new Spread(rows.getNumPartitions(), copies);
  }

  /** After a shuffle two tasks may see the rows of one partition in two orders. */
  private static boolean isInOrder(RDD<?> rows) {
    return rows.outputDeterministicLevel().equals(DeterministicLevel.DETERMINATE())
        && rows.partitioner().isEmpty();
  }

  private static int copies(QueryExecution query, int cores, double numbers) {
    List<SparkPlan> leaves = CollectionConverters.asJava(query.executedPlan().collectLeaves());
    if (leaves.size() != 1
        || !(leaves.get(0) instanceof FileSourceScanExec scan)
        || !(scan.relation().fileFormat() instanceof ParquetFileFormat)) {
      return 1;
    }
    HadoopFsRelation table = scan.relation();
    String[] files = table.location().inputFiles();
    if (files.length >= cores) {
      return 1;
    }
    try {
      Configuration conf =
          query.sparkSession().sessionState().newHadoopConfWithOptions(table.options());
      return copies(rowGroups(files, conf), cores, numbers);
    } catch (IOException | RuntimeException e) {
      // whatever it is, the scan meets it too, and can tell
      return 1;
    }
  }

  private static List<Long> rowGroups(String[] files, Configuration conf) throws IOException {
    List<Long> rows = new ArrayList<>();
    for (String file : files) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), conf))) {
        reader.getRowGroups().stream()
            .map(BlockMetaData::getRowCount)
            .filter(n -> n > 0)
            .forEach(rows::add);
      }
    }
    return rows;
  }

  /**
   * @param rowGroups their rows
   * @param numbers of each row
   */
  static int copies(List<Long> rowGroups, int cores, double numbers) {
    if (rowGroups.isEmpty() || rowGroups.size() >= cores) {
      return 1;
    }
    long rows = rowGroups.stream().mapToLong(Long::longValue).sum();
    int copies = (cores + rowGroups.size() - 1) / rowGroups.size();
    boolean few =
        rows * numbers < FEW_NUMBERS || rows < (long) FEWEST_STRETCHES * Slice.STRETCH * copies;
    return few ? 1 : copies;
  }

  <T> JavaRDD<T> over(JavaRDD<T> rows) {
    if (copies == 1) {
      return rows;
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.context());
    @SuppressWarnings({"rawtypes", "unchecked"})
    JavaRDD<T>[] same = Collections.nCopies(copies, rows).toArray(new JavaRDD[0]);
    return spark.union(same);
  }

  int tasks() {
    return partitions * copies;
  }

  Slice slice(int task) {
    return new Slice(task / partitions, copies);
  }
}
