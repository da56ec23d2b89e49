package io.glidepath.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where file and line, or the {@code --set} it comes from
 * @param key without the leading {@code glidepath.}; empty if it is about no key
 * @param what what was expected and what was found
 */
record Problem(String where, String key, String what) {

  @Override
  public String toString() {
    return where + "  " + (key.isEmpty() ? "" : key + ": ") + what;
  }
}
