package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.glidepath.design.RowShape;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.engine.Engines;
import io.glidepath.solve.Bounds;
import io.glidepath.solve.ElasticNet;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine holds on the driver is about what it says. */
class SweepMemoryTest {
  private static final int FOLDS = 5;

  /** Looks at what lives on the heap. */
  private static final class Watch {
    private static final int SELDOM = 12;

    private final AtomicInteger penalties = new AtomicInteger();
    private long before = LivingHeap.bytes().orElseThrow();
    private long most;

    /** While a path is solved, now and then. */
    Penalty penalty(double[] l1, double[] l2) {
      if (penalties.incrementAndGet() % SELDOM == 0) {
        once();
      }
      return new ElasticNet(l1, l2);
    }

    private synchronized void once() {
      LivingHeap.bytes().ifPresent(now -> most = Math.max(most, now - before));
    }

    /** Makes something that does not count. */
    synchronized <T> T without(Supplier<T> work) {
      long now = LivingHeap.bytes().orElseThrow();
      T made = work.get();
      before += LivingHeap.bytes().orElseThrow() - now;
      return made;
    }
  }

  /** Rows that are kept in memory, which an engine does not count. */
  private record Uncounted(Rows rows, Watch watch) implements DataPasses {
    @Override
    public RunLog log() {
      return rows.log();
    }

    @Override
    public boolean sparse() {
      return rows.sparse();
    }

    @Override
    public boolean factored(long count) {
      return rows.factored(count);
    }

    @Override
    public SortedMap<Integer, Moments> moments(boolean pairs) {
      return rows.moments(pairs);
    }

    @Override
    public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
      return rows.answer(pass);
    }

    @Override
    public KeptRows keep(Standardization units) {
      KeptRows kept = watch.without(() -> rows.keep(units));
      return new KeptRows() {
        @Override
        public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
          List<S> sums = kept.answer(pass);
          watch.once();
          return sums;
        }

        @Override
        public void close() {
          kept.close();
        }
      };
    }
  }

  @ParameterizedTest
  @CsvSource({"gaussian,500,250,0", "binomial,1000,60,0", "gaussian,1500,4,600"})
  void isAboutWhatIsSaid(String label, int n, int numbers, int levels) {
    Family family = Family.of(label).orElseThrow();
    int p = numbers + levels;
    int[] sparse = IntStream.range(numbers, p).toArray();
    SweepSpec sweep =
        new SweepSpec(List.of(0.0, 0.5), new RegParamSpec(List.of(), 40, OptionalDouble.of(1e-3)));
    OptionalDouble products =
        new RowShape(p, sparse, levels > 0 ? 1 : 0).products(OptionalLong.of(n));
    SweepSize size = new SweepSize(p, products, OptionalLong.of(n), false, FOLDS, sweep, 0, 0);
    Rows rows = rows(family, n, numbers, levels);
    ModelSpec model = new ModelSpec(family, true, true, Convention.MLLIB, 1e-7, 1e-5);
    double[] factors = new double[p];
    Arrays.fill(factors, 1);
    Sweep engine =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), Checkpoint.NONE, SweepListener.NONE);
    Watch watch = new Watch();
    try (SweptSurface swept =
        engine.run(
            new Uncounted(levels > 0 ? rows.withSparse(sparse) : rows, watch),
            new PenaltyTerms(factors, Bounds.none(p), watch::penalty),
            new Resampling(true, 0, Metric.DEVIANCE))) {
      watch.once();
      assertThat(swept.fit().surface().points()).hasSize(sweep.points());
    }
    long said = Engines.memory(family, size).driverBytes();
    assertThat(said).isCloseTo(watch.most, withinPercentage(30));
  }

  private static Rows rows(Family family, int n, int numbers, int levels) {
    Random random = new Random(5);
    double[][] x = new double[n][numbers + levels];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < numbers; j++) {
        x[i][j] = random.nextGaussian();
      }
      if (levels > 0) {
        x[i][numbers + (int) (levels * Math.pow(random.nextDouble(), 2))] = 1;
      }
      double eta = x[i][0] - x[i][1] + 0.5 * x[i][2] + random.nextGaussian();
      y[i] = family.twoClasses() ? Math.round(1 / (1 + Math.exp(-10 * eta))) : eta;
    }
    return Rows.of(x, y);
  }
}
