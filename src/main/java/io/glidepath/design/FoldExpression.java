package io.glidepath.design;

import java.io.Serializable;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A fold that is computed from the columns of a batch. */
interface FoldExpression extends Serializable {

  /** Made on the executor, once a task. */
  Compiled compile();

  /** Gives the fold of each row of a batch; NaN where it is null. */
  @FunctionalInterface
  interface Compiled {
    double[] folds(ColumnarBatch batch);
  }
}
