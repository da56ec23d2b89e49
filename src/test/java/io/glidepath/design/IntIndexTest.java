package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntIndexTest {
  @Test
  void numbersKeysInTheOrderOfTheirFirstAppearance() {
    IntIndex index = new IntIndex();
    int[] keys = {7, -3, 7, Integer.MIN_VALUE, 0, -3, Integer.MAX_VALUE};
    int[] expected = {0, 1, 0, 2, 3, 1, 4};
    for (int i = 0; i < keys.length; i++) {
      assertThat(index.number(keys[i])).isEqualTo(expected[i]);
    }
    assertThat(index.number(1)).isEqualTo(5);
  }

  @Test
  void agreesWithAMapOnManyKeys() {
    IntIndex index = new IntIndex();
    Map<Integer, Integer> map = new HashMap<>();
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      int key = random.nextBoolean() ? random.nextInt() : 4096 * random.nextInt(3000);
      map.putIfAbsent(key, map.size());
      assertThat(index.number(key)).isEqualTo(map.get(key));
    }
  }
}
