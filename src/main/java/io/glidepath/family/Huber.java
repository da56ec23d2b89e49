package io.glidepath.family;

import java.util.List;
import java.util.Optional;

/**
 * Squared error near the label and absolute error far from it, with the identity link, so that few
 * rows far from all others decide little: r = y - eta,
 *
 * <pre>
 *   loss     = r^2 / 2 if |r| &lt;= delta, else delta |r| - delta^2 / 2
 *   residual = r, no larger than delta in size
 *   h        = 1 if |r| &lt;= delta, else 0.2 delta / |r|
 * </pre>
 *
 * <p>The second derivative is 0 beyond delta, where h keeps steps from having no bound.
 *
 * @param delta in units of the label
 */
public record Huber(double delta) implements IdentityLink {
  private static final double USUAL = 1.35;

  /**
   * Of the curvature of the parabola that touches the loss from above. All of it is never too
   * little, and takes twice as many passes; none at all leaves nothing where all rows are far.
   */
  private static final double PART = 0.2;

  public Huber {
    shape(delta).checked();
  }

  /** With delta = 1.35, for labels whose noise has deviation 1. */
  public Huber() {
    this(USUAL);
  }

  private static Shape shape(double delta) {
    return new Shape("huber-delta", delta, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public String label() {
    return "huber";
  }

  @Override
  public Optional<Shape> shape() {
    return Optional.of(shape(delta));
  }

  @Override
  public Family shaped(double value) {
    return new Huber(value);
  }

  @Override
  public void residuals(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      eta[from + r] = Math.max(-delta, Math.min(delta, labels[r] - eta[from + r]));
    }
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double far = Math.abs(labels[r] - eta[from + r]);
      eta[from + r] = far <= delta ? 1 : PART * delta / far;
    }
  }

  /** About the size of residuals if most are beyond delta, and delta if none is. */
  @Override
  public double change(double curvature) {
    return delta / curvature;
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    for (int r = 0; r < n; r++) {
      double far = Math.abs(labels[r] - eta[from + r]);
      double near = Math.min(delta, far);
      eta[from + r] = near * (far - near / 2);
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.MSE, Metric.MAE);
  }
}
