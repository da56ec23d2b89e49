package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Correlations;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;

/** Second moments of the rows of every cell, and what they tell of sets of cells. */
interface SecondMoments {

  Cells cells();

  /** Of all rows. */
  RowMoments all();

  /** Of the rows that a model trains on that holds out a cell; merged, not subtracted. */
  RowMoments training(HeldOut held);

  /** Of the rows of the cell at a position. */
  RowMoments of(int cell);

  /** The strongly correlated pairs of columns. */
  Correlations correlations();

  /** Whether the fit without a penalty is known to be unique, on all rows and without each fold. */
  boolean unique(boolean intercept, Blas blas);
}
