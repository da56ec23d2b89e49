package io.glidepath.ml;

import io.glidepath.design.Design;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.Folds;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RunLog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a fit, dealt into folds. */
record TrainingRows(PathColumns columns, FoldSpec spec, Dataset<Row> rows) {

  Design design(RunLog log) {
    boolean dealt = spec.isDealt();
    String fold = dealt ? Identifiable$.MODULE$.randomUID("fold") : "";
    return Design.of(
        dealt ? rows.withColumn(fold, folds(log)) : rows,
        new RowLayout(
            columns.features(),
            columns.label(),
            columns.weight(),
            columns.offset(),
            dealt ? Optional.of(fold) : spec.column(),
            columns.shares(),
            spec.dealing()));
  }

  private Column folds(RunLog log) {
    Repeats repeats = spec.dealing();
    List<Column> folds =
        IntStream.range(0, repeats.count()).mapToObj(repeat -> folds(repeat, log)).toList();
    return repeats.count() == 1 ? folds.get(0) : Folds.code(folds, repeats);
  }

  private Column folds(int repeat, RunLog log) {
    FoldSpec once =
        new FoldSpec(spec.count(), spec.seed() + repeat, Optional.empty(), spec.stratify(), 1);
    List<String> key = columns.dealtBy();
    if (!once.stratify()) {
      return Folds.byKey(rows.schema(), key, once.seed(), once.count());
    }
    log.passed("stratify");
    return Folds.stratified(rows, once, key, columns.label(), columns.weight());
  }

  /** What holds the coefficient of each design column. */
  static PenaltyTerms terms(PenaltyTerms given, Design design) {
    return new PenaltyTerms(
        filled("penaltyFactors", given.factors(), 1, design),
        filled("lowerBounds", given.lower(), Double.NEGATIVE_INFINITY, design),
        filled("upperBounds", given.upper(), Double.POSITIVE_INFINITY, design));
  }

  private static double[] filled(String what, double[] given, double usual, Design design) {
    if (given.length == 0) {
      double[] filled = new double[design.width()];
      Arrays.fill(filled, usual);
      return filled;
    }
    if (given.length != design.width()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "%s has %d values and the design %d columns; give one for each column: %s",
              what,
              given.length,
              design.width(),
              design.featureNames()));
    }
    return given;
  }
}
