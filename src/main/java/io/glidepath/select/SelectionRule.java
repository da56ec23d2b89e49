package io.glidepath.select;

import java.util.Arrays;
import java.util.List;

/** How one grid point is chosen from the cross-validated surface. */
public enum SelectionRule {
  /** The best mean over folds. */
  BEST("best"),
  /** Of the best path, the strongest penalty within a standard error of the best mean. */
  ONE_SE("one-se"),
  /** The fewest columns within a standard error of the best mean. */
  SPARSEST_ONE_SE("sparsest-one-se"),
  /** The fewest columns within a standard error of the paired difference to the best. */
  PAIRED_SE("paired-se");

  private final String label;

  SelectionRule(String label) {
    this.label = label;
  }

  /** The names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(SelectionRule::label).toList();
  }

  /** The name used in configuration and tables. */
  public String label() {
    return label;
  }
}
