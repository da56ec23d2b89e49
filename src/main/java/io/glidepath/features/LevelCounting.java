package io.glidepath.features;

import io.glidepath.features.LevelWeights.Level;
import io.glidepath.features.Scan.ScanSettings;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Counts the levels of a column that has very many: they are put together on executors, by a
 * shuffle, and the driver gets those that are kept and nothing of the others but their number.
 *
 * <p>Sums of weights carry twice the digits of a double, so that the order in which they arrive
 * does not show.
 */
final class LevelCounting {
  private final ScanSettings settings;
  private final int column;
  private final LevelRule rule;

  LevelCounting(ScanSettings settings, int column, LevelRule rule) {
    this.settings = settings;
    this.column = column;
    this.rule = rule;
  }

  /** What the levels come to. */
  private static final class Totals implements Serializable {
    private long kept;
    private long rare;
    private final Level rareRows = new Level();

    Totals add(Map<String, Level> levels, long minRows) {
      for (Level level : levels.values()) {
        if (level.rows() >= minRows) {
          kept++;
        } else {
          rare++;
          rareRows.add(level);
        }
      }
      return this;
    }

    Totals add(Totals other) {
      kept += other.kept;
      rare += other.rare;
      rareRows.add(other.rareRows);
      return this;
    }
  }

  LevelCounts count(JavaRDD<InternalRow> rows) {
    ScanSettings sent = settings;
    int j = column;
    int tasks = rows.getNumPartitions();
    long minRows = rule.minRows();
    JavaRDD<Map<String, Level>> levels =
        rows.mapPartitionsToPair(partition -> each(partition, sent, j, tasks))
            .partitionBy(new HashPartitioner(tasks)) // a number's hash is itself
            .mapPartitions(chunks -> together(chunks));
    Totals totals =
        levels.aggregate(new Totals(), (sum, own) -> sum.add(own, minRows), Totals::add);
    Map<String, Level> kept = new HashMap<>();
    if (totals.kept <= rule.max()) {
      levels
          .map(own -> LevelChunks.write(common(own, minRows)))
          .collect()
          .forEach(chunk -> LevelChunks.read(chunk, kept));
    }
    return new LevelCounts(
        kept, totals.kept, Optional.of(totals.rareRows).filter(r -> totals.rare > 0));
  }

  private static Map<String, Level> common(Map<String, Level> levels, long minRows) {
    levels.values().removeIf(level -> level.rows() < minRows);
    return levels;
  }

  private static Iterator<Tuple2<Integer, byte[]>> each(
      Iterator<InternalRow> partition, ScanSettings settings, int column, int tasks) {
    ScanRow look = settings.row(new ScanCounts(settings.size(), 0));
    return new LevelChunks(partition, look, column, tasks);
  }

  private static Iterator<Map<String, Level>> together(Iterator<Tuple2<Integer, byte[]>> chunks) {
    Map<String, Level> levels = new HashMap<>();
    chunks.forEachRemaining(chunk -> LevelChunks.read(chunk._2(), levels));
    return List.of(levels).iterator();
  }
}
