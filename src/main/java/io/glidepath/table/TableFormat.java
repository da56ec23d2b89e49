package io.glidepath.table;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the files of an input table are written. Spark brings all but Delta and Iceberg. */
public enum TableFormat {
  PARQUET,
  DELTA,
  ICEBERG,
  ORC,
  CSV,
  JSON;

  /** As users and Spark write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a log says which of the files count, and of which version. */
  public boolean versioned() {
    return this == DELTA || this == ICEBERG;
  }

  /** Whether files are text, which does not tell the types of its columns. */
  public boolean isText() {
    return this == CSV || this == JSON;
  }

  static Optional<TableFormat> of(String label) {
    return Stream.of(values()).filter(f -> f.label().equalsIgnoreCase(label)).findFirst();
  }
}
