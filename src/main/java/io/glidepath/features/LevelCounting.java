package io.glidepath.features;

import io.glidepath.features.LevelWeights.Level;
import io.glidepath.features.Scan.ScanSettings;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
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

    Totals add(Level level, long minRows) {
      if (level.rows() >= minRows) {
        kept++;
      } else {
        rare++;
        rareRows.add(level);
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
    long minRows = rule.minRows();
    JavaPairRDD<String, Level> levels =
        rows.mapPartitionsToPair(partition -> each(partition, sent, j)).reduceByKey(Level::add);
    Totals totals =
        levels
            .values()
            .aggregate(new Totals(), (sum, level) -> sum.add(level, minRows), Totals::add);
    Map<String, Level> kept = new HashMap<>();
    if (totals.kept <= rule.max()) {
      levels
          .filter(level -> level._2().rows() >= minRows)
          .collect()
          .forEach(level -> kept.put(level._1(), level._2()));
    }
    return new LevelCounts(
        kept, totals.kept, Optional.of(totals.rareRows).filter(r -> totals.rare > 0));
  }

  private static Iterator<Tuple2<String, Level>> each(
      Iterator<InternalRow> partition, ScanSettings settings, int column) {
    ScanRow look = settings.row(new ScanCounts(settings.size(), 0));
    Stream<InternalRow> rows =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(partition, 0), false);
    return rows.filter(look::uses)
        .flatMap(row -> look.levels(row, column).stream().map(l -> one(l, look.weight())))
        .iterator();
  }

  private static Tuple2<String, Level> one(UTF8String name, double weight) {
    Level level = new Level();
    level.add(weight);
    return new Tuple2<>(name == null ? null : name.toString(), level);
  }
}
