package io.glidepath.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.Secrets;
import org.apache.hadoop.fs.Path;

/**
 * A published run: a directory that holds a {@code run.json}.
 *
 * @param path the run's directory
 * @param manifest what run.json says; a missing node if it is not JSON
 */
public record Publication(Path path, JsonNode manifest) {

  /** The directory as users and shells write it: a local path without a scheme. */
  public String location() {
    return location(path);
  }

  /** A path as its user would write it, no password in it: on a local disk without a scheme. */
  public static String location(Path path) {
    boolean local = "file".equals(path.toUri().getScheme());
    return local ? path.toUri().getPath() : Secrets.mask(path.toString());
  }

  /** Fingerprint of the configuration; empty if run.json has none. */
  public String fingerprint() {
    return manifest.path("fingerprint").asText("");
  }

  /** Fingerprint of the input files; empty if run.json has none. */
  public String inputsFingerprint() {
    return manifest.path("inputs").path("fingerprint").asText("");
  }

  /** The attempt that published it; empty if run.json does not say. */
  String attempt() {
    return manifest.path("attempt").asText("");
  }

  /** Whether it was made by this configuration from these inputs. */
  public boolean answers(RunRequest request) {
    return fingerprint().equals(request.fingerprint())
        && inputsFingerprint().equals(request.inputsFingerprint());
  }
}
