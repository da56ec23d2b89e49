package io.glidepath.ml;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.glidepath.design.FoldSpec;
import io.glidepath.family.Family;
import io.glidepath.features.ExactName;
import io.glidepath.matrix.Repeats;
import io.glidepath.path.FoldModel;
import io.glidepath.path.RunLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the models of cross-validation at the chosen point predict for the rows that they have not
 * seen: every row of positive weight that is held out, once in each repeat.
 */
public final class OutOfFold {
  /** The fold that held the row out. */
  public static final String FOLD = "fold";

  /** In which repeat; a column only where rows are dealt several times. */
  public static final String REPEAT = "repeat";

  public static final String LABEL = "label";

  /** The mean of the family. */
  public static final String PREDICTION = "prediction";

  private OutOfFold() {}

  /** The names of the columns behind those that are kept. */
  public static List<String> columns(FoldSpec folds) {
    return folds.repeats() > 1
        ? List.of(FOLD, REPEAT, LABEL, PREDICTION)
        : List.of(FOLD, LABEL, PREDICTION);
  }

  /**
   * The predictions, lazily; of a model that was loaded, where rows lie in time is looked up now.
   *
   * @param rows that the path was fitted on
   * @param kept columns that say which row it is
   */
  public static Dataset<Row> of(
      Dataset<Row> rows, FittedPath fitted, List<String> kept, RunLog log) {
    List<Column> folds =
        fitted.folds().isEmpty()
            ? new TrainingRows(fitted.columns(), fitted.spec().folds(), rows).foldOfEachRepeat(log)
            : fitted.folds();
    PathColumns columns = fitted.columns();
    Column features =
        struct(columns.features().stream().map(ExactName::column).toArray(Column[]::new));
    Column offset = columns.offset().map(ExactName::column).orElse(lit(0.0));
    Column label = ExactName.column(columns.label()).cast(DataTypes.DoubleType).as(LABEL);
    Dataset<Row> all = null;
    for (int repeat = 0; repeat < folds.size(); repeat++) {
      Column fold = folds.get(repeat).cast(DataTypes.IntegerType);
      Column prediction =
          udf(
                  new Models(fitted.spec().model().family(), models(fitted, repeat)),
                  DataTypes.DoubleType)
              .apply(fold, features, offset.cast(DataTypes.DoubleType))
              .as(PREDICTION);
      List<Column> selected = new ArrayList<>(kept.stream().map(ExactName::column).toList());
      selected.add(fold.as(FOLD));
      if (folds.size() > 1) {
        selected.add(lit(repeat).as(REPEAT));
      }
      selected.add(label);
      selected.add(prediction);
      Dataset<Row> weighty =
          columns.weight().map(w -> rows.where(ExactName.column(w).gt(0))).orElse(rows);
      Dataset<Row> one =
          weighty
              .select(selected.toArray(Column[]::new))
              .where(ExactName.column(PREDICTION).isNotNull()); // what no model holds out has none
      all = all == null ? one : all.unionAll(one);
    }
    return all;
  }

  /** The models of a repeat, by the fold that they hold out. */
  private static Map<Integer, LinearPrediction> models(FittedPath fitted, int repeat) {
    Repeats repeats = fitted.spec().folds().dealing();
    Map<Integer, LinearPrediction> models = new HashMap<>();
    for (FoldModel model : fitted.result().foldModels()) {
      if (repeats.repeat(model.fold()) == repeat) {
        models.put(
            repeats.fold(model.fold()), new LinearPrediction(model.intercept(), model.beta()));
      }
    }
    return models;
  }

  /** The prediction of a row by the model that has not seen its fold; null where there is none. */
  private static final class Models implements UDF3<Integer, Row, Double, Double> {
    private static final long serialVersionUID = 1;

    private final Family family;
    private final HashMap<Integer, LinearPrediction> byFold;

    Models(Family family, Map<Integer, LinearPrediction> byFold) {
      this.family = family;
      this.byFold = new HashMap<>(byFold);
    }

    @Override
    public Double call(Integer fold, Row features, Double offset) {
      LinearPrediction model = fold == null ? null : byFold.get(fold);
      Double eta = model == null ? null : model.call(features, offset);
      return eta == null ? null : family.mean(eta);
    }
  }
}
