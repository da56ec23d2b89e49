package io.glidepath.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Secrets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong, so that the user sees everything at once. */
final class Problems {
  static final String NOWHERE = "(not set)";
  static final String BUILT_IN = "built-in default";

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(String where, String key, String what) {
    found.add(new Problem(where, key, what));
  }

  /**
   * An error as the HOCON parser tells it. It likes to quote what it found, which is left out when
   * that may be the value of a secret.
   *
   * @param text lines of the layer
   */
  void add(String layer, ConfigException e, List<String> text) {
    ConfigOrigin origin = e.origin();
    String message = String.valueOf(e.getMessage());
    if (origin != null && message.startsWith(origin.description() + ": ")) {
      message = message.substring(origin.description().length() + 2);
    }
    boolean secret = around(text, origin).stream().anyMatch(Secrets::isNamedIn);
    add(
        origin == null ? layer : where(origin),
        "",
        secret ? Secrets.maskQuoted(message) : Secrets.mask(message));
  }

  /** The lines that an error may be about: all where it does not tell. */
  private static List<String> around(List<String> text, ConfigOrigin origin) {
    int line = origin == null ? -1 : origin.lineNumber();
    return line < 1 || line > text.size()
        ? text
        : text.subList(Math.max(0, line - 2), Math.min(text.size(), line + 1));
  }

  /**
   * Ends the run if there are problems.
   *
   * @throws JobFailure naming all of them
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    String head =
        found.size() == 1
            ? "The configuration has a problem:"
            : "The configuration has " + found.size() + " problems:";
    throw new JobFailure(
        ExitCode.CONFIGURATION,
        found.stream().map(p -> "\n  " + p).collect(Collectors.joining("", head, "")));
  }

  /** File and line of a value as {@code file:line}. */
  static String where(ConfigOrigin origin) {
    String description = origin.description();
    if (description.startsWith("merge of ")) {
      description = description.substring("merge of ".length());
    }
    String own = description.replaceAll("(^|,)" + BUILT_IN + ": [0-9-]+", "").replaceAll("^,", "");
    description = own.isBlank() ? BUILT_IN : own;
    description = description.replaceAll(": (\\d+)(-\\d+)?(?=,|$)", ":$1");
    return description.startsWith("--set ") ? description.replaceAll(":1$", "") : description;
  }
}
