package io.glidepath.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Makes rows of some columns of a Parquet file; a column that the file lacks is null in all. */
final class RowAssembly extends ReadSupport<TableRow> {
  private final String table;
  private final Map<String, Integer> positions;

  RowAssembly(String table, Map<String, Integer> positions) {
    this.table = table;
    this.positions = positions;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    List<Type> wanted =
        file.getFields().stream().filter(f -> positions.containsKey(f.getName())).toList();
    return new ReadContext(new MessageType(file.getName(), wanted));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in Parquet, so it has to be here
  public RecordMaterializer<TableRow> prepareForRead(
      Configuration conf, Map<String, String> metadata, MessageType file, ReadContext context) {
    return new Rows(context.getRequestedSchema());
  }

  private final class Rows extends RecordMaterializer<TableRow> {
    private final List<Converter> cells = new ArrayList<>();
    private Object[] values;

    Rows(MessageType columns) {
      for (Type column : columns.getFields()) {
        cells.add(new Cell(column.asPrimitiveType()));
      }
    }

    @Override
    public TableRow getCurrentRecord() {
      return new TableRow(table, positions, values);
    }

    @Override
    public GroupConverter getRootConverter() {
      return new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return cells.get(field);
        }

        @Override
        public void start() {
          values = new Object[positions.size()];
        }

        @Override
        public void end() {}
      };
    }

    /** One value; a text that stands in a dictionary is decoded once. */
    private final class Cell extends PrimitiveConverter {
      private final int position;
      private final boolean isText;
      private String[] dictionary;

      Cell(PrimitiveType column) {
        this.position = positions.get(column.getName());
        this.isText = column.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
      }

      @Override
      public boolean hasDictionarySupport() {
        return isText;
      }

      @Override
      public void setDictionary(Dictionary texts) {
        dictionary = new String[texts.getMaxId() + 1];
        for (int id = 0; id < dictionary.length; id++) {
          dictionary[id] = texts.decodeToBinary(id).toStringUsingUTF8();
        }
      }

      @Override
      public void addValueFromDictionary(int id) {
        values[position] = dictionary[id];
      }

      @Override
      public void addBinary(Binary value) {
        values[position] = value.toStringUsingUTF8();
      }

      @Override
      public void addDouble(double value) {
        values[position] = value;
      }

      @Override
      public void addInt(int value) {
        values[position] = value;
      }

      @Override
      public void addBoolean(boolean value) {
        values[position] = value;
      }
    }
  }
}
