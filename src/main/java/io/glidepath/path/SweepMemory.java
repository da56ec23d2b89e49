package io.glidepath.path;

/**
 * What a sweep needs in memory besides rows that are kept.
 *
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
public record SweepMemory(long driverBytes, long taskBytes) {
  private static final long PLENTY = 1L << 50;

  /** Capped where no memory reaches, so that sums of it do not wrap around. */
  public static SweepMemory of(double driverBytes, double taskBytes) {
    return new SweepMemory(
        (long) Math.min(driverBytes, PLENTY), (long) Math.min(taskBytes, PLENTY));
  }

  /**
   * Of the pass for second moments and what is made of them. With m the moments of a cell ({@link
   * FoldMoments#bytes}): the driver holds those of all cells, 5 m to work with, m for each core
   * that solves a path, the coefficients of all models and those that are published; a task holds m
   * for each cell and two on their way.
   */
  public static SweepMemory ofMoments(SweepSize size) {
    return ofMoments(size, FoldMoments.bytes(size.columns()));
  }

  /**
   * The same.
   *
   * @param moments bytes of the moments of a cell
   */
  public static SweepMemory ofMoments(SweepSize size, double moments) {
    return of(
        (size.cells() + 5 + size.solvers()) * moments
            + size.coefficientBytes()
            + size.publishedBytes(),
        (size.cells() + 2) * moments + size.readingBytes());
  }
}
