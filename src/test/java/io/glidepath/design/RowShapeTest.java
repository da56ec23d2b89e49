package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowShapeTest {

  @Test
  void columnsThatAreMostlyZeroAreSparseIfThereAreMany() {
    double[] shares = new double[260];
    Arrays.fill(shares, 0.01);
    shares[0] = 1;
    shares[7] = 0.126;
    shares[8] = 0.125;
    shares[9] = Double.NaN;
    RowShape shape = RowShape.of(shares);
    assertThat(shape.sparse()).hasSize(257).startsWith(1, 2, 3, 4, 5, 6, 8, 10).endsWith(259);
    assertThat(shape.entries()).isCloseTo(256 * 0.01 + 0.125, within(1e-12));
    assertThat(shape.numbers()).isCloseTo(3 + shape.entries(), within(1e-12));
    assertThat(shape.bytes()).isCloseTo(24 + 12 * shape.entries(), within(1e-9));
    assertThat(shape.keptBytes(1)).isCloseTo(shape.bytes() + 32, within(1e-9));
  }

  @Test
  void fewOfThemAreDense() {
    double[] shares = new double[1000];
    Arrays.fill(shares, 0.9);
    Arrays.fill(shares, 0, 255, 0.01);
    assertThat(RowShape.of(shares)).usingRecursiveComparison().isEqualTo(RowShape.dense(1000));
    assertThat(RowShape.dense(1000).bytes()).isEqualTo(8000);
    assertThat(RowShape.dense(1000).numbers()).isEqualTo(1000);
  }
}
