package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricFactor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Solves with a factorized H of n unknowns. With E the unit vectors of those that are held, V =
 * H^-1 E:
 *
 * <pre>  d = H^-1 g - V m,   E'V m = E' H^-1 g  </pre>
 *
 * <p>Cost: 2 n^2 flops for each solution and each unknown that is held, where another factorization
 * costs n^3 / 3. Not thread-safe.
 */
final class HeldSystem implements ActiveSystem {
  /** A smaller system is factorized again in no time. */
  private static final int LARGE = 400;

  private final int n;
  private final SymmetricFactor factor;
  private final Blas blas;
  private int[] held = {};
  private double[] solved = {};
  private double[] coupling = {};

  /**
   * @param factor of H
   */
  HeldSystem(int n, SymmetricFactor factor, Blas blas) {
    this.n = n;
    this.factor = factor;
    this.blas = blas;
  }

  @Override
  public boolean hold(int[] unknowns) {
    if (n < LARGE || unknowns.length > factor.worth()) {
      return false;
    }
    int[] more =
        Arrays.stream(unknowns).filter(j -> Arrays.stream(held).noneMatch(h -> h == j)).toArray();
    double[] fresh = new double[n * more.length];
    for (int i = 0; i < more.length; i++) {
      fresh[i * n + more[i]] = 1;
    }
    factor.solve(more.length, fresh);
    held = joined(held, more);
    solved = joined(solved, fresh);
    int m = held.length;
    coupling = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k <= i; k++) {
        coupling[i * m + k] = solved[i * n + held[k]];
      }
    }
    return blas.factorize(m, coupling);
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public boolean rough() {
    return false;
  }

  @Override
  public void release(double[] gradient) {
    for (int j : held) {
      gradient[j] = 0;
    }
  }

  @Override
  public void solve(double[] g, double enough) {
    factor.solve(1, g);
    if (held.length == 0) {
      return;
    }
    double[] multipliers = Arrays.stream(held).mapToDouble(j -> g[j]).toArray();
    blas.solveFactorized(held.length, coupling, multipliers);
    for (int i = 0; i < held.length; i++) {
      for (int j = 0, at = i * n; j < n; j++, at++) {
        g[j] -= multipliers[i] * solved[at];
      }
    }
    release(g);
  }
}
