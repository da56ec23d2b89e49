package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Packages;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** What to do where Delta, Iceberg or a catalog cannot be opened: mostly Spark lacks something. */
final class FormatFailures {
  private static final int LONGEST = 400;

  private static final Map<TableFormat, String> PACKAGES =
      Map.of(TableFormat.DELTA, Packages.DELTA, TableFormat.ICEBERG, Packages.ICEBERG);

  private FormatFailures() {}

  static Optional<JobFailure> translate(TableSpec spec, Throwable thrown) {
    for (Throwable t : ReadFailures.chain(thrown)) {
      String condition = t instanceof SparkThrowable s ? String.valueOf(s.getCondition()) : "";
      Optional<JobFailure> known = known(spec, condition, t);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<JobFailure> known(TableSpec spec, String condition, Throwable t) {
    String where = spec.key() + " = " + spec.table().orElseGet(() -> spec.paths().toString());
    switch (condition) {
      case "DATA_SOURCE_NOT_FOUND":
        return configuration(
            String.format(
                Locale.ROOT,
                "input.tables.%s is %s, and Spark has no classes for that format. Bring them with"
                    + " spark-submit (before -- of submit.sh, with a Spark installation): %s.",
                spec.name(),
                spec.format().map(TableFormat::label).orElse("of a format unknown here"),
                packages(spec)),
            t);
      case "DELTA_CONFIGURE_SPARK_SESSION_WITH_EXTENSION_AND_CATALOG":
        return configuration(
            String.format(
                Locale.ROOT,
                "input.tables.%s is delta, and Spark has Delta's classes but is not told of them."
                    + " Give spark-submit %s.",
                spec.name(),
                PACKAGES.get(TableFormat.DELTA)),
            t);
      case "TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "DELTA_TABLE_NOT_FOUND":
        return Optional.of(
            new JobFailure(
                ExitCode.INPUT_MISSING,
                where + ": there is no such table in the catalog. Write catalog.database.table.",
                t));
      case "UNSUPPORTED_FEATURE.TIME_TRAVEL":
        return configuration(
            where
                + ": input.tables."
                + spec.name()
                + ".options asks for a version, and this table has none. Take out versionAsOf and"
                + " timestampAsOf.",
            t);
      case "CATALOG_NOT_FOUND", "REQUIRES_SINGLE_PART_NAMESPACE":
        return configuration(
            where
                + ": Spark knows no catalog of that name. Give spark-submit --conf"
                + " spark.sql.catalog.NAME=CLASS with the catalog's settings, and its jar with"
                + " --packages (Iceberg: CLASS is org.apache.iceberg.spark.SparkCatalog, "
                + PACKAGES.get(TableFormat.ICEBERG)
                + ").",
            t);
      case "DELTA_PATH_DOES_NOT_EXIST",
      "DELTA_MISSING_DELTA_TABLE",
      "DELTA_TABLE_ONLY_OPERATION",
      "DELTA_SCHEMA_NOT_SET":
        return configuration(where + ": that directory is no Delta table (no _delta_log).", t);
      default:
        return byClass(spec, condition, t, where);
    }
  }

  private static Optional<JobFailure> byClass(
      TableSpec spec, String condition, Throwable t, String where) {
    String type = t.getClass().getName();
    if ((condition.contains("CATALOG") && condition.contains("CLASS"))
        || t instanceof ClassNotFoundException
        || t instanceof NoClassDefFoundError) {
      return configuration(
          where
              + ": a class is missing ("
              + ReadFailures.reason(t)
              + "). Bring its jar with spark-submit: "
              + packages(spec)
              + ".",
          t);
    }
    if (type.equals("org.apache.iceberg.exceptions.NoSuchTableException")) {
      return configuration(where + ": there is no Iceberg table (no metadata directory).", t);
    }
    boolean own = type.startsWith("org.apache.iceberg.") || condition.startsWith("DELTA_");
    boolean options = own || (t instanceof IllegalArgumentException && !spec.options().isEmpty());
    return options ? configuration(where + ": " + told(t), t) : Optional.empty();
  }

  /** What a connector says, whose lines are no sentences, without Spark's code for it. */
  static String told(Throwable t) {
    String text = String.valueOf(t.getMessage()).replaceAll("\\s+", " ").strip();
    String said = text.replaceAll(" SQLSTATE: \\w+", "");
    return said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
  }

  /** What spark-submit is to be given for a format. */
  static String packages(TableFormat format) {
    return PACKAGES.get(format);
  }

  private static String packages(TableSpec spec) {
    return spec.format()
        .filter(PACKAGES::containsKey)
        .map(FormatFailures::packages)
        .orElse("--packages GROUP:ARTIFACT:VERSION of the table's format");
  }

  private static Optional<JobFailure> configuration(String message, Throwable cause) {
    return Optional.of(new JobFailure(ExitCode.CONFIGURATION, message, cause));
  }
}
