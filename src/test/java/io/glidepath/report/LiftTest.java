package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.report.CalibrationSection.Bin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiftTest {
  /** Ten tenths of 100 rows; 60 ones in the highest, 10 in each of the four after it, then none. */
  private static final List<Bin> BINS =
      IntStream.range(0, 10)
          .mapToObj(b -> new Bin(b, 100, 0.1, b == 9 ? 0.6 : b > 4 ? 0.1 : 0, List.of()))
          .toList();

  @Test
  void theHighestPredictionsAreCountedFromTheTop() {
    Lift lift = Lift.of(BINS);
    assertThat(lift.rate()).isCloseTo(0.1, within(1e-12));
    assertThat(lift.top()).hasSize(10);
    Lift.Top first = lift.top().get(0);
    assertThat(first.rows()).isCloseTo(0.1, within(1e-12));
    assertThat(first.rate()).isCloseTo(0.6, within(1e-12));
    assertThat(first.times()).isCloseTo(6, within(1e-12));
    assertThat(first.found()).isCloseTo(0.6, within(1e-12));
    Lift.Top three = lift.top().get(2);
    assertThat(three.rows()).isCloseTo(0.3, within(1e-12));
    assertThat(three.rate()).isCloseTo(80 / 300.0, within(1e-12));
    assertThat(three.found()).isCloseTo(0.8, within(1e-12));
    assertThat(lift.top().get(9).found()).isEqualTo(1);
    assertThat(lift.top().get(9).times()).isEqualTo(1);
  }

  @Test
  void theTopTenthInWords() {
    assertThat(Lift.of(BINS).inWords("churn = yes"))
        .isEqualTo(
            "Of all rows, 10 % have churn = yes, which counts as 1. Of the held-out rows with the"
                + " highest predictions (10 % of all), 60 % have it, 6 times as many: picking those"
                + " finds 60 % of all that there are.");
  }

  @Test
  void sharesNearAllAreNotSaidToBeAll() {
    assertThat(Phrases.percent(1)).isEqualTo("100 %");
    assertThat(Phrases.percent(0.99999)).isEqualTo("more than 99.9 %");
    assertThat(Phrases.percent(0.9961)).isEqualTo("99.6 %");
    assertThat(Phrases.percent(0.2447)).isEqualTo("24 %");
    assertThat(Phrases.percent(0.0994)).isEqualTo("9.9 %");
    assertThat(Phrases.percent(0.07)).isEqualTo("7 %");
    assertThat(Phrases.percent(0.0042)).isEqualTo("0.42 %");
    assertThat(Phrases.percent(0.00005)).isEqualTo("less than 0.01 %");
  }
}
