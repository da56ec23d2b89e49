package io.glidepath.features;

/**
 * Which levels of a category, or tokens of a bag, get a column of their own.
 *
 * @param minRows rows that must have it; rarer ones together make one level
 * @param max the most there may be
 * @param other what the level of the rare ones is called
 */
public record LevelRule(long minRows, int max, String other) {
  /** Every level, of up to a hundred thousand. */
  public static final LevelRule USUAL = new LevelRule(1, 100_000, "(other)");

  LevelRule with(LevelSpec said) {
    return new LevelRule(
        said.minRows().orElse(minRows), said.max().orElse(max), said.other().orElse(other));
  }
}
