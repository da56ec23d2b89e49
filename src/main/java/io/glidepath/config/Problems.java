package io.glidepath.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.LinkedHashSet;
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

  /** A syntax error, as the HOCON parser tells it. */
  void add(String layer, ConfigException e) {
    ConfigOrigin origin = e.origin();
    String message = String.valueOf(e.getMessage());
    if (origin != null && message.startsWith(origin.description() + ": ")) {
      message = message.substring(origin.description().length() + 2);
    }
    add(origin == null ? layer : where(origin), "", Secrets.mask(message));
  }

  boolean isEmpty() {
    return found.isEmpty();
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
