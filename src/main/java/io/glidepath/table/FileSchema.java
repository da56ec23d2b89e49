package io.glidepath.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;

/** The columns of a file as Spark sees them, and those that it cannot read. */
final class FileSchema {
  private static final Pattern TIME = Pattern.compile("\\btime\\(\\d\\)");

  private final ParquetToSparkSchemaConverter converter;

  FileSchema(SQLConf conf) {
    this.converter = new ParquetToSparkSchemaConverter(conf);
  }

  List<StructField> fields(MessageType schema, String file) {
    List<StructField> fields = new ArrayList<>();
    for (Type type : schema.getFields()) {
      fields.add(field(type, file));
    }
    return fields;
  }

  private StructField field(Type type, String file) {
    try {
      StructField field = converter.convert(new MessageType("column", type)).fields()[0];
      // a type that Spark 4.1 knows and its readers refuse
      return TIME.matcher(field.dataType().catalogString()).find()
          ? UnreadColumn.of(type, file)
          : field;
    } catch (Exception e) {
      // of many kinds, checked ones of Scala's that are not declared among them
      return UnreadColumn.of(type, file);
    }
  }
}
