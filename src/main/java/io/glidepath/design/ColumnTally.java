package io.glidepath.design;

import java.io.Serializable;
import java.util.Locale;

/** Numbers of rows that cannot be used because of one column. */
final class ColumnTally implements Serializable {
  final int position;
  final String name;
  final Role role;
  final int width;
  long missing;
  long infinite;
  long negative;
  long wrongWidth;
  long wrongIndices;

  ColumnTally(Input input) {
    this(input.position(), input.name(), input.role(), input.width());
  }

  private ColumnTally(int position, String name, Role role, int width) {
    this.position = position;
    this.name = name;
    this.role = role;
    this.width = width;
  }

  ColumnTally copy() {
    ColumnTally copy = new ColumnTally(position, name, role, width);
    copy.add(this);
    return copy;
  }

  void add(ColumnTally other) {
    missing += other.missing;
    infinite += other.infinite;
    negative += other.negative;
    wrongWidth += other.wrongWidth;
    wrongIndices += other.wrongIndices;
  }

  /** What is wrong and what to change, one phrase for each kind of fault. */
  String complaint() {
    StringBuilder text = new StringBuilder();
    if (missing > 0) {
      say(text, "null or NaN", missing, role.remedy());
    }
    if (infinite > 0) {
      say(
          text,
          "infinite",
          infinite,
          "leave such rows out (where), or turn them into null in input.query");
    }
    if (negative > 0) {
      say(
          text,
          "negative",
          negative,
          "a weight must be 0 or more: leave such rows out (where), or correct them in input.query");
    }
    if (wrongWidth > 0) {
      say(
          text,
          "a vector of other than " + width + " elements",
          wrongWidth,
          "all vectors of a column must have one size");
    }
    if (wrongIndices > 0) {
      say(
          text,
          "a sparse vector whose indices do not ascend from 0 to " + (width - 1),
          wrongIndices,
          "an index may be there once; make the vectors by MLlib, which refuses such ones");
    }
    return text.toString();
  }

  private void say(StringBuilder text, String what, long rows, String remedy) {
    text.append(text.isEmpty() ? "" : "\n")
        .append(
            String.format(
                Locale.ROOT,
                "  %s column '%s': %s in %d %s; %s",
                role.label(),
                name,
                what,
                rows,
                rows == 1 ? "row" : "rows",
                remedy));
  }
}
