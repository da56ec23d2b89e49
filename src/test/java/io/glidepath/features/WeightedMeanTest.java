package io.glidepath.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.JobFailure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedMeanTest {
  private static WeightedMean mean(double... weightsAndValues) {
    WeightedMean mean = new WeightedMean();
    for (int i = 0; i < weightsAndValues.length; i += 2) {
      mean.add(weightsAndValues[i], weightsAndValues[i + 1]);
    }
    return mean;
  }

  @Test
  void weightsCountRows() {
    assertThat(mean(1, 1, 1, 2, 2, 6).value()).isEqualTo(3.75);
    assertThat(mean().value()).isNaN();
    assertThat(mean(0.3, 0.1, 0.7, 0.1, 1e-5, 0.1).value()).isEqualTo(0.1);
  }

  @Test
  void cancellationAndScaleLeaveItExact() {
    assertThat(mean(1, 1e16, 1, 1, 1, -1e16).value()).isEqualTo(1 / 3.0);
    assertThat(mean(1, 1.5e308, 1, 1.7e308).value()).isEqualTo(1.6e308);
    assertThat(mean(1, 3e-310, 1, 5e-310).value()).isEqualTo(4e-310);
    assertThat(mean(1e200, 1e200, 3e200, 2e200).value()).isEqualTo(1.75e200);
    assertThat(mean(1, 4e300, 1, -4e300, 2, 1).value()).isEqualTo(0.5);
  }

  @Test
  void partsAddUpToTheSameBits() {
    long seed = 20240607;
    Random random = new Random(seed);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    WeightedMean whole = new WeightedMean();
    WeightedMean[] parts = new WeightedMean[7];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new WeightedMean();
    }
    for (int i = 0; i < 20_000; i++) {
      double w = random.nextDouble() + 1e-3;
      double x = random.nextGaussian() * Math.pow(10, random.nextInt(16) - 8);
      whole.add(w, x);
      parts[i % parts.length].add(w, x);
      sum = sum.add(new BigDecimal(w).multiply(new BigDecimal(x)));
      weights = weights.add(new BigDecimal(w));
    }
    WeightedMean merged = new WeightedMean();
    for (WeightedMean part : parts) {
      merged.add(part);
    }
    double exact = sum.divide(weights, new MathContext(40)).doubleValue();
    assertThat(whole.value()).as("seed " + seed).isEqualTo(exact);
    assertThat(merged.value()).as("seed " + seed).isEqualTo(exact);
  }

  @Test
  void weightsThatCannotBeAddedUpAreRefused() {
    WeightedMean mean = new WeightedMean();
    for (int i = 0; i < 20; i++) {
      mean.add(1e308, 1);
    }
    assertThatThrownBy(mean::value)
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("columns.weight: the weights of the rows with a value add up to")
        .hasMessageContaining("allowed: 1e-250 to 1e+250");
  }
}
