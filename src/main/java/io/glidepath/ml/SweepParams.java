package io.glidepath.ml;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.select.SelectionRule;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;

/** What can be set on the estimator; names are MLlib's where MLlib has one. */
public interface SweepParams extends SweepColumns {

  /** Row weights; unset: all 1. */
  default Param<String> weightCol() {
    return new Param<>(this, "weightCol", "weight column");
  }

  /** Integer column that names each row's fold; unset: {@link #numFolds} folds by hash. */
  default Param<String> foldCol() {
    return new Param<>(this, "foldCol", "fold column, integers");
  }

  /** Column of which rows with equal values stay in one fold; unset: rows are dealt one by one. */
  default Param<String> groupCol() {
    return new Param<>(this, "groupCol", "column of groups that folds keep whole");
  }

  /** Column in whose order models train on what comes before the rows that they hold out. */
  default Param<String> timeCol() {
    return new Param<>(
        this, "timeCol", "column of times, dates or numbers: folds go forward in its order");
  }

  /** Boolean column, true for rows that nothing is learned from; the selected models are scored. */
  default Param<String> holdoutCol() {
    return new Param<>(this, "holdoutCol", "boolean column, true for rows held out of everything");
  }

  /** Columns whose hash deals rows into folds; unset: the features columns by name. */
  default StringArrayParam keyCols() {
    return new StringArrayParam(
        this, "keyCols", "columns whose hash deals rows into folds; unset: the features columns");
  }

  /** Folds by hash of the key; 0: no cross-validation and no selected model. */
  default IntParam numFolds() {
    return new IntParam(
        this,
        "numFolds",
        "number of folds by hash, 2 at least; 0: no cross-validation",
        new ParamRules.NoneOrSeveral());
  }

  /** How often rows are dealt into folds by hash, each time by another seed: seed, seed + 1, ... */
  default IntParam numRepeats() {
    return new IntParam(
        this, "numRepeats", "how often rows are dealt into folds anew", ParamValidators.gt(0));
  }

  /** Whether every fold by hash gets the same share of ones; for a family of two classes. */
  default BooleanParam stratify() {
    return new BooleanParam(
        this, "stratify", "whether every fold gets the same share of ones, for binomial");
  }

  /** Seed of the hash that deals rows into folds. */
  default LongParam seed() {
    return new LongParam(this, "seed", "seed of the folds");
  }

  /** The values of the mix, 0 = ridge to 1 = lasso. */
  default DoubleArrayParam elasticNetParam() {
    return new DoubleArrayParam(
        this,
        "elasticNetParam",
        "values of the elastic-net mix in [0, 1], one at least, no value twice",
        new ParamRules.Each(0, 1, 1));
  }

  /** Values of the strength, used for every mix; empty: an automatic grid for each. */
  default DoubleArrayParam regParam() {
    return new DoubleArrayParam(
        this,
        "regParam",
        "values of the strength, at least 0, no value twice; empty: automatic",
        new ParamRules.Each(0, Double.MAX_VALUE, 0));
  }

  /** Length of an automatic grid. */
  default IntParam regParamCount() {
    return new IntParam(
        this, "regParamCount", "length of an automatic grid", ParamValidators.gt(0));
  }

  /** Smallest over largest value of an automatic grid; unset: 1e-4, 1e-2 if rows < columns. */
  default DoubleParam regParamMinRatio() {
    return new DoubleParam(
        this,
        "regParamMinRatio",
        "smallest over largest value of an automatic grid",
        ParamValidators.inRange(0, 1, false, false));
  }

  /** Whether an automatic grid without a ratio goes on where the best model is its last. */
  default Param<String> regParamExtend() {
    return new Param<>(
        this,
        "regParamExtend",
        "whether an automatic grid goes on where the best model is its last: auto, off",
        new ParamRules.OneOf("auto", "off"));
  }

  /** Penalty factor of each design column; empty: 1 everywhere. */
  default DoubleArrayParam penaltyFactors() {
    return new DoubleArrayParam(
        this,
        "penaltyFactors",
        "penalty factor of each design column, 0 = unpenalised; empty: 1 everywhere",
        new ParamRules.Between(0, Double.MAX_VALUE));
  }

  /** Lower bound of each coefficient; empty: none. */
  default DoubleArrayParam lowerBounds() {
    return new DoubleArrayParam(
        this,
        "lowerBounds",
        "lower bound of each coefficient, 0 or less, -infinity for none; empty: none",
        new ParamRules.Between(Double.NEGATIVE_INFINITY, 0));
  }

  /** Upper bound of each coefficient; empty: none. */
  default DoubleArrayParam upperBounds() {
    return new DoubleArrayParam(
        this,
        "upperBounds",
        "upper bound of each coefficient, 0 or more, infinity for none; empty: none",
        new ParamRules.Between(0, Double.POSITIVE_INFINITY));
  }

