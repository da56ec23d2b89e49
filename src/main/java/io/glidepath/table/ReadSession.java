package io.glidepath.table;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Spark session that the input is read in, with the settings that correct reading needs. */
final class ReadSession {
  private static final List<String> SKIPPING =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");
  static final String TIME_ZONE = "spark.sql.session.timeZone";
  private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
  private static final String MAX_FIELDS = "spark.sql.codegen.maxFields";

  private ReadSession() {}

  /**
   * A new session, so that its view names and settings clash with no others. A setting that would
   * let Spark leave files out is overridden, with a warning.
   */
  static SparkSession open(SparkSession spark, List<String> warnings) {
    SparkSession session = spark.newSession();
    for (String key : SKIPPING) {
      if (isTrue(session, key) || isTrue(spark, key)) {
        warnings.add(key + " = true is overridden by false: no input file is skipped in silence.");
      }
      session.conf().set(key, "false");
    }
    // the file index of the first version of these sources tells which files are read
    session.conf().set("spark.sql.sources.useV1SourceList", "parquet,orc,csv,json,binaryFile");
    // a path inside the query would read files that the manifest does not list
    session.conf().set("spark.sql.runSQLOnFiles", "false");
    if (!spark.sparkContext().conf().contains(TIME_ZONE)) {
      // otherwise the machine's time zone would decide what a date in `where` means
      session.conf().set(TIME_ZONE, "UTC");
    }
    return session;
  }

  /**
   * Keeps Spark's vectorized Parquet reader and generated code for wide tables. Above {@code
   * spark.sql.codegen.maxFields} fields, 100 by default, Spark falls back to reading row by row,
   * which takes several times as long.
   */
  static void allowColumns(SparkSession session, StructType schema) {
    // the feature stages add a few columns for each one of the input
    long wanted = 4L * fields(schema) + 100;
    long present = Long.parseLong(session.conf().get(MAX_FIELDS));
    long setting = Math.min(Integer.MAX_VALUE, Math.max(wanted, present));
    session.conf().set(MAX_FIELDS, Long.toString(setting));
  }

  /**
   * Makes tasks of more files, where there are many small ones. Spark takes opening a file for as
   * long as reading 4 MiB, which makes tasks of 32 files; a core still gets one task at least.
   */
  static void packFiles(SparkSession session) {
    if (!session.sparkContext().conf().contains(OPEN_COST)) {
      session.conf().set(OPEN_COST, "512kb");
    }
  }

  private static boolean isTrue(SparkSession session, String key) {
    return Boolean.parseBoolean(session.conf().get(key));
  }

  private static long fields(DataType type) {
    if (type instanceof StructType struct) {
      long sum = 0;
      for (StructField field : struct.fields()) {
        sum += fields(field.dataType());
      }
      return sum;
    }
    if (type instanceof ArrayType array) {
      return fields(array.elementType());
    }
    if (type instanceof MapType map) {
      return fields(map.keyType()) + fields(map.valueType());
    }
    // a vector is a struct of four fields
    return type instanceof org.apache.spark.sql.types.UserDefinedType<?> ? 4 : 1;
  }
}
