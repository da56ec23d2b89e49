package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ScanColumn.Content;
import io.glidepath.features.ScanColumn.OnMissing;
import io.glidepath.features.ScanColumn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in one message everything that a scan found wrong with the data. */
final class DataProblems {
  private DataProblems() {}

  static boolean any(List<ScanColumn> columns, Optional<ScanColumn> weight, ScanCounts counts) {
    return !lines(columns, weight, counts).isEmpty();
  }

  static JobFailure failure(
      String what, List<ScanColumn> columns, Optional<ScanColumn> weight, ScanCounts counts) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        what
            + " have values that cannot be used ("
            + counts.read
            + " rows read):\n  "
            + String.join("\n  ", lines(columns, weight, counts)));
  }

  private static List<String> lines(
      List<ScanColumn> columns, Optional<ScanColumn> weight, ScanCounts counts) {
    List<String> lines = new ArrayList<>();
    weight.ifPresent(w -> weightLines(w, counts, lines));
    for (int j = 0; j < columns.size(); j++) {
      ScanColumn column = columns.get(j);
      if (counts.missing[j] > 0 && column.onMissing() == OnMissing.ERROR) {
        lines.add(missing(column, counts.missing[j]));
      }
      if (counts.infinite[j] > 0) {
        lines.add(infinite(column, counts.infinite[j]));
      }
      if (counts.wrongWidth[j] > 0) {
        lines.add(
            "\""
                + column.name()
                + (column.content() == Content.ARRAY
                    ? "\": arrays of another length than the first in "
                    : "\": vectors of another width than the first in ")
                + rows(counts.wrongWidth[j]));
      }
    }
    return lines;
  }

  private static void weightLines(ScanColumn weight, ScanCounts counts, List<String> lines) {
    if (counts.missingWeight > 0 && weight.onMissing() == OnMissing.ERROR) {
      lines.add(missing(weight, counts.missingWeight));
    }
    if (counts.infiniteWeight > 0) {
      lines.add(infinite(weight, counts.infiniteWeight));
    }
    if (counts.negativeWeight > 0) {
      lines.add(
          "\""
              + weight.name()
              + "\": negative in "
              + rows(counts.negativeWeight)
              + "; a weight (columns.weight) must be 0 or more");
    }
  }

  private static String missing(ScanColumn column, long count) {
    String choices =
        switch (column.role()) {
          case WEIGHT, LABEL, OFFSET -> "drop-row";
          case NUMERIC -> column.isVector() ? "drop-row for vectors" : "drop-row, mean or median";
          case CATEGORICAL -> "drop-row or level";
        };
    return "\""
        + column.name()
        + "\": missing (null or NaN) in "
        + rows(count)
        + "; missing."
        + column.role().key()
        + " could be "
        + choices;
  }

  private static String infinite(ScanColumn column, long count) {
    return "\""
        + column.name()
        + "\": infinite in "
        + rows(count)
        + (column.role() == Role.LABEL ? " (label)" : "")
        + "; leave them out (where) or turn them into null (input.query)";
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
