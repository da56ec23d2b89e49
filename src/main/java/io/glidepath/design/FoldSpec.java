package io.glidepath.design;

import io.glidepath.matrix.Repeats;
import java.util.Optional;

/**
 * How rows are dealt into folds.
 *
 * @param count number of folds by hash of the row's key; 0: no cross-validation
 * @param seed goes into the hash
 * @param column integer column that names the fold of each row; {@code count} is then ignored
 * @param stratify whether every fold gets the same share of ones, see {@link Folds#stratified}
 * @param repeats how often rows are dealt, by the seeds seed, seed + 1, ...; 1 with a column
 */
public record FoldSpec(
    int count, long seed, Optional<String> column, boolean stratify, int repeats) {

  /** Whether rows are dealt by the hash of their key. */
  public boolean isDealt() {
    return column.isEmpty() && count > 0;
  }

  /** How the folds of all repeats are numbered; the data name those of a column, once. */
  public Repeats dealing() {
    return column.isPresent() ? Repeats.ONCE : Repeats.of(count, repeats);
  }

  /** How many training sets hold rows out; with a column it is the data that say. */
  public int heldOut() {
    return count * repeats;
  }

  /** How often rows may be dealt into so many folds. */
  public int mostRepeats() {
    return Repeats.most(count);
  }

  /** In words: 10, or 10, dealt 5 times. */
  public String inWords() {
    return count + (repeats > 1 ? ", dealt " + repeats + " times" : "");
  }
}
