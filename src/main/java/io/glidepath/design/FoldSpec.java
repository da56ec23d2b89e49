package io.glidepath.design;

import io.glidepath.matrix.Repeats;
import java.util.Optional;

/**
 * How rows are dealt into folds.
 *
 * @param count number of folds; 0: no cross-validation
 * @param seed goes into the hashes
 * @param column integer column that names the fold of each row; {@code count} is then ignored
 * @param group column of which rows with equal values stay in one fold, see {@link GroupFolds}
 * @param time column in whose order models are trained on what comes before the rows that they hold
 *     out, see {@link TimeBlocks}
 * @param holdout boolean column, true for rows that are never trained on, see {@link HoldOut}
 * @param stratify whether every fold gets the same share of ones, see {@link Folds#stratified}
 * @param repeats how often rows are dealt, by the seeds seed, seed + 1, ...; 1 with a column of
 *     folds or times
 */
public record FoldSpec(
    int count,
    long seed,
    Optional<String> column,
    Optional<String> group,
    Optional<String> time,
    Optional<String> holdout,
    boolean stratify,
    int repeats) {

  /** By hash of the row's key, or as a column names them. */
  public FoldSpec(int count, long seed, Optional<String> column, boolean stratify, int repeats) {
    this(
        count,
        seed,
        column,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        stratify,
        repeats);
  }

  /** The same, dealt once, by the seed of a repeat. */
  public FoldSpec once(int repeat) {
    return new FoldSpec(count, seed + repeat, column, group, time, holdout, stratify, 1);
  }

  /** Whether there are folds. */
  public boolean used() {
    return column.isPresent() || count > 0;
  }

  /** Whether it is not the data that name the folds. */
  public boolean isDealt() {
    return column.isEmpty() && count > 0;
  }

  /** How the folds of all repeats are numbered; the data name those of a column, once. */
  public Repeats dealing() {
    if (isDealt() && time.isPresent()) {
      return Repeats.forward(count);
    }
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

  /** In words: 10, or 10, dealt 5 times, or 10, groups of shop kept whole. */
  public String inWords() {
    return count + howInWords();
  }

  /** What is to be said behind the number of folds. */
  public String howInWords() {
    return group.map(g -> ", groups of " + g + " kept whole").orElse("")
        + time.map(t -> ", forward in the order of " + t).orElse("")
        + (repeats > 1 ? ", dealt " + repeats + " times" : "");
  }
}
