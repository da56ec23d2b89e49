package io.glidepath.features;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by their exact names. */
public final class ExactName {
  private ExactName() {}

  /** Refers to a column whatever characters its name has. */
  public static Column column(String name) {
    return functions.col(Sql.quoted(name));
  }
}
