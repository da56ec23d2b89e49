package io.glidepath.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps passwords and keys out of messages, logs and manifests. */
final class Secrets {
  static final String MASK = "***";

  private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@\\s]*:[^@\\s]*@");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|credential|signature"
              + "|(^|[._-]|access|account|api|private|shared|encryption)key");

  private Secrets() {}

  /** Whether the value of a key with this name is to be hidden. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** The text with {@code user:password@} in URLs hidden. */
  static String mask(String text) {
    return USER_IN_URL.matcher(text).replaceAll(MASK + "@");
  }

  /** A {@code key=value} of the command line, its value hidden if a key in it says so. */
  static String maskAssignment(String assignment) {
    String key = assignment.strip().replaceFirst("^glidepath\\.", "");
    int equals = assignment.indexOf('=');
    boolean object = assignment.indexOf('{') >= 0;
    String names = equals < 0 || object ? key : key.substring(0, key.indexOf('='));
    if (!names.startsWith("columns") && isSecret(names)) {
      return assignment.substring(0, equals < 0 ? 0 : equals + 1) + MASK;
    }
    return mask(assignment);
  }
}
