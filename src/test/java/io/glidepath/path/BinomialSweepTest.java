package io.glidepath.path;

import java.util.Arrays;
import java.util.Random;

/** Yes or no: the contract. */
class BinomialSweepTest extends SweepContract {

  @Override
  double[] labels(double[][] x, long seed) {
    double[] response = Samples.response(x, 1, seed);
    double mean = Arrays.stream(response).average().orElseThrow();
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextDouble() < mean(0.4 * (response[i] - mean)) ? 1 : 0;
    }
    return y;
  }

  @Override
  double mean(double eta) {
    return 1 / (1 + Math.exp(-eta));
  }

  @Override
  double deviationFactor(Rows rows, ModelSpec model) {
    double total = Arrays.stream(rows.weight()).sum();
    double squares = Arrays.stream(rows.weight()).map(w -> w * w).sum();
    return model.convention() == Convention.MLLIB
        ? Math.sqrt(total / (total - squares / total))
        : 1;
  }

  @Override
  String family() {
    return "binomial";
  }
}
