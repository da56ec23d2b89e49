package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.DenseSymmetric;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.Correlations;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.FullRank;
import io.glidepath.path.Gram;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;

/** Of dense columns: moments that hold the products of all pairs. */
record PairMoments(FoldMoments moments) implements SecondMoments {

  @Override
  public Cells cells() {
    return moments.cells();
  }

  @Override
  public RowMoments all() {
    return new Paired(moments.all());
  }

  @Override
  public RowMoments training(HeldOut held) {
    return new Paired(moments.training(held));
  }

  @Override
  public RowMoments of(int cell) {
    return new Paired(moments.byCell().get(cell));
  }

  @Override
  public Correlations correlations() {
    return Correlations.of(moments.all());
  }

  @Override
  public boolean unique(boolean intercept, Blas blas) {
    return new FullRank(intercept, blas).everywhere(moments);
  }

  private record Paired(Moments columns) implements RowMoments {

    @Override
    public SymmetricMatrix products(int[] chosen, double[] units, boolean centred) {
      return new DenseSymmetric(chosen.length, Gram.of(columns, chosen, units, centred));
    }

    @Override
    public double withTarget(int j, double unit, double targetUnit) {
      return columns.covariance(j, columns.columns(), unit, targetUnit);
    }
  }
}
