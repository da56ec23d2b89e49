package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTest {
  @Test
  void fourDigitsPlainWhereThatIsShort() {
    assertThat(Digits.words(0)).isEqualTo("0");
    assertThat(Digits.words(-0.0012346)).isEqualTo("-0.001235");
    assertThat(Digits.words(19_821.6)).isEqualTo("19820");
    assertThat(Digits.words(99_994)).isEqualTo("99990");
    assertThat(Digits.words(99_996)).isEqualTo("1.000e+5");
    assertThat(Digits.words(1.0512e9)).isEqualTo("1.051e+9");
    assertThat(Digits.words(-1e-120)).isEqualTo("-1.000e-120");
    assertThat(Digits.words(30)).isEqualTo("30");
    assertThat(Digits.words(Double.NaN)).isEqualTo("undefined");
  }

  @Test
  void sixDigitsForPrograms() {
    assertThat(Digits.plain(19_821.616)).isEqualTo("19821.6");
    assertThat(Digits.plain(7.06781e-5)).isEqualTo("7.06781e-5");
    assertThat(Digits.plain(1e7)).isEqualTo("1e7");
    assertThat(Digits.plain(490)).isEqualTo("490");
  }
}
