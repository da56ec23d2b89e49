package io.glidepath.solve;

/**
 * A penalty of some coordinates only, as if there were no others.
 *
 * @param of the penalty of all coordinates
 * @param coordinates the chosen ones: coordinate i is number {@code coordinates[i]} of all
 */
public record ChosenPenalty(Penalty of, int[] coordinates) implements Penalty {

  @Override
  public double value(int i, double x) {
    return of.value(coordinates[i], x);
  }

  @Override
  public double prox(int i, double u, double h) {
    return of.prox(coordinates[i], u, h);
  }

  @Override
  public double violation(int i, double x, double q) {
    return of.violation(coordinates[i], x, q);
  }

  @Override
  public double derivative(int i, double x, double d) {
    return of.derivative(coordinates[i], x, d);
  }

  @Override
  public boolean free(int i, double x, double q) {
    return of.free(coordinates[i], x, q);
  }

  @Override
  public boolean fixed(int i) {
    return of.fixed(coordinates[i]);
  }

  @Override
  public boolean smooth(int i, double x) {
    return of.smooth(coordinates[i], x);
  }

  @Override
  public double descent(int i, double x, double q) {
    return of.descent(coordinates[i], x, q);
  }

  @Override
  public double curvature(int i, double x) {
    return of.curvature(coordinates[i], x);
  }

  @Override
  public double end(int i, double x, double step) {
    return of.end(coordinates[i], x, step);
  }

  @Override
  public double needed(int i, double q) {
    return of.needed(coordinates[i], q);
  }

  @Override
  public double dualScale(int i, double c) {
    return of.dualScale(coordinates[i], c);
  }

  @Override
  public double gap(int i, double x, double c) {
    return of.gap(coordinates[i], x, c);
  }
}
