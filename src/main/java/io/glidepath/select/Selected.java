package io.glidepath.select;

/**
 * A grid point picked by a rule.
 *
 * @param scope over which points the rule looked
 * @param chosen whether this is the point of the published model
 */
public record Selected(
    Scope scope,
    SelectionRule rule,
    int alphaIndex,
    int gridIndex,
    double mean,
    double standardError,
    boolean chosen) {

  /** One alpha's path, or all of them. */
  public enum Scope {
    PATH,
    SURFACE
  }
}
