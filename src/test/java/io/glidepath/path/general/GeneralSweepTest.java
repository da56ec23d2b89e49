package io.glidepath.path.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.family.Binomial;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.Convention;
import io.glidepath.path.DataPasses;
import io.glidepath.path.KeptRows;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.Resampling;
import io.glidepath.path.Rows;
import io.glidepath.path.RunLog;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweepSpec;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Sums;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class GeneralSweepTest {

  /** Rows that are kept but cannot be read: what Spark throws is not declared. */
  private static final class Lost implements DataPasses, KeptRows {
    private final Rows rows = Rows.of(new double[][] {{1}, {2}, {4}, {3}, {7}}, new double[5]);
    private int closed;

    @Override
    public RunLog log() {
      return new RunLog();
    }

    @Override
    public boolean sparse() {
      return false;
    }

    @Override
    public boolean factored(long rows) {
      return false;
    }

    @Override
    public SortedMap<Integer, Moments> moments(boolean pairs) {
      return rows.moments(pairs);
    }

    @Override
    public KeptRows keep(Standardization units) {
      return this;
    }

    @Override
    public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
      throw Lost.<RuntimeException>undeclared(new IOException("lost"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E undeclared(Exception e) throws E {
      throw (E) e;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void rowsAreLetGoWhateverEndsTheSweep() {
    Lost lost = new Lost();
    ModelSpec model = new ModelSpec(new Binomial(), true, true, Convention.PLAIN, 1e-7, 1e-5);
    SweepSpec sweep =
        new SweepSpec(List.of(1.0), new RegParamSpec(List.of(), 3, OptionalDouble.empty()));
    GeneralSweep engine =
        new GeneralSweep(
            model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE);
    assertThatThrownBy(
            () ->
                engine.run(
                    lost,
                    PenaltyTerms.of(new double[] {1}),
                    new Resampling(true, 0, Metric.DEVIANCE)))
        .isInstanceOf(IOException.class);
    assertThat(lost.closed).isOne();
  }
}
