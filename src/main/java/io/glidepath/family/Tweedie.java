package io.glidepath.family;

import io.glidepath.matrix.Lanes;
import java.util.Optional;

/**
 * Amounts that are often nothing, sums of a random number of random parts, with the log link: y
 * &gt;= 0, mu = e^eta, variance about mu^q, and for 1 &lt; q &lt; 2
 *
 * <pre>
 *   loss     = y^(2-q) / ((1-q) (2-q)) - y mu^(1-q) / (1-q) + mu^(2-q) / (2-q)
 *   residual = y mu^(1-q) - mu^(2-q)
 *   h        = (q-1) y mu^(1-q) + (2-q) mu^(2-q)
 * </pre>
 *
 * <p>Beyond |eta| = 300 the larger term is a straight line; see {@link LogLink}. As q nears 1 or 2
 * the loss is a small difference of large numbers: of 16 digits it loses those of 1 / ((q-1)
 * (2-q)).
 *
 * @param power q; below 1.5 as there are fewer, larger parts, nearer to counts
 */
public record Tweedie(double power) implements LogLink {
  private static final double USUAL = 1.5;

  public Tweedie {
    shape(power).checked();
  }

  /** With q = 1.5. */
  public Tweedie() {
    this(USUAL);
  }

  private static Shape shape(double power) {
    return new Shape("power", power, 1, 2);
  }

  @Override
  public String label() {
    return "tweedie";
  }

  @Override
  public Optional<Shape> shape() {
    return Optional.of(shape(power));
  }

  @Override
  public Family shaped(double value) {
    return new Tweedie(value);
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0;
  }

  @Override
  public String accepted() {
    return "0 or more";
  }

  /** eta becomes mu^(2-q). Returns y mu^(1-q). */
  private double[] powers(double[] labels, double[] eta, int from, int n) {
    double[] falling = new double[n];
    for (int r = 0; r < n; r++) {
      falling[r] = (1 - power) * Math.max(-LARGEST, eta[from + r]);
      eta[from + r] = (2 - power) * Math.min(LARGEST, eta[from + r]);
    }
    Lanes.exp(falling, 0, n);
    Lanes.exp(eta, from, n);
    for (int r = 0; r < n; r++) {
      falling[r] *= labels[r];
    }
    return falling;
  }

  @Override
  public void residuals(double[] labels, double[] eta, int from, int n) {
    double[] falling = powers(labels, eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] = falling[r] - eta[from + r];
    }
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    double[] falling = powers(labels, eta, from, n);
    for (int r = 0; r < n; r++) {
      eta[from + r] = (power - 1) * falling[r] + (2 - power) * eta[from + r];
    }
  }

  @Override
  public void losses(double[] labels, double[] eta, int from, int n) {
    double[] given = new double[n];
    double[] least = new double[n]; // what the other two terms come to where mu = y
    System.arraycopy(eta, from, given, 0, n);
    for (int r = 0; r < n; r++) {
      least[r] = (2 - power) * Math.log(labels[r]);
    }
    Lanes.exp(least, 0, n);
    double[] falling = powers(labels, eta, from, n);
    for (int r = 0; r < n; r++) {
      double rising = eta[from + r];
      double loss = (falling[r] - least[r]) / (power - 1) + (rising - least[r]) / (2 - power);
      if (given[r] > LARGEST) {
        loss += rising * (LogLink.finite(given[r]) - LARGEST);
      } else if (given[r] < -LARGEST) {
        loss += falling[r] * (-LARGEST - LogLink.finite(given[r]));
      }
      eta[from + r] = Math.max(0, loss);
    }
  }
}
