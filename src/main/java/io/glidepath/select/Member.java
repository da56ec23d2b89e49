package io.glidepath.select;

/** A model that takes part in the comparison. */
public enum Member {
  /** The one that is published. */
  CHOSEN("chosen", "the chosen model"),
  /** The grid point with the best mean score. */
  BEST("best", "the best grid point"),
  /** The best grid point of alpha = 0. */
  L2("l2", "the best pure L2"),
  /** The best grid point of alpha = 1. */
  L1("l1", "the best pure L1"),
  /** The best grid point of 0 &lt; alpha &lt; 1. */
  MIX("mix", "the best mix"),
  /** No shrinkage: the unpenalised fit where it is unique, else the weakest penalty of the grid. */
  NONE("none", "no shrinkage"),
  /** No columns: intercept, offset and what has no penalty. */
  NULL("null", "the model without columns");

  private final String label;
  private final String words;

  Member(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** The name used in the tables. */
  public String label() {
    return label;
  }

  /** What a sentence calls it. */
  public String words() {
    return words;
  }

  /**
   * The member of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Member of(String label) {
    for (Member member : values()) {
      if (member.label.equals(label)) {
        return member;
      }
    }
    throw new IllegalArgumentException("no member of the comparison is called " + label);
  }
}
