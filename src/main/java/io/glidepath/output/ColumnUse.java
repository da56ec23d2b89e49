package io.glidepath.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which input columns a model uses: those with a coefficient that is not 0.
 *
 * @param used their places among the input columns, in order
 * @param coefficients of the design columns that these make up
 */
public record ColumnUse(List<Integer> used, double[] coefficients) {
  public ColumnUse {
    used = List.copyOf(used);
  }

  /**
   * The use that a model makes of its columns.
   *
   * @param widths number of design columns that each input column makes up
   * @throws IllegalArgumentException if there are more or fewer coefficients
   */
  public static ColumnUse of(List<Integer> widths, double[] coefficients) {
    int size = widths.stream().mapToInt(Integer::intValue).sum();
    if (coefficients.length != size) {
      throw new IllegalArgumentException(
          coefficients.length + " coefficients for " + size + " design columns");
    }
    List<Integer> used = new ArrayList<>();
    double[] kept = new double[size];
    int count = 0;
    int from = 0;
    for (int i = 0; i < widths.size(); i++) {
      int to = from + widths.get(i);
      if (Arrays.stream(coefficients, from, to).anyMatch(b -> b != 0)) {
        used.add(i);
        System.arraycopy(coefficients, from, kept, count, to - from);
        count += to - from;
      }
      from = to;
    }
    return new ColumnUse(used, Arrays.copyOf(kept, count));
  }

  /**
   * How many design columns each input column makes up.
   *
   * @param columns the input column of every design column; those of one stand side by side
   */
  public static List<Integer> widths(List<String> columns) {
    List<Integer> widths = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      if (j > 0 && columns.get(j).equals(columns.get(j - 1))) {
        widths.set(widths.size() - 1, widths.get(widths.size() - 1) + 1);
      } else {
        widths.add(1);
      }
    }
    return widths;
  }

  /** Whether no input column is left out. */
  public boolean isOfAll(List<Integer> widths) {
    return used.size() == widths.size();
  }
}