  /** Loss. */
  default Param<String> family() {
    return new Param<>(
        this,
        "family",
        "loss: " + Family.labels(),
        new ParamRules.OneOf(Family.all().stream().map(Family::label).toArray(String[]::new)));
  }

  /** What the family is one of a kind by: a power, theta, delta; unset: its usual one. */
  default DoubleParam shape() {
    return new DoubleParam(this, "shape", "of family: " + Family.shapes());
  }

  /** The loss. */
  default Family loss() {
    Family usual = Family.of($(family())).orElseThrow();
    return isSet(shape()) ? usual.shaped((double) $(shape())) : usual;
  }

  /** Whose (elasticNetParam, regParam) is meant. */
  default Param<String> convention() {
    return new Param<>(
        this,
        "convention",
        "whose parametrisation: mllib, glmnet, plain",
        new ParamRules.OneOf("mllib", "glmnet", "plain"));
  }

  /** Whether the penalty sees columns in units of their standard deviation. */
  default BooleanParam standardization() {
    return new BooleanParam(this, "standardization", "whether to penalise standardized columns");
  }

  /** Whether there is an intercept. */
  default BooleanParam fitIntercept() {
    return new BooleanParam(this, "fitIntercept", "whether to fit an intercept");
  }

  /** KKT violation allowed to full-data models. */
  default DoubleParam tol() {
    return new DoubleParam(
        this, "tol", "KKT violation allowed to full-data models", ParamValidators.gt(0));
  }

  /** KKT violation allowed to the models of cross-validation. */
  default DoubleParam foldTol() {
    return new DoubleParam(
        this, "foldTol", "KKT violation allowed to fold models", ParamValidators.gt(0));
  }

  /** What grid points are selected by; which there are depends on the family. */
  default Param<String> metric() {
    String[] all =
        Family.all().stream()
            .flatMap(f -> f.selectable().stream())
            .map(Metric::label)
            .distinct()
            .toArray(String[]::new);
    return new Param<>(
        this,
        "metric",
        "metric to select by: " + String.join(", ", all),
        new ParamRules.OneOf(all));
  }

  /** How the model's grid point is picked. */
  default Param<String> rule() {
    return new Param<>(
        this,
        "rule",
        "selection rule: " + String.join(", ", SelectionRule.labels()),
        new ParamRules.OneOf(SelectionRule.labels().toArray(String[]::new)));
  }

  /** The selection rule in force. */
  default SelectionRule selectionRule() {
    return Arrays.stream(SelectionRule.values())
        .filter(r -> r.label().equals($(rule())))
        .findFirst()
        .orElseThrow();
  }

  /** Which BLAS runs the kernels. */
  default Param<String> blas() {
    return new Param<>(
        this, "blas", "BLAS: auto, java, native", new ParamRules.OneOf("auto", "java", "native"));
  }

  /** Where rows are kept that need several passes. */
  default Param<String> cache() {
    return new Param<>(
        this,
        "cache",
        "where rows are kept between passes: auto, memory, disk, none",
        new ParamRules.OneOf("auto", "memory", "disk", "none"));
  }

  /** Sets what everyone who says nothing gets. */
  default void setDefaults() {
    setDefault(featuresCol(), "features");
    setDefault(labelCol(), "label");
    setDefault(predictionCol(), "prediction");
    setDefault(probabilityCol(), "probability");
    setDefault(rawPredictionCol(), "rawPrediction");
    PathSpec usual = PathSpec.USUAL;
    setDefault(numFolds(), usual.folds().count());
    setDefault(numRepeats(), usual.folds().repeats());
    setDefault(seed(), usual.folds().seed());
    setDefault(stratify(), usual.folds().stratify());
    setDefault(
        elasticNetParam(), usual.sweep().elasticNetParam().stream().mapToDouble(a -> a).toArray());
    setDefault(regParam(), new double[0]);
    setDefault(regParamCount(), usual.sweep().regParam().count());
    setDefault(regParamExtend(), usual.sweep().regParam().extend() ? "auto" : "off");
    setDefault(penaltyFactors(), new double[0]);
    setDefault(lowerBounds(), new double[0]);
    setDefault(upperBounds(), new double[0]);
    setDefault(family(), usual.model().family().label());
    setDefault(convention(), word(usual.model().convention()));
    setDefault(standardization(), usual.model().standardize());
    setDefault(fitIntercept(), usual.model().intercept());
    setDefault(tol(), usual.model().tolerance());
    setDefault(foldTol(), usual.model().foldTolerance());
    setDefault(metric(), usual.select().metric());
    setDefault(rule(), usual.select().rule().label());
    setDefault(blas(), word(usual.blas()));
    setDefault(cache(), word(usual.cache()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
