package io.glidepath.features;

import java.io.Serializable;

/**
 * What a partition, or all of them, hold in the scanned columns. Arrays are indexed like the
 * columns of the scan.
 */
final class ScanCounts implements Serializable {
  long read;
  long zeroWeight;
  long used;
  long missingWeight;
  long negativeWeight;
  long infiniteWeight;
  final long[] missing;
  final long[] infinite;
  final long[] wrongWidth;
  final long[] dropped = new long[ScanColumn.Role.values().length];
  final LevelWeights[] levels;
  final WeightedMean[] means;

  ScanCounts(int columns, int levelLimit) {
    missing = new long[columns];
    infinite = new long[columns];
    wrongWidth = new long[columns];
    levels = new LevelWeights[columns];
    means = new WeightedMean[columns];
    for (int j = 0; j < columns; j++) {
      levels[j] = new LevelWeights(levelLimit);
      means[j] = new WeightedMean();
    }
  }

  void add(ScanCounts other) {
    read += other.read;
    zeroWeight += other.zeroWeight;
    used += other.used;
    missingWeight += other.missingWeight;
    negativeWeight += other.negativeWeight;
    infiniteWeight += other.infiniteWeight;
    add(missing, other.missing);
    add(infinite, other.infinite);
    add(wrongWidth, other.wrongWidth);
    add(dropped, other.dropped);
    for (int j = 0; j < missing.length; j++) {
      levels[j].add(other.levels[j]);
      means[j].add(other.means[j]);
    }
  }

  private static void add(long[] sum, long[] terms) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += terms[i];
    }
  }
}
