package io.glidepath.design;

import io.glidepath.matrix.Repeats;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * All columns that are read, by what they are for: what a reader on an executor needs to know.
 *
 * @param features in the order of the design
 * @param weight null: every row weighs 1
 * @param offset null: 0
 * @param fold null: fold 0
 * @param repeats how many cells the fold's values stand for
 * @param shape of the design columns
 */
record Inputs(
    List<Input> features,
    Input label,
    Input weight,
    Input offset,
    Input fold,
    Repeats repeats,
    RowShape shape)
    implements Serializable {

  /** Number of design columns. */
  int width() {
    return shape.columns();
  }

  Stream<Input> all() {
    return Stream.concat(
        features.stream(), Stream.of(label, weight, offset, fold).filter(i -> i != null));
  }
}
