package io.glidepath.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData.EncryptionType;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;

/**
 * Looks whether a footer contradicts itself. Pages have checksums, footers have none: a flipped bit
 * there can lose rows, make up rows, or read a column as null, and Spark takes its word. What a
 * footer says twice is compared here:
 *
 * <ul>
 *   <li>the file has as many rows as its row groups together;
 *   <li>the middle of a row group, by which a task claims it, lies in the file;
 *   <li>every row group has a chunk of every column, in the order of the schema;
 *   <li>a chunk has the type of its column;
 *   <li>a chunk of a column that is not repeated has as many values as its row group has rows;
 *   <li>chunks lie behind each other, none in another (of row groups with rows: those without, as
 *       pyarrow and pandas write them for an empty frame, have no pages, and no place that counts);
 *   <li>the columns that Spark wrote down, by which Spark reads, are those of the file.
 * </ul>
 *
 * <p>What is said once (statistics, and names and types in files that Spark has not written) cannot
 * be checked. Cost: the footer is parsed a second time, by both of Parquet's readers.
 */
final class FooterCheck {
  private static final int TAIL = 8;

  private final ParquetMetadata footer;
  private final MessageType schema;
  private final SparkColumns written;

  private FooterCheck(ParquetMetadata footer, SparkColumns written) {
    this.footer = footer;
    this.schema = footer.getFileMetaData().getSchema();
    this.written = written;
  }

  /**
   * What the footer says in two ways, in words; empty for a footer that agrees with itself.
   *
   * @param in the file, whose footer has been read without complaint
   * @param written those of the table's files that have been looked at
   */
  static Optional<String> contradiction(
      ParquetMetadata footer, SeekableInputStream in, long length, SparkColumns written)
      throws IOException {
    FooterCheck check = new FooterCheck(footer, written);
    Optional<String> found = check.rows().or(check::places).or(check::names);
    boolean encrypted =
        footer.getFileMetaData().getEncryptionType() == EncryptionType.ENCRYPTED_FOOTER;
    return found.isPresent() || encrypted ? found : check.written(raw(in, length), length);
  }

  /** Whether the file is one of rows without columns, which Parquet's own reader stumbles over. */
  static boolean hasNoColumns(SeekableInputStream in, long length) throws IOException {
    return raw(in, length).getSchemaSize() == 1;
  }

  /** The footer as it is written: Parquet's own reader leaves out some of it. */
  private static FileMetaData raw(SeekableInputStream in, long length) throws IOException {
    byte[] tail = new byte[TAIL];
    in.seek(length - TAIL);
    in.readFully(tail);
    byte[] bytes = new byte[ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt()];
    in.seek(length - TAIL - bytes.length);
    in.readFully(bytes);
    // as Spark looks for the schema, by a reader of Parquet's that is stricter than the other
    Util.readFileMetaData(new ByteArrayInputStream(bytes), true);
    return Util.readFileMetaData(new ByteArrayInputStream(bytes));
  }

  private Optional<String> written(FileMetaData raw, long length) {
    long rows = raw.getRow_groups().stream().mapToLong(RowGroup::getNum_rows).sum();
    if (rows != raw.getNum_rows()) {
      return told("%d rows in its row groups and %d in all", rows, raw.getNum_rows());
    }
    for (int i = 0; i < raw.getRow_groups().size(); i++) {
      RowGroup group = raw.getRow_groups().get(i);
      BlockMetaData block = footer.getBlocks().get(i);
      if (hasPages(block)) {
        long size =
            group.isSetTotal_compressed_size()
                ? group.getTotal_compressed_size()
                : block.getCompressedSize();
        long middle = block.getStartingPos() + size / 2;
        if (middle < 0 || middle >= length) {
          return told("a row group of %d bytes in a file of %d", size, length);
        }
      }
      for (int j = 0; j < group.getColumnsSize(); j++) {
        ColumnMetaData chunk = group.getColumns().get(j).getMeta_data();
        String type = block.getColumns().get(j).getPrimitiveType().getPrimitiveTypeName().name();
        if (chunk != null && !type.equals(parquetName(chunk.getType()))) {
          return told("type %s for a column of %s", type, chunk.getType());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether Spark looks at the pages of a row group at all. */
  private static boolean hasPages(BlockMetaData group) {
    return group.getRowCount() != 0 && !group.getColumns().isEmpty();
  }

  /** Parquet has two names for one type. */
  private static String parquetName(org.apache.parquet.format.Type type) {
    return type == org.apache.parquet.format.Type.BYTE_ARRAY ? "BINARY" : String.valueOf(type);
  }

  private Optional<String> rows() {
    List<ColumnDescriptor> columns = schema.getColumns();
    for (BlockMetaData group : footer.getBlocks()) {
      List<ColumnChunkMetaData> chunks = group.getColumns();
      if (chunks.size() != columns.size()) {
        return told("%d columns, but a row group with %d", columns.size(), chunks.size());
      }
      for (int j = 0; j < columns.size(); j++) {
        ColumnDescriptor column = columns.get(j);
        ColumnChunkMetaData chunk = chunks.get(j);
        if (!List.of(chunk.getPath().toArray()).equals(List.of(column.getPath()))) {
          return told(
              "column %s where %s belongs",
              chunk.getPath().toDotString(), String.join(".", column.getPath()));
        }
        if (column.getMaxRepetitionLevel() == 0 && chunk.getValueCount() != group.getRowCount()) {
          return told(
              "a row group of %d rows with %d values of column %s",
              group.getRowCount(), chunk.getValueCount(), chunk.getPath().toDotString());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> places() {
    List<ColumnChunkMetaData> chunks = new ArrayList<>();
    footer.getBlocks().stream()
        .filter(FooterCheck::hasPages)
        .forEach(group -> chunks.addAll(group.getColumns()));
    chunks.sort(Comparator.comparingLong(ColumnChunkMetaData::getStartingPos));
    long end = 0;
    for (ColumnChunkMetaData chunk : chunks) {
      if (chunk.getStartingPos() < end || chunk.getTotalSize() < 0) {
        return told("column %s inside of another", chunk.getPath().toDotString());
      }
      end = chunk.getStartingPos() + chunk.getTotalSize();
    }
    return Optional.empty();
  }

  private Optional<String> names() {
    String json =
        footer.getFileMetaData().getKeyValueMetaData().get(ParquetReadSupport.SPARK_METADATA_KEY());
    if (json == null) {
      return Optional.empty();
    }
    Optional<Set<String>> spark = written.names(json);
    if (spark.isEmpty()) {
      return told("a list of columns by Spark that cannot be read");
    }
    Set<String> own = new TreeSet<>();
    for (Type field : schema.getFields()) {
      own.add(field.getName());
    }
    return own.equals(spark.get())
        ? Optional.empty()
        : told("columns %s, of which Spark wrote down %s", own, new TreeSet<>(spark.get()));
  }

  private static Optional<String> told(String format, Object... parts) {
    return Optional.of("its footer has " + String.format(Locale.ROOT, format, parts));
  }
}
