package io.glidepath.output;

import org.apache.hadoop.fs.Path;

/**
 * The run that an attempt replaces, while it is out of the way in that attempt's directory: its
 * run.json, taken first and put back last, and the rest of it. An attempt that dies in the middle
 * leaves it there, and the next one puts it back.
 */
final class Aside {
  /** With a character that no run-id has. */
  private static final String NAME = "~replaced";

  private final Storage storage;
  private final Path target;
  private final Path published;
  private final Path staged;
  private final Path run;
  private final Path manifest;

  /**
   * @param attempt directory of the attempt
   * @param target directory of the run, of the same name wherever it is published or staged
   */
  Aside(Storage storage, Path attempt, Path target) {
    this.storage = storage;
    this.target = target;
    this.published = new Path(target, Publisher.MANIFEST);
    this.staged = new Path(attempt, target.getName());
    this.run = new Path(attempt, NAME);
    this.manifest = new Path(attempt, NAME + "-" + Publisher.MANIFEST);
  }

  /** Where the attempt stages what takes the place. */
  Path staged() {
    return staged;
  }

  /** Makes room for what is staged. */
  void take() {
    if (!storage.exists(target)) {
      return;
    }
    if (storage.exists(published)) {
      storage.move(published, manifest);
    }
    storage.move(target, run);
  }

  /**
   * Puts back what was taken, unless what was staged has taken its place. May be called again after
   * it failed or was killed.
   *
   * @return whether a published run was put back
   */
  boolean putBack() {
    if (!storage.exists(staged) || storage.exists(published)) {
      return false;
    }
    if (storage.exists(run)) {
      storage.delete(target); // has no run.json, so nothing published goes
      storage.move(run, target);
    }
    if (!storage.exists(manifest)) {
      return false;
    }
    storage.move(manifest, published);
    return true;
  }
}
