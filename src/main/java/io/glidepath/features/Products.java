package io.glidepath.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.SQLTransformer;

/**
 * The stages that multiply columns: one {@code SQLTransformer} for all products of two numbers, and
 * MLlib's {@code Interaction} for each pair in which one has levels, whose vectors stay sparse. In
 * these the columns of the right one come one after the other for each of the left one.
 */
final class Products {
  private final Map<FeatureColumn, String> columns = new HashMap<>();
  private final Set<FeatureColumn> numbers = new HashSet<>();
  private final List<String> select = new ArrayList<>();
  private final List<Transformer> interactions = new ArrayList<>();

  /** The column that earlier stages make of a feature, without any beside it. */
  void know(FeatureColumn feature, String column) {
    columns.put(feature, column);
  }

  /** That column is a double, not a vector. */
  void isNumber(FeatureColumn feature) {
    numbers.add(feature);
  }

  /**
   * Adds a pair.
   *
   * @param name column to be made
   */
  void add(FeaturePair pair, String name) {
    String left = columns.get(pair.left());
    String right = columns.get(pair.right());
    if (numbers.contains(pair.left()) && numbers.contains(pair.right())) {
      select.add(left + " * " + right + " AS " + name);
      return;
    }
    interactions.add(
        new Interaction("glidepath_" + name)
            .setInputCols(new String[] {left, right})
            .setOutputCol(name));
  }

  List<Transformer> stages() {
    List<Transformer> stages = new ArrayList<>();
    if (!select.isEmpty()) {
      stages.add(
          new SQLTransformer("glidepath_products")
              .setStatement("SELECT *, " + String.join(", ", select) + " FROM __THIS__"));
    }
    stages.addAll(interactions);
    return stages;
  }
}
