package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.family.Gamma;
import java.util.Random;

/** Positive amounts: the contract. */
class GammaSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] mean = Samples.means(x, seed);
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      // two waiting times: a gamma of shape 2
      y[i] = -mean[i] / 2 * (Math.log(random.nextDouble()) + Math.log(random.nextDouble()));
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return Math.exp(eta);
  }

  @Override
  double residual(double y, double eta) {
    return y / Math.exp(eta) - 1;
  }

  @Override
  Family family() {
    return new Gamma();
  }
}
