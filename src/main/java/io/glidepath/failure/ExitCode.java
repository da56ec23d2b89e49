package io.glidepath.failure;

/**
 * The exit codes of runs that fail; the numbers follow BSD's sysexits. Success is 0 and has no
 * entry.
 */
public enum ExitCode {
  USAGE(64),
  BAD_DATA(65),
  INPUT_MISSING(66),
  INTERNAL(70),
  OUTPUT_EXISTS(73),
  IO(74),
  RETRY(75),
  PERMISSION(77),
  CONFIGURATION(78);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
