package io.glidepath.output;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where results go.
 *
 * @param path Hadoop path under which every run has a directory
 * @param runId name of that directory; absent: {@code run-} and 12 digits of the configuration's
 *     fingerprint
 * @param format of the tables
 * @param namespace of a catalog, for the tables of format {@code iceberg}; absent with others
 * @param checkpoint whether a run that does not finish leaves its progress for the next
 * @param predictions whether there is a table of out-of-fold predictions
 * @param denseCoefficients of which points of a path that keeps every column they are published
 */
public record OutputSpec(
    String path,
    Optional<String> runId,
    Mode mode,
    Format format,
    Optional<String> namespace,
    boolean checkpoint,
    boolean predictions,
    DenseCoefficients denseCoefficients) {

  /** Which run-ids are allowed, in words. */
  public static final String RUN_IDS =
      "1 to 100 of A-Z a-z 0-9 . _ - and not \".\", \"..\", \"_staging\" or \"_checkpoint\"";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Set<String> TAKEN = Set.of(".", "..", "_staging", "_checkpoint");

  /**
   * Whether a run may have this name: fit for a directory, and not used by the publisher itself.
   */
  public static boolean isRunId(String name) {
    return FORM.matcher(name).matches() && !TAKEN.contains(name);
  }

  /** How the tables are written. */
  public enum Format {
    PARQUET,
    DELTA,
    ICEBERG
  }

  /** Points of which coefficients are published, where a path keeps every column. */
  public enum DenseCoefficients {
    ALL,
    SELECTED
  }

  /** What happens when the run is already published with other content. */
  public enum Mode {
    ERROR,
    OVERWRITE,
    IGNORE
  }
}
