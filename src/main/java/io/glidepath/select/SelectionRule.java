package io.glidepath.select;

/** How one grid point is chosen from the cross-validated surface. */
public enum SelectionRule {
  BEST("best"),
  ONE_SE("one-se"),
  SPARSEST_ONE_SE("sparsest-one-se");

  private final String label;

  SelectionRule(String label) {
    this.label = label;
  }

  /** The name used in configuration and tables. */
  public String label() {
    return label;
  }
}
