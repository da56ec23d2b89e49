package io.glidepath.path;

import java.util.Arrays;
import java.util.Random;

/** Counts: the contract. */
class PoissonSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] response = Samples.response(x, 1, seed);
    double centre = Arrays.stream(response).average().orElseThrow();
    double spread =
        Math.sqrt(
            Arrays.stream(response).map(v -> (v - centre) * (v - centre)).average().orElseThrow());
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = draw(Math.exp(0.7 + 0.6 * (response[i] - centre) / spread), random);
    }
    return y;
  }

  /** A count of this mean, by waiting times. */
  private static double draw(double mean, Random random) {
    int count = 0;
    for (double waited = -Math.log(random.nextDouble()); waited < mean; count++) {
      waited -= Math.log(random.nextDouble());
    }
    return count;
  }

  @Override
  double mean(double eta) {
    return Math.exp(eta);
  }

  @Override
  String family() {
    return "poisson";
  }
}
