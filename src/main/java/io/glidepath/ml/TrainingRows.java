package io.glidepath.ml;

import io.glidepath.design.Design;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.Folds;
import io.glidepath.design.RowLayout;
import io.glidepath.design.TimeBlocks;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
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

  /**
   * @param folds as {@link #foldOfEachRepeat} gives them
   */
  Design design(List<Column> folds) {
    boolean dealt = spec.isDealt();
    String fold = dealt ? Identifiable$.MODULE$.randomUID("fold") : "";
    return Design.of(
        dealt ? rows.withColumn(fold, code(folds)) : rows,
        new RowLayout(
            columns.features(),
            columns.label(),
            columns.weight(),
            columns.offset(),
            dealt ? Optional.of(fold) : spec.column(),
            columns.shares(),
            spec.dealing()));
  }

  private Column code(List<Column> folds) {
    return folds.size() == 1 ? folds.get(0) : Folds.code(folds, spec.dealing());
  }

  /**
   * The fold of a row in each repeat, or the one that a column names; none without folds. Where
   * rows lie in time, or which groups there are, is looked up now.
   */
  List<Column> foldOfEachRepeat(RunLog log) {
    if (spec.column().isPresent()) {
      return List.of(Folds.byColumn(rows.schema(), spec.column().get()));
    }
    return !spec.isDealt()
        ? List.of()
        : IntStream.range(0, spec.repeats()).mapToObj(repeat -> folds(repeat, log)).toList();
  }

  private Column folds(int repeat, RunLog log) {
    if (spec.time().isPresent()) {
      return forward(log);
    }
    FoldSpec once = spec.once(repeat);
    if (spec.group().isPresent()) {
      log.passed("groups");
      return log.timed("folds", () -> Folds.byGroup(rows, once, columns.weight()));
    }
    List<String> key = columns.dealtBy();
    if (!once.stratify()) {
      return Folds.byKey(rows.schema(), key, once.seed(), once.count());
    }
    log.passed("stratify");
    return Folds.stratified(rows, once, key, columns.label(), columns.weight());
  }

  private Column forward(RunLog log) {
    log.passed("time");
    TimeBlocks blocks = log.timed("folds", () -> TimeBlocks.of(rows, spec, columns.weight()));
    if (blocks.folds() < spec.count()) {
      log.warn(
          String.format(
              Locale.ROOT,
              "folds.time: so many rows have the same \"%s\" that there are %d folds in time, and not"
                  + " the %d of folds.count",
              spec.time().orElseThrow(),
              blocks.folds(),
              spec.count()));
    }
    return blocks.fold();
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
