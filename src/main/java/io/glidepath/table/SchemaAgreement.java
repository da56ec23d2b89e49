package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Checks that the files of one table agree on their columns. Spark takes the schema of one file for
 * all of them: a column that is missing elsewhere would read as null, one of another type would
 * fail in the middle of the scan or be converted.
 */
final class SchemaAgreement {
  private static final int NAMED = 10;

  private final String table;
  private final boolean merge;
  private final boolean caseSensitive;
  private final FileSchema fileSchema;

  /**
   * @param merge {@code true} if a column may be missing in some files, as Spark's {@code
   *     mergeSchema} has it
   */
  SchemaAgreement(String table, String merge, SQLConf conf) {
    this.table = table;
    this.merge = Boolean.parseBoolean(merge);
    this.caseSensitive = conf.caseSensitiveAnalysis();
    this.fileSchema = new FileSchema(conf);
  }

  /** A file, and its columns by name with their types as they are told. */
  private record FileColumns(String file, Map<String, Seen> columns) {}

  /**
   * The columns of all files, in the order in which they are met.
   *
   * @throws JobFailure 65 naming files, columns and types when the files disagree
   */
  StructType check(List<Footers.Footer> footers) {
    Map<MessageType, String> representatives = new LinkedHashMap<>();
    for (Footers.Footer footer : footers) {
      representatives.putIfAbsent(footer.schema(), footer.file().getPath().toString());
    }
    return agreed(
        representatives.entrySet().stream()
            .map(e -> new FileColumns(e.getValue(), columns(e.getKey(), e.getValue()))));
  }

  /** The same, of ORC files. */
  StructType checkOrc(List<OrcFooters.Footer> footers) {
    Map<StructType, String> representatives = new LinkedHashMap<>();
    for (OrcFooters.Footer footer : footers) {
      representatives.putIfAbsent(footer.schema(), footer.file().getPath().toString());
    }
    return agreed(
        representatives.entrySet().stream()
            .map(e -> new FileColumns(e.getValue(), columns(e.getKey(), e.getValue()))));
  }

  private StructType agreed(Stream<FileColumns> files) {
    Map<String, Seen> first = new LinkedHashMap<>();
    String firstFile = null;
    List<String> problems = new ArrayList<>();
    for (FileColumns each : files.toList()) {
      if (firstFile == null) {
        firstFile = each.file();
        first.putAll(each.columns());
        continue;
      }
      compare(first, firstFile, each.columns(), each.file(), problems);
    }
    if (!problems.isEmpty()) {
      throw new JobFailure(ExitCode.BAD_DATA, message(problems));
    }
    return new StructType(first.values().stream().map(Seen::field).toArray(StructField[]::new));
  }

  private record Seen(StructField field, String type, String file) {
    String name() {
      return field.name();
    }
  }

  private Map<String, Seen> columns(StructType schema, String file) {
    Map<String, Seen> columns = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      columns.put(key(field.name()), new Seen(field, field.dataType().catalogString(), file));
    }
    return columns;
  }

  private String key(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  private Map<String, Seen> columns(MessageType schema, String file) {
    Map<String, Seen> columns = new LinkedHashMap<>();
    for (StructField field : fileSchema.fields(schema, file)) {
      String name = field.name();
      String type =
          UnreadColumn.reason(field).isPresent()
              ? UnreadColumn.written(schema.getType(name))
              : field.dataType().catalogString();
      columns.put(key(name), new Seen(field, type, file));
    }
    return columns;
  }

  private void compare(
      Map<String, Seen> first,
      String firstFile,
      Map<String, Seen> columns,
      String file,
      List<String> problems) {
    for (Map.Entry<String, Seen> entry : columns.entrySet()) {
      Seen here = entry.getValue();
      Seen there = first.get(entry.getKey());
      if (there == null && merge) {
        first.put(entry.getKey(), here);
      } else if (there == null) {
        problems.add(missing(here, file, firstFile));
      } else if (!there.type().equals(here.type())) {
        problems.add(
            String.format(
                Locale.ROOT,
                "column \"%s\" is %s in %s but %s in %s",
                here.name(),
                there.type(),
                there.file(),
                here.type(),
                file));
      }
    }
    if (!merge) {
      first.forEach(
          (key, there) -> {
            if (!columns.containsKey(key)) {
              problems.add(missing(there, firstFile, file));
            }
          });
    }
  }

  private static String missing(Seen column, String in, String notIn) {
    return String.format(
        Locale.ROOT,
        "column \"%s\" (%s) of %s is missing in %s",
        column.name(),
        column.type(),
        in,
        notIn);
  }

  private String message(List<String> problems) {
    StringBuilder message = new StringBuilder();
    message.append("the files of table \"").append(table).append("\" differ in their columns:");
    problems.stream().limit(NAMED).forEach(p -> message.append("\n  ").append(p));
    if (problems.size() > NAMED) {
      message.append("\n  and ").append(problems.size() - NAMED).append(" more differences");
    }
    message
        .append("\nWrite the files with one schema, or read them as separate tables and cast in ")
        .append("input.query");
    if (!merge) {
      message
          .append("; with input.tables.")
          .append(table)
          .append(".options.mergeSchema = true a missing column reads as null");
    }
    return message.append('.').toString();
  }
}
