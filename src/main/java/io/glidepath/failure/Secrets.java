package io.glidepath.failure;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps passwords and keys out of messages, logs and what is published. It knows them by where they
 * stand: before the {@code @} of a URL, in a URL's parameter, as the value of a key whose name
 * tells. A secret that stands elsewhere looks like any other text.
 */
public final class Secrets {
  public static final String MASK = "***";

  private static final String NAME =
      "password|passwd|passphrase|pwd|secret|token|credential|signature"
          + "|(?:access|account|api|private|shared|encryption)[._-]?key";
  private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@\\s]*:[^@\\s]*@");
  private static final Pattern URL_PARAMETER =
      Pattern.compile(
          "([?&;](?:sig|[\\w.-]*(?:" + NAME + ")[\\w.-]*)=)[^&;#\\s\"']+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET_NAME = Pattern.compile(NAME + "|(^|[._-])(key|sas([._-]|$))");
  private static final Pattern NAMED = Pattern.compile(NAME);
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "((?:" + NAME + ")[\\w.-]*\"?\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&\"'}\\])]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

  private Secrets() {}

  /** Whether the value of a key with this name is to be hidden. */
  public static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether a line of a text has the name of a secret in it. */
  public static boolean isNamedIn(String line) {
    return NAMED.matcher(line.toLowerCase(Locale.ROOT)).find();
  }

  /** The text with what URLs hide in it hidden: {@code user:password@} and signatures. */
  public static String mask(String text) {
    String users = USER_IN_URL.matcher(text).replaceAll(MASK + "@");
    return URL_PARAMETER.matcher(users).replaceAll("$1" + MASK);
  }

  /** A message for people, whoever wrote it: as {@link #mask}, and values set by name hidden. */
  public static String told(String message) {
    return ASSIGNED.matcher(mask(message)).replaceAll("$1" + MASK);
  }

  /** The text without anything that stands in quotes. */
  public static String maskQuoted(String text) {
    return QUOTED.matcher(mask(text)).replaceAll(MASK);
  }

  /** A {@code key=value} of the command line, its value hidden if a key in it says so. */
  public static String maskAssignment(String assignment) {
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
