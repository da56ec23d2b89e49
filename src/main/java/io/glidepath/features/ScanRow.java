package io.glidepath.features;

import io.glidepath.features.ScanColumn.Content;
import io.glidepath.features.ScanColumn.Role;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Looks at one row after the other and says whether it is used: column 0 of a row is its weight,
 * the scanned columns follow. Counts on the way what is missing, infinite or dropped, and why.
 *
 * <p>A row of weight 0 is as if it were not there. A row that is dropped counts for the first
 * reason in the order weight, label, offset, numeric, categorical. A missing value that is an error
 * keeps its row out as well.
 */
final class ScanRow {
  private static final UTF8String INFINITY = UTF8String.fromString("Infinity");
  private static final UTF8String MINUS_INFINITY = UTF8String.fromString("-Infinity");

  private final ScanColumn[] columns;
  private final int[] widths;
  private final boolean[] present;
  private final ScanCounts counts;
  private final boolean dropsWeight;
  private double weight;

  ScanRow(List<ScanColumn> columns, int[] widths, boolean dropsWeight, ScanCounts counts) {
    this.columns = columns.toArray(new ScanColumn[0]);
    this.widths = widths;
    this.present = new boolean[columns.size()];
    this.dropsWeight = dropsWeight;
    this.counts = counts;
  }

  /** Whether the row takes part; then {@link #weight} and {@link #isPresent} tell of it. */
  boolean uses(InternalRow row) {
    counts.read++;
    if (!weighs(row)) {
      return false;
    }
    boolean complete = true;
    Role reason = null;
    for (int j = 0; j < columns.length; j++) {
      look(row, j);
      if (present[j]) {
        continue;
      }
      counts.missing[j]++;
      switch (columns[j].onMissing()) {
        case ERROR -> complete = false;
        case DROP -> {
          if (reason == null || columns[j].role().compareTo(reason) < 0) {
            reason = columns[j].role();
          }
        }
        case FILL -> {}
      }
    }
    if (reason != null) {
      counts.dropped[reason.ordinal()]++;
    } else if (complete) {
      counts.used++;
      return true;
    }
    return false;
  }

  double weight() {
    return weight;
  }

  boolean isPresent(int column) {
    return present[column];
  }

  /**
   * The level of a row that is used, null if it is missing, or the tokens of its bag or keys of its
   * map, each once.
   */
  Collection<UTF8String> levels(InternalRow row, int j) {
    if (columns[j].isLevel()) {
      return Collections.singleton(present[j] ? row.getUTF8String(j + 1) : null);
    }
    ArrayData bag =
        columns[j].content() == Content.MAP ? row.getMap(j + 1).keyArray() : row.getArray(j + 1);
    Set<UTF8String> tokens = new HashSet<>();
    for (int i = 0; i < bag.numElements(); i++) {
      tokens.add(bag.getUTF8String(i));
    }
    return tokens;
  }

  private boolean weighs(InternalRow row) {
    weight = row.isNullAt(0) ? Double.NaN : row.getDouble(0);
    if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
      return true;
    }
    if (weight == 0) {
      counts.zeroWeight++;
    } else if (Double.isNaN(weight)) {
      counts.missingWeight++;
      if (dropsWeight) {
        counts.dropped[Role.WEIGHT.ordinal()]++;
      }
    } else if (weight < 0) {
      counts.negativeWeight++;
    } else {
      counts.infiniteWeight++;
    }
    return false;
  }

  private void look(InternalRow row, int j) {
    int ordinal = j + 1;
    present[j] = !row.isNullAt(ordinal);
    if (!present[j]) {
      return;
    }
    if (columns[j].content() == Content.NUMBER) {
      double x = row.getDouble(ordinal);
      present[j] = !Double.isNaN(x);
      if (Double.isInfinite(x)) {
        counts.infinite[j]++;
      }
    } else if (columns[j].content() == Content.FLOATING_LEVEL) {
      UTF8String level = row.getUTF8String(ordinal);
      if (level.equals(INFINITY) || level.equals(MINUS_INFINITY)) {
        counts.infinite[j]++;
      }
    } else if (columns[j].content() == Content.VECTOR) {
      lookInto(row.getStruct(ordinal, 4), j);
    } else if (columns[j].content() == Content.ARRAY) {
      ArrayData array = row.getArray(ordinal);
      lookAt(array, array.numElements(), j);
    } else if (columns[j].content() == Content.MAP) {
      lookAt(row.getMap(ordinal).valueArray(), widths[j], j);
    }
  }

  /** A vector is stored as (type, size, indices, values), with a size and indices if sparse. */
  private void lookInto(InternalRow vector, int j) {
    ArrayData values = vector.getArray(3);
    lookAt(values, vector.isNullAt(1) ? values.numElements() : vector.getInt(1), j);
  }

  private void lookAt(ArrayData values, int width, int j) {
    if (width != widths[j]) {
      counts.wrongWidth[j]++;
    }
    boolean infinite = false;
    for (int i = 0; i < values.numElements(); i++) {
      double x = values.isNullAt(i) ? Double.NaN : values.getDouble(i);
      present[j] &= !Double.isNaN(x);
      infinite |= Double.isInfinite(x);
    }
    if (infinite) {
      counts.infinite[j]++;
    }
  }
}
