package io.glidepath.path;

import io.glidepath.family.Family;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;

/** A loss of the tests' own, by the engine as it is: the contract. */
@ExtendWith(ShortContract.class)
class LogCoshSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] y = Samples.response(x, 1, seed);
    double centre = Arrays.stream(y).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(y).map(v -> (v - centre) * (v - centre)).average().orElseThrow());
    for (int i = 0; i < y.length; i++) {
      y[i] = (y[i] - centre) / spread * (i % 10 == 0 ? 4 : 1); // some are far from the rest
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return eta;
  }

  @Override
  double residual(double y, double eta) {
    return Math.tanh(y - eta);
  }

  @Override
  Family family() {
    return new LogCosh();
  }
}
