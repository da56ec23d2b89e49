package io.glidepath.path;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Summation;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.List;

/** Blocks to be asked without Spark. */
public record BlocksInMemory(List<Block> blocks, Blas blas) implements KeptRows {

  @Override
  public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
    Summation<Q, S> summation = new Summation<>(pass.statistic(), pass.asks(), blas);
    blocks.forEach(summation::accept);
    return pass.answers(summation.sums());
  }

  @Override
  public void close() {}
}
