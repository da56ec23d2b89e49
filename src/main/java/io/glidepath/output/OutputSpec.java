package io.glidepath.output;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where results go.
 *
 * @param path Hadoop path under which every run has a directory
 * @param runId name of that directory; absent: {@code run-} and 12 digits of the configuration's
 *     fingerprint
 * @param checkpoint whether a run that does not end leaves what it has come to, for the next
 */
public record OutputSpec(String path, Optional<String> runId, Mode mode, boolean checkpoint) {

  /** What a run-id may be, in words. */
  public static final String RUN_IDS = "1 to 100 of A-Z a-z 0-9 . _ -, the first neither . nor _";

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9._-]{0,99}");

  /**
   * Whether a run may have this name. Names that begin with {@code .} or {@code _} are hidden from
   * whoever reads Parquet, and the publisher's own.
   */
  public static boolean isRunId(String name) {
    return RUN_ID.matcher(name).matches();
  }

  /** What happens when the run is already published with other content. */
  public enum Mode {
    ERROR,
    OVERWRITE,
    IGNORE
  }
}
