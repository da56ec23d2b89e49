package io.glidepath.output;

import org.apache.hadoop.fs.Path;

/** Writes a run's files; may be called again after a failure, into an empty directory. */
@FunctionalInterface
public interface Content {
  void write(Path directory) throws Exception;

  /** Whether it writes to other places too, where nothing can be staged. */
  default boolean elsewhere() {
    return false;
  }
}
