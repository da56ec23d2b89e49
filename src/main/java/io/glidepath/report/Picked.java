package io.glidepath.report;

/**
 * A row of the table {@code selected}.
 *
 * @param scope path or surface
 * @param rule best, one-se or sparsest-one-se
 */
record Picked(
    String scope,
    String rule,
    int a,
    int k,
    double mean,
    double standardError,
    int nonzero,
    boolean chosen) {

  GridPoint point() {
    return new GridPoint(a, k);
  }

  boolean is(String wantedScope, String wantedRule) {
    return scope.equals(wantedScope) && rule.equals(wantedRule);
  }
}
