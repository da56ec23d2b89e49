package io.glidepath.features;

import java.util.Arrays;
import java.util.Locale;

/** Column names that stock stages take without quoting and that no input column has. */
final class SafeNames {
  private final String prefix;

  private SafeNames(String prefix) {
    this.prefix = prefix;
  }

  static SafeNames besides(String[] taken) {
    String prefix = "gp_";
    for (int i = 0; isTaken(prefix, taken); i++) {
      prefix = "gp" + i + "_";
    }
    return new SafeNames(prefix);
  }

  private static boolean isTaken(String prefix, String[] taken) {
    return Arrays.stream(taken).anyMatch(t -> t.toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  String of(String what) {
    return prefix + what;
  }
}
