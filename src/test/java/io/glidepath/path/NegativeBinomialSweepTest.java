package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.family.NegativeBinomial;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts that scatter: the contract. */
@ExtendWith(ShortContract.class)
class NegativeBinomialSweepTest extends SweepContract {
  private static final double THETA = 2;

  /** Poisson counts of gamma means. */
  @Override
  double[] labels(double[][] x, long seed) {
    double[] mean = Samples.means(x, seed);
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double scatter = -(Math.log(random.nextDouble()) + Math.log(random.nextDouble())) / THETA;
      y[i] = Samples.count(mean[i] * scatter, random);
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return Math.exp(eta);
  }

  @Override
  double residual(double y, double eta) {
    return THETA * (y - Math.exp(eta)) / (THETA + Math.exp(eta));
  }

  @Override
  Family family() {
    return new NegativeBinomial(THETA);
  }
}
