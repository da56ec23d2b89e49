package io.glidepath.output;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one process's try at one run: the directory it stages in. It says enough to tell
 * whether the process still lives.
 *
 * @param place hash of where the process runs: only there its pid means something
 * @param started when the process started, milliseconds since 1970; 0: not known
 * @param sequence distinguishes the attempts of one process
 */
record AttemptName(String runId, String place, long pid, long started, int sequence) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,100})~([0-9a-f]{12})~(\\d{1,18})~(\\d{1,18})~(\\d{1,9})");

  @Override
  public String toString() {
    return runId + "~" + place + "~" + pid + "~" + started + "~" + sequence;
  }

  static Optional<AttemptName> parse(String name) {
    Matcher m = FORM.matcher(name);
    return m.matches()
        ? Optional.of(
            new AttemptName(
                m.group(1),
                m.group(2),
                Long.parseLong(m.group(3)),
                Long.parseLong(m.group(4)),
                Integer.parseInt(m.group(5))))
        : Optional.empty();
  }
}
