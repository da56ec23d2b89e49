package io.glidepath.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;

/**
 * The stages from names of levels to vectors of 0 and 1.
 *
 * <p>The indexer gives every level that is not among its labels the index behind the last of them.
 * Where such a level is an error, a {@code SQLTransformer} looks for that index; where it has a
 * column of its own, the index changes places with that of the level that has none. The encoder
 * drops its last index, which is that of all levels without a column of their own: the vector has
 * one element for each level that has one.
 */
final class IndexedLevels {
  private final List<String> names = new ArrayList<>();
  private final List<String[]> labels = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> encoded = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<String> vectors = new ArrayList<>();

  /**
   * @param name column of names of levels
   * @param index column to be made
   * @param vector column to be made
   * @param known levels, those with a column first
   * @param kept how many have one: all but one at least
   */
  void add(String name, String index, String vector, List<String> known, int kept) {
    names.add(name);
    labels.add(known.toArray(new String[0]));
    indices.add(index);
    encoded.add(index);
    sizes.add(kept + 1);
    vectors.add(vector);
  }

  /**
   * Makes a level that is not known an error, for the column added last.
   *
   * @param checked column to be made
   * @param error SQL that ends the job
   */
  void refuseUnseen(String checked, String error) {
    int last = encoded.size() - 1;
    String index = encoded.set(last, checked);
    changed.add(
        "CASE WHEN "
            + index
            + " < "
            + labels.get(last).length
            + " THEN "
            + index
            + " ELSE "
            + error
            + " END AS "
            + checked);
  }

  /**
   * Gives all levels that are not known the last column, for the column added last. That is the
   * index of a level without a column, if there is one: the two change places.
   *
   * @param moved column to be made; the encoder finds no number of levels with it, as it does with
   *     the index, and so takes one more
   */
  void unknownAreLast(String moved) {
    int last = encoded.size() - 1;
    int column = sizes.get(last) - 2;
    int unknown = labels.get(last).length;
    String index = encoded.set(last, moved);
    changed.add(
        unknown == column
            ? index + " + 0D AS " + moved
            : "CASE %s WHEN %d THEN %dD WHEN %d THEN %dD ELSE %s END AS %s"
                .formatted(index, column, unknown, unknown, column, index, moved));
  }

  List<Transformer> stages() {
    List<Transformer> stages = new ArrayList<>();
    if (names.isEmpty()) {
      return stages;
    }
    stages.add(
        new StringIndexerModel("glidepath_levels", labels.toArray(new String[0][]))
            .setInputCols(names.toArray(new String[0]))
            .setOutputCols(indices.toArray(new String[0]))
            .setHandleInvalid("keep"));
    if (!changed.isEmpty()) {
      stages.add(
          new SQLTransformer("glidepath_unseen")
              .setStatement("SELECT *, " + String.join(", ", changed) + " FROM __THIS__"));
    }
    stages.add(
        new OneHotEncoderModel(
                "glidepath_one_hot", sizes.stream().mapToInt(Integer::intValue).toArray())
            .setInputCols(encoded.toArray(new String[0]))
            .setOutputCols(vectors.toArray(new String[0]))
            .setDropLast(true)
            .setHandleInvalid("error"));
    return stages;
  }
}
