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
  void threeDigitsForSentences() {
    assertThat(Digits.prose(0)).isEqualTo("0");
    assertThat(Digits.prose(0.00499)).isEqualTo("0.00499");
    assertThat(Digits.prose(-0.0000707)).isEqualTo("-0.0000707");
    assertThat(Digits.prose(32_415)).isEqualTo("32,400");
    assertThat(Digits.prose(999_400)).isEqualTo("999,000");
    assertThat(Digits.prose(999_700)).isEqualTo("1 million");
    assertThat(Digits.prose(-6_460_000)).isEqualTo("-6.46 million");
    assertThat(Digits.prose(1.0512e9)).isEqualTo("1.05 billion");
    assertThat(Digits.prose(2.5e14)).isEqualTo("250 trillion");
    assertThat(Digits.prose(2.5e15)).isEqualTo("2.50e+15");
    assertThat(Digits.prose(7e-7)).isEqualTo("7.00e-7");
    assertThat(Digits.prose(Double.NaN)).isEqualTo("undefined");
  }

  @Test
  void sixDigitsForPrograms() {
    assertThat(Digits.plain(19_821.616)).isEqualTo("19821.6");
    assertThat(Digits.plain(7.06781e-5)).isEqualTo("7.06781e-5");
    assertThat(Digits.plain(1e7)).isEqualTo("1e7");
    assertThat(Digits.plain(490)).isEqualTo("490");
  }
}
