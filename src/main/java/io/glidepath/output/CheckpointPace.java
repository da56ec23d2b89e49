package io.glidepath.output;

import java.time.Duration;

/**
 * How often a checkpoint is written: so that a short run writes none, and a long one spends little
 * on it.
 *
 * @param least time before the first writing, and between the end of one and the next
 * @param rarely how many times as long as the last writing took is computed before the next
 */
public record CheckpointPace(Duration least, long rarely) {
  public static final CheckpointPace USUAL = new CheckpointPace(Duration.ofMinutes(1), 20);

  /** Nanoseconds to wait after a writing that took so many. */
  long pause(long took) {
    return Math.max(least.toNanos(), rarely * took);
  }
}
