package io.glidepath.table;

import java.util.List;

/** Tables of so many small files that opening these takes longer than reading them. */
final class SmallFiles {
  private static final int MANY = 1000;

  /** Bytes of a file, on average. */
  private static final long SMALL = 1L << 20;

  private SmallFiles() {}

  static boolean areMany(List<InputFile> files) {
    return files.size() >= MANY && bytes(files) <= files.size() * SMALL;
  }

  static long bytes(List<InputFile> files) {
    return files.stream().mapToLong(InputFile::length).sum();
  }
}
