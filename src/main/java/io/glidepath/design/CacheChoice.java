package io.glidepath.design;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Where rows are kept and why.
 *
 * @param mode {@link RowCache#AUTO} if it is not known yet
 * @param why in words, for the run's record
 * @param bytes of the rows as blocks in memory, foretold; empty if it is not known how many there
 *     are
 */
public record CacheChoice(RowCache mode, String why, OptionalLong bytes) {
  private static final long GIB = 1L << 30;

  /**
   * Chooses.
   *
   * @param asked what was asked for; only {@link RowCache#AUTO} leaves a choice
   * @param rows how many at most; empty if not known
   * @param rowBytes of each
   * @param room bytes available for rows; empty if not known
   */
  static CacheChoice of(RowCache asked, OptionalLong rows, double rowBytes, OptionalLong room) {
    OptionalLong bytes = rows.stream().map(n -> (long) (n * rowBytes)).findFirst();
    String size = bytes.isPresent() ? readable(bytes.getAsLong()) : "unknown";
    if (asked != RowCache.AUTO) {
      return new CacheChoice(asked, "as asked for; size of the rows: " + size, bytes);
    }
    if (rows.isEmpty()) {
      return new CacheChoice(RowCache.AUTO, "only a scan tells how many rows there are", bytes);
    }
    if (room.isEmpty()) {
      return new CacheChoice(
          RowCache.AUTO,
          "size of the rows: " + size + "; the executors' memory is not known yet",
          bytes);
    }
    boolean fits = bytes.getAsLong() <= room.getAsLong();
    return new CacheChoice(
        fits ? RowCache.MEMORY : RowCache.DISK,
        "size of the rows: " + size + "; memory for them: " + readable(room.getAsLong()),
        bytes);
  }

  /** The same, with more to be said of why. */
  public CacheChoice but(String more) {
    return new CacheChoice(mode, why + more, bytes);
  }

  /** The same, or disk where it is not known but must be decided: disk works in any memory. */
  public CacheChoice decided() {
    return mode == RowCache.AUTO ? new CacheChoice(RowCache.DISK, why, bytes) : this;
  }

  /** The word for the mode in configuration, tables and {@code plan}. */
  public String label() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** For people: whole MiB, from 10 GiB on GiB. */
  public static String readable(long bytes) {
    return bytes < 10 * GIB
        ? String.format(Locale.ROOT, "%d MiB", (bytes + (1 << 20) - 1) >> 20)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
