package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Fields of a schema by their exact names. */
final class Schemas {
  private static final int MOST_NAMES = 20;

  private Schemas() {}

  /** The one field of that name. */
  static StructField field(StructType schema, String name, String role) {
    StructField found = null;
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        if (found != null) {
          throw new JobFailure(
              ExitCode.CONFIGURATION,
              String.format(
                  Locale.ROOT,
                  "%s column '%s' is there twice; give the columns different names in the query",
                  role,
                  name));
        }
        found = field;
      }
    }
    if (found == null) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "%s column '%s' is not in the table; it has %s",
              role,
              name,
              names(schema)));
    }
    return found;
  }

  private static String names(StructType schema) {
    String[] names = schema.fieldNames();
    String listed =
        Arrays.stream(names)
            .limit(MOST_NAMES)
            .map(n -> "'" + n + "'")
            .collect(Collectors.joining(", "));
    return names.length > MOST_NAMES
        ? listed + String.format(Locale.ROOT, " and %d more", names.length - MOST_NAMES)
        : listed;
  }
}
