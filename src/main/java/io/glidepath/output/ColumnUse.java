package io.glidepath.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which of the columns that the stages make a model uses: those with a coefficient that is not 0.
 *
 * @param used their places, in order
 * @param coefficients of the design columns that these make up
 */
public record ColumnUse(List<Integer> used, double[] coefficients) {
  public ColumnUse {
    used = List.copyOf(used);
  }

  /**
   * The use that a model makes of its columns.
   *
   * @param widths number of design columns that each column of the stages stands for
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
   * What a design column comes from: a number by itself, a category, bag or vector as a whole, each
   * part of a date by itself.
   *
   * @param feature its name
   * @param column the input column
   * @param level null where there is none
   * @param kind as in the table of features
   */
  public record Origin(String feature, String column, String level, String kind) {
    /** Whether missing values are those of numbers. */
    boolean isNumber() {
      return kind.equals("numeric")
          || kind.equals("vector")
          || (kind.equals("date") && level == null);
    }

    /** Whether one of these pairs, {@code a:b}, is made of it. */
    boolean isFactorOf(Set<String> pairs) {
      return pairs.stream()
          .anyMatch(pair -> pair.startsWith(name() + ":") || pair.endsWith(":" + name()));
    }

    private String name() {
      return switch (kind) {
        case "numeric" -> feature;
        case "date" ->
            level == null ? feature : feature.substring(0, feature.length() - level.length() - 1);
        default -> column;
      };
    }
  }

  /**
   * How many design columns each column that the stages make stands for.
   *
   * @param origins of every design column; those of one stand side by side
   */
  public static List<Integer> widths(List<Origin> origins) {
    List<Integer> widths = new ArrayList<>();
    for (int j = 0; j < origins.size(); j++) {
      if (j > 0 && origins.get(j).name().equals(origins.get(j - 1).name())) {
        widths.set(widths.size() - 1, widths.get(widths.size() - 1) + 1);
      } else {
        widths.add(1);
      }
    }
    return widths;
  }

  /** Whether none is left out. */
  public boolean isOfAll(List<Integer> widths) {
    return used.size() == widths.size();
  }
}
