package io.glidepath.design;

import java.util.Optional;

/**
 * How rows are dealt into folds.
 *
 * @param count number of folds by hash of the row's key; 0: no cross-validation
 * @param seed goes into the hash
 * @param column integer column that names the fold of each row; {@code count} is then ignored
 * @param stratify whether every fold gets the same share of ones, see {@link Folds#stratified}
 */
public record FoldSpec(int count, long seed, Optional<String> column, boolean stratify) {}
