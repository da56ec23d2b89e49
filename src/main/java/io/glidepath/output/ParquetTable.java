package io.glidepath.output;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows that arrive one by one as Parquet files in their own order: {@code
 * part-00000.parquet}, and another file after every {@link #ROWS_PER_FILE} rows.
 *
 * <p>The files are not compressed: keys repeat and shrink in Parquet's dictionaries, coefficients
 * do not compress, and no native codec has to be unpacked on the driver.
 */
final class ParquetTable {
  /** Some 100 MB of coefficients. */
  static final int ROWS_PER_FILE = 5_000_000;

  /** Where Spark looks for the schema a file was written with. */
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  /** Schema and footer, and what each column adds to them. */
  private static final int FILE_BYTES = 500;

  private static final int COLUMN_BYTES = 260;

  /** What all columns of a row take whose values repeat, for a dictionary holds them once. */
  private static final double REPEATED_BYTES = 1.5;

  private ParquetTable() {}

  /** About how many bytes the rows of a table take in one file. */
  static long bytes(String table, long rows) {
    double row = TableSchemas.ownBytes(table) + REPEATED_BYTES;
    return FILE_BYTES + (long) COLUMN_BYTES * TableSchemas.of(table).size() + (long) (row * rows);
  }

  /** Writes all rows; a table without rows is one file without rows. */
  static void write(Path directory, StructType schema, Iterator<Object[]> rows, Configuration conf)
      throws IOException {
    write(directory, schema, rows, conf, ROWS_PER_FILE);
  }

  static void write(
      Path directory,
      StructType schema,
      Iterator<Object[]> rows,
      Configuration conf,
      int rowsPerFile)
      throws IOException {
    int file = 0;
    do {
      String name = String.format(Locale.ROOT, "part-%05d.parquet", file++);
      Path path = new Path(directory, name);
      try (ParquetWriter<Object[]> writer =
          new Builder(HadoopOutputFile.fromPath(path, conf), schema)
              .withConf(conf)
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
              .build()) {
        for (int i = 0; i < rowsPerFile && rows.hasNext(); i++) {
          writer.write(rows.next());
        }
      }
    } while (rows.hasNext());
  }

  private static MessageType messageType(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(column(field));
    }
    return message.named("spark_schema");
  }

  private static Type column(StructField field) {
    if (field.dataType().equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(field.name());
    }
    return Types.optional(
            Map.of(
                    DataTypes.IntegerType, PrimitiveTypeName.INT32,
                    DataTypes.DoubleType, PrimitiveTypeName.DOUBLE,
                    DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN)
                .get(field.dataType()))
        .named(field.name());
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final StructType schema;

    Builder(OutputFile file, StructType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so it has to be here
    protected WriteSupport<Object[]> getWriteSupport(Configuration conf) {
      return new Rows(schema);
    }
  }

  private static final class Rows extends WriteSupport<Object[]> {
    private final StructType schema;
    private final String[] names;
    private RecordConsumer consumer;

    Rows(StructType schema) {
      this.schema = schema;
      this.names = schema.fieldNames();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so it has to be here
    public WriteContext init(Configuration conf) {
      Map<String, String> extra = new HashMap<>();
      extra.put(SPARK_SCHEMA, schema.json());
      return new WriteContext(messageType(schema), extra);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Object[] row) {
      consumer.startMessage();
      for (int i = 0; i < names.length; i++) {
        if (row[i] != null) {
          consumer.startField(names[i], i);
          add(row[i]);
          consumer.endField(names[i], i);
        }
      }
      consumer.endMessage();
    }

    private void add(Object value) {
      if (value instanceof Double d) {
        consumer.addDouble(d);
      } else if (value instanceof Integer n) {
        consumer.addInteger(n);
      } else if (value instanceof Boolean b) {
        consumer.addBoolean(b);
      } else {
        consumer.addBinary(Binary.fromString((String) value));
      }
    }
  }
}
