package io.glidepath.passes;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * What a loss pass sums up over standardized blocks, by fold.
 *
 * @param <S> the sum of a fold
 */
interface LossVisitor<S extends Serializable> extends Serializable {

  /** Adds the rows of a block, which is left as it is: it may be a cached one. */
  void accept(FoldStates<S> sums, Block block, Blas blas);

  void add(S sum, S more);
}
