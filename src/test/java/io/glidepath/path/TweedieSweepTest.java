package io.glidepath.path;

import io.glidepath.family.Family;
import io.glidepath.family.Tweedie;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;

/** Amounts of which many are nothing: the contract. */
@ExtendWith(ShortContract.class)
class TweedieSweepTest extends SweepContract {
  private static final double POWER = 1.6;

  /** Sums of as many amounts as a Poisson count says. */
  @Override
  double[] labels(double[][] x, long seed) {
    double[] mean = Samples.means(x, seed);
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      for (double count = Samples.count(mean[i] / 2, random); count > 0; count--) {
        y[i] -= 2 * Math.log(random.nextDouble());
      }
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return Math.exp(eta);
  }

  @Override
  double residual(double y, double eta) {
    return (y - Math.exp(eta)) / Math.pow(Math.exp(eta), POWER - 1);
  }

  @Override
  Family family() {
    return new Tweedie(POWER);
  }
}
