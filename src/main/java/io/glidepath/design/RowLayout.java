package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Repeats;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a Dataset make a row of the design and what each is for. Names are exact, as in
 * the schema: dots and back-ticks in them mean nothing special.
 *
 * @param featuresCols numeric, boolean and vector columns, in the order of the design; may be empty
 * @param labelCol the column to predict
 * @param weightCol row weights; absent: every row weighs 1
 * @param offsetCol known part of the linear predictor; absent: 0
 * @param foldCol integer column that names the fold of each row; absent: every row is in fold 0
 * @param shares of the rows in which each design column is not 0, as far as is known, else NaN;
 *     empty: nothing is known
 * @param repeats where there are several, the fold column holds codes of all folds of a row
 */
public record RowLayout(
    List<String> featuresCols,
    String labelCol,
    Optional<String> weightCol,
    Optional<String> offsetCol,
    Optional<String> foldCol,
    double[] shares,
    Repeats repeats) {
  public RowLayout {
    featuresCols = List.copyOf(featuresCols);
    Set<String> seen = new HashSet<>();
    for (String name : featuresCols) {
      if (!seen.add(name)) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            String.format(
                Locale.ROOT, "column '%s' is listed twice among the features; list it once", name));
      }
    }
  }

  /** With rows that are dealt into folds once. */
  public RowLayout(
      List<String> featuresCols,
      String labelCol,
      Optional<String> weightCol,
      Optional<String> offsetCol,
      Optional<String> foldCol) {
    this(featuresCols, labelCol, weightCol, offsetCol, foldCol, new double[0], Repeats.ONCE);
  }

  /** Features and a label: rows of equal weight, no offset, one fold. */
  public RowLayout(List<String> featuresCols, String labelCol) {
    this(featuresCols, labelCol, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
