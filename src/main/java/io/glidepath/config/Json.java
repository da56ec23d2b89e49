package io.glidepath.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, collections, texts, numbers and booleans as JSON, keys in the order of the map. */
final class Json {
  private static final double EXACT = 9007199254740992.0;

  private Json() {}

  /** On one line, without spaces. */
  static String compact(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> quoted(e.getKey().toString()) + ":" + compact(e.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Json::compact).collect(Collectors.joining(",", "[", "]"));
    }
    return scalar(value);
  }

  /** Indented, lists on one line. */
  static String pretty(Object value) {
    return pretty(value, "");
  }

  private static String pretty(Object value, String indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String inner = indent + "  ";
      return map.entrySet().stream()
          .map(e -> inner + quoted(e.getKey().toString()) + ": " + pretty(e.getValue(), inner))
          .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Json::compact).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Map<?, ?> ? "{}" : scalar(value);
  }

  private static String scalar(Object value) {
    if (value instanceof Double number) {
      return number(number);
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? String.valueOf(value)
        : quoted(value.toString());
  }

  /** Equal numbers give equal text: whole ones have no decimals. */
  private static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f || (Character.isSurrogate(c) && !paired(text))) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /** Whether every surrogate has its other half, so that the text survives UTF-8. */
  private static boolean paired(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
