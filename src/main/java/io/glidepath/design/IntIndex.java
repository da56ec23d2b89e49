package io.glidepath.design;

import java.util.Arrays;

/** Numbers distinct ints 0, 1, 2, ... in the order in which they first appear (open hashing). */
final class IntIndex {
  private int[] keys = new int[32];
  private int[] numbers = new int[32];
  private int size;

  IntIndex() {
    Arrays.fill(numbers, -1);
  }

  /** The number of the key; a new key gets the number of keys before it. */
  int number(int key) {
    int at = find(key);
    if (numbers[at] >= 0) {
      return numbers[at];
    }
    keys[at] = key;
    numbers[at] = size++;
    if (2 * size > keys.length) {
      grow();
    }
    return size - 1;
  }

  private int find(int key) {
    int mask = keys.length - 1;
    int at = (key * 0x9E3779B9) >>> 7 & mask;
    while (numbers[at] >= 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new int[2 * oldKeys.length];
    numbers = new int[2 * oldKeys.length];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }
}
