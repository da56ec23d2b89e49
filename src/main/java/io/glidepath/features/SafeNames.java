package io.glidepath.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Puts other words in place of the names given here, in one go. */
  String replaced(String text, Map<String, String> words) {
    return Pattern.compile("\\b" + prefix + "(\\w+)")
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(words.getOrDefault(found.group(1), found.group())));
  }
}
