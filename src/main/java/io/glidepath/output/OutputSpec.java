package io.glidepath.output;

import java.util.Optional;

/**
 * Where results go.
 *
 * @param path Hadoop path under which every run has a directory
 * @param runId name of that directory; absent: {@code run-} and 12 digits of the configuration's
 *     fingerprint
 * @param checkpoint whether a run that does not end leaves what it has come to, for the next
 */
public record OutputSpec(String path, Optional<String> runId, Mode mode, boolean checkpoint) {

  /** What happens when the run is already published with other content. */
  public enum Mode {
    ERROR,
    OVERWRITE,
    IGNORE
  }
}
