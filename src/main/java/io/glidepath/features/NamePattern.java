package io.glidepath.features;

import java.util.List;
import java.util.regex.Pattern;

/** A column's name, or a glob in which {@code *} is any characters and {@code ?} is one. */
final class NamePattern {
  private final String text;
  private final Pattern glob;

  NamePattern(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    this.glob =
        text.indexOf('*') < 0 && text.indexOf('?') < 0
            ? null
            : Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  String text() {
    return text;
  }

  /** A column whose name holds a {@code *} is named by that name. */
  boolean isExactly(String name) {
    return text.equals(name);
  }

  boolean isGlob() {
    return glob != null;
  }

  boolean matches(String name) {
    return isExactly(name) || (isGlob() && glob.matcher(name).matches());
  }

  static List<NamePattern> all(List<String> texts) {
    return texts.stream().map(NamePattern::new).toList();
  }
}
