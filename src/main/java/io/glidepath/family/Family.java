package io.glidepath.family;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A loss: half the unit deviance, saturated terms included, as a function of the linear predictor
 * eta of a row, convex in it.
 *
 * <pre>
 *   loss(y, eta),   residual = -d loss / d eta,   h(y, eta) = d^2 loss / d eta^2
 * </pre>
 *
 * <p>With the canonical link the residual is y - mu(eta), and h = d mu / d eta whatever y is.
 *
 * <p>A new loss is one new class here, and its line in {@link #all()}. Kernels work on stretches of
 * arrays, because a pass spends much of its time in them; every value they return is finite for any
 * finite eta of moderate size (|eta| &lt; 700) and none is NaN for a larger one. Implementations
 * have no state but their parameters, and are equal if these are.
 */
public interface Family extends Serializable {

  /** Every loss there is, with its usual shape. */
  static List<Family> all() {
    return List.of(
        new Gaussian(),
        new Binomial(),
        new Poisson(),
        new Gamma(),
        new Tweedie(),
        new NegativeBinomial(),
        new Huber());
  }

  /** The loss of a name, with its usual shape. */
  static Optional<Family> of(String label) {
    return all().stream().filter(f -> f.label().equals(label)).findFirst();
  }

  /** Every name, for messages. */
  static String labels() {
    return all().stream().map(Family::label).collect(Collectors.joining(", "));
  }

  /** Every shape with whose it is, for messages. */
  static String shapes() {
    return all().stream()
        .flatMap(f -> f.shape().stream().map(s -> s.name() + " of " + f.label()))
        .collect(Collectors.joining(", "));
  }

  /** The name used in configuration and tables. */
  String label();

  /** The number that makes this loss one of its kind; empty for a kind of one. */
  default Optional<Shape> shape() {
    return Optional.empty();
  }

  /**
   * The loss of the same kind with another {@link #shape}.
   *
   * @throws IllegalArgumentException if the shape does not allow the value
   */
  default Family shaped(double value) {
    throw new UnsupportedOperationException(label() + " has no shape");
  }

  /** Whether the loss is quadratic in eta, so that second moments say all. */
  default boolean quadratic() {
    return false;
  }

  /** Whether the label tells two classes apart: 1 is the one asked for, 0 the other. */
  default boolean twoClasses() {
    return false;
  }

  /** Whether a row may have this label. */
  boolean accepts(double label);

  /** What labels may be, in words. */
  String accepted();

  /**
   * Whether labels of this mean leave nothing to explain, or no finite model: one class, no counts.
   */
  boolean degenerate(double meanLabel);

  /** The linear predictor of a mean. */
  double link(double mean);

  /** The mean of a linear predictor. */
  double mean(double eta);

  /** What the linear predictor is measured in, in words. */
  default String predictor() {
    return "units of the label";
  }

  /** Replaces eta by mu(eta). */
  default void means(double[] eta, int from, int n) {
    for (int i = from; i < from + n; i++) {
      eta[i] = mean(eta[i]);
    }
  }

  /**
   * Replaces eta by the residual of each row, -d loss / d eta: y - mu unless a family says
   * otherwise.
   *
   * @param labels of the n rows, from 0
   */
  default void residuals(double[] labels, double[] eta, int from, int n) {
    means(eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] = labels[r] - eta[from + r];
    }
  }

  /**
   * Replaces eta by h of each row, which is not negative. Gradients are exact, so h only decides
   * how fast solvers converge: a loss whose second derivative vanishes far from the label takes
   * something larger there, up to the curvature of a parabola that touches it from above.
   *
   * @param labels of the n rows, from 0
   */
  void curvatures(double[] labels, double[] eta, int from, int n);

  /**
   * How far linear predictors move until curvatures are others: what a solver measures its steps
   * by. 1 where they are logarithms.
   *
   * @param curvature mean of h where they are
   */
  default double change(double curvature) {
    return 1;
  }

  /**
   * Replaces eta by the loss of each row.
   *
   * @param labels of the n rows, from 0
   */
  void losses(double[] labels, double[] eta, int from, int n);

  /**
   * Whether residual^2 / h bounds the loss's conjugate from above, so that a duality gap can be
   * told; the link is the canonical one then.
   */
  default boolean dualBound() {
    return false;
  }

  /**
   * Replaces eta by (y - mu)^2 / h of each row, the share of Pearson's statistic: what bounds the
   * loss's conjugate between mu and y from above. Only where there is a {@link #dualBound}.
   *
   * @param labels of the n rows, from 0
   */
  default void pearson(double[] labels, double[] eta, int from, int n) {
    throw new UnsupportedOperationException(label() + " has no dual bound");
  }

  /** What is always published of held-out rows, in order. */
  List<Metric> metrics();

  /** What may be selected by. */
  default List<Metric> selectable() {
    return metrics();
  }

  /** Names of {@link #selectable()}, for messages. */
  default String selectableLabels() {
    return selectable().stream().map(Metric::label).collect(Collectors.joining(", "));
  }

  /** What is published when this metric selects. */
  default List<Metric> metrics(Metric selecting) {
    return metrics().contains(selecting)
        ? metrics()
        : Stream.concat(metrics().stream(), Stream.of(selecting)).toList();
  }
}
