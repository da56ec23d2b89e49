package io.glidepath.design;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Where each input stands in the batches of a scan, and how its values become doubles. */
final class BatchColumns implements Serializable {
  private final Map<Integer, Source> sources = new HashMap<>();

  /**
   * A column of the scan.
   *
   * @param type as the scan has it; the input may be cast to double
   */
  private record Source(int ordinal, DataType type) implements Serializable {}

  void direct(Input input, int ordinal, DataType type) {
    sources.put(input.position(), new Source(ordinal, type));
  }

  ColumnVector vector(ColumnarBatch batch, Input input) {
    return batch.column(sources.get(input.position()).ordinal());
  }

  /** The values of rows {@code from} to {@code from + count}, null as NaN, in a new array. */
  double[] doubles(ColumnarBatch batch, Input input, int from, int count) {
    Source source = sources.get(input.position());
    ColumnVector column = batch.column(source.ordinal());
    return column.hasNull()
        ? withNulls(column, source.type(), from, count)
        : withoutNulls(column, source.type(), from, count);
  }

  private static double[] withNulls(ColumnVector column, DataType type, int from, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = column.isNullAt(from + i) ? Double.NaN : value(column, type, from + i);
    }
    return out;
  }

  private static double value(ColumnVector column, DataType type, int row) {
    return type instanceof DoubleType
        ? column.getDouble(row)
        : withoutNulls(column, type, row, 1)[0];
  }

  private static double[] withoutNulls(ColumnVector column, DataType type, int from, int count) {
    if (type instanceof DoubleType) {
      return column.getDoubles(from, count);
    }
    double[] out = new double[count];
    if (type instanceof FloatType) {
      for (int i = 0; i < count; i++) {
        out[i] = column.getFloat(from + i);
      }
    } else if (type instanceof LongType) {
      for (int i = 0; i < count; i++) {
        out[i] = column.getLong(from + i);
      }
    } else if (type instanceof IntegerType) {
      for (int i = 0; i < count; i++) {
        out[i] = column.getInt(from + i);
      }
    } else {
      lessCommon(column, type, from, out);
    }
    return out;
  }

  private static void lessCommon(ColumnVector column, DataType type, int from, double[] out) {
    if (type instanceof BooleanType) {
      for (int i = 0; i < out.length; i++) {
        out[i] = column.getBoolean(from + i) ? 1 : 0;
      }
    } else if (type instanceof ShortType) {
      for (int i = 0; i < out.length; i++) {
        out[i] = column.getShort(from + i);
      }
    } else if (type instanceof ByteType) {
      for (int i = 0; i < out.length; i++) {
        out[i] = column.getByte(from + i);
      }
    } else if (type instanceof DecimalType decimal) {
      for (int i = 0; i < out.length; i++) {
        out[i] = column.getDecimal(from + i, decimal.precision(), decimal.scale()).toDouble();
      }
    } else {
      throw new IllegalArgumentException("no number: " + type.catalogString());
    }
  }
}
