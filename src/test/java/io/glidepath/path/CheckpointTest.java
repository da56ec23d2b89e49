package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.CompactVector;
import io.glidepath.path.engine.Engines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep that ends anywhere goes on from there, and comes to the same. */
class CheckpointTest {
  private static final double TOLERANCE = 1e-9;
  private static final List<Double> ALPHAS = List.of(0.0, 0.5, 1.0);

  /** The engine is ended from outside. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Keeps the last offer as bytes, and may end the engine after so many. */
  private static final class Memory implements Checkpoint {
    private byte[] kept;
    private int offers;
    private int last = Integer.MAX_VALUE;
    private boolean lenient;

    Memory endingAfter(int count) {
      offers = 0;
      last = count;
      return this;
    }

    @Override
    public Optional<Progress> load(SweepShape shape) {
      return kept == null
          ? Optional.empty()
          : Optional.of(progress()).filter(p -> lenient || p.shape().agrees(shape));
    }

    Progress progress() {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
        Progress progress = Progress.read(in);
        assertThat(in.read()).isEqualTo(-1);
        return progress;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void offer(Supplier<Progress> progress) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        progress.get().write(new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kept = bytes.toByteArray();
      if (++offers == last) {
        throw new Ended();
      }
    }
  }

  private static SweepContract family(String name) {
    return name.equals("binomial") ? new BinomialSweepTest() : new PoissonSweepTest();
  }

  private static Rows rows(String family, long seed) {
    double[][] x = Samples.correlated(400, 8, 0.5, seed);
    return Rows.of(x, family(family).labels(x, seed + 1));
  }

  private static SurfaceFit fit(String family, Rows rows, Checkpoint checkpoint) {
    return fit(family, rows, checkpoint, new RegParamSpec(List.of(), 10, OptionalDouble.empty()));
  }

  private static SurfaceFit fit(
      String family, Rows rows, Checkpoint checkpoint, RegParamSpec regParam) {
    ModelSpec model =
        new ModelSpec(
            Family.of(family).orElseThrow(), true, true, Convention.PLAIN, TOLERANCE, TOLERANCE);
    SweepSpec sweep = new SweepSpec(ALPHAS, regParam);
    try (SweptSurface swept =
        Engines.of(model, sweep, Blas.of(BlasChoice.AUTO), checkpoint, SweepListener.NONE)
            .run(
                rows,
                PenaltyTerms.of(SweepContract.ones(rows.columns())),
                new Resampling(true, 0, Metric.DEVIANCE))) {
      return swept.fit();
    }
  }

  private static int passes(SurfaceFit fit) {
    Map<String, Integer> all = fit.passes();
    return all.getOrDefault("march", 0) + all.get("models") + all.getOrDefault("fold models", 0);
  }

  private static void agree(SurfaceFit found, SurfaceFit expected) {
    assertThat(found.worstFoldViolation()).isLessThanOrEqualTo(TOLERANCE);
    assertThat(found.foldModelsMissed()).isZero();
    for (int i = 0; i < expected.surface().points().size(); i++) {
      SurfacePoint point = found.surface().points().get(i);
      SurfacePoint other = expected.surface().points().get(i);
      assertThat(point.converged()).isTrue();
      assertThat(point.dualityGap()).isBetween(0.0, 1e-8);
      assertThat(point.lambda()).isEqualTo(other.lambda());
      assertThat(point.coefficients().dense(8))
          .containsExactly(other.coefficients().dense(8), within(1e-6));
    }
    FoldScores scores = found.scores().orElseThrow();
    scores
        .values()
        .forEach(
            (metric, values) -> {
              for (int a = 0; a < values.length; a++) {
                for (int k = 0; k < values[a].length; k++) {
                  assertThat(values[a][k])
                      .containsExactly(
                          expected.scores().orElseThrow().values().get(metric)[a][k], within(1e-6));
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"binomial", "poisson"})
  void goesOnFromWhereverItEnded(String family) {
    Rows rows = rows(family, 1);
    Memory undisturbed = new Memory();
    SurfaceFit whole = fit(family, rows, undisturbed);
    int full = whole.passes().get("models");
    for (int k = 1; k <= undisturbed.offers; k++) {
      Memory left = new Memory().endingAfter(k);
      assertThatThrownBy(() -> fit(family, rows, left)).isInstanceOf(Ended.class);
      SurfaceFit resumed = fit(family, rows, left.endingAfter(Integer.MAX_VALUE));
      agree(resumed, whole);
      assertThat(passes(resumed)).isLessThanOrEqualTo(passes(whole) + 1);
      if (k >= full) {
        // all models of all rows were there: one pass to see that they are solutions
        assertThat(resumed.passes()).doesNotContainKey("march").containsEntry("models", 1);
      }
      if (k == undisturbed.offers) {
        // and so were those of the folds: nothing is left to do
        assertThat(resumed.passes()).doesNotContainKey("fold models");
      }
    }
  }

  /** The longer grid's checkpoint serves the first one, and what it holds beyond is not lost. */
  @Test
  void aGridThatWentOnResumesToo() {
    Rows rows = family("binomial").hidden();
    RegParamSpec open = new RegParamSpec(List.of(), 8, OptionalDouble.empty(), true);
    Memory undisturbed = new Memory();
    SurfaceFit whole = fit("binomial", rows, undisturbed, open);
    assertThat(whole.surface().lambdas(0)).isGreaterThan(8);
    for (int k : new int[] {1, undisturbed.offers / 2, undisturbed.offers}) {
      Memory left = new Memory().endingAfter(k);
      assertThatThrownBy(() -> fit("binomial", rows, left, open)).isInstanceOf(Ended.class);
      SurfaceFit resumed = fit("binomial", rows, left.endingAfter(Integer.MAX_VALUE), open);
      assertThat(resumed.surface().lambdas(0)).isEqualTo(whole.surface().lambdas(0));
      agree(resumed, whole);
      if (k == undisturbed.offers) {
        assertThat(resumed.passes()).doesNotContainKeys("march", "fold models");
      }
    }
  }

  /** Nearly: the grid begins elsewhere, which the shape tells. */
  @Test
  void modelsOfOtherRowsAreNotTaken() {
    Memory memory = new Memory();
    fit("binomial", rows("binomial", 1), memory);
    Rows others = rows("binomial", 5);
    Map<String, Integer> passes = fit("binomial", others, Checkpoint.NONE).passes();
    assertThat(fit("binomial", others, memory).passes()).isEqualTo(passes);
  }

  /** Even if nothing told them apart, every model is evaluated on the rows that are there. */
  @ParameterizedTest
  @ValueSource(strings = {"binomial", "poisson"})
  void modelsOfOtherRowsAreNotTrusted(String family) {
    Memory memory = new Memory();
    fit(family, rows(family, 1), memory);
    memory.lenient = true;
    Rows others = rows(family, 5);
    SurfaceFit misled = fit(family, others, memory);
    agree(misled, fit(family, others, Checkpoint.NONE));
    assertThat(misled.passes()).containsKey("march");
  }

  @Test
  void shapesAgreeUpToRoundingOfLambdas() {
    int[] folds = {0, 3};
    double[] alphas = {0, 1};
    double[][] lambdas = {{1, 0}, {2, 1}};
    SweepShape shape = new SweepShape(3, folds, alphas, lambdas);
    double[][] rounded = {{1 + 1e-13, 0}, {2, 1 - 1e-13}};
    assertThat(shape.agrees(new SweepShape(3, folds, alphas, rounded))).isTrue();
    double[][] moved = {{1, 0}, {2, 1.00001}};
    double[][] notZero = {{1, 1e-20}, {2, 1}};
    double[][] longer = {{1, 0, 0}, {2, 1, 0}};
    assertThat(
            List.of(
                new SweepShape(4, folds, alphas, lambdas),
                new SweepShape(3, new int[] {0, 2}, alphas, lambdas),
                new SweepShape(3, folds, new double[] {0, 0.5}, lambdas),
                new SweepShape(3, folds, new double[] {0}, new double[][] {{1, 0}}),
                new SweepShape(3, folds, alphas, moved),
                new SweepShape(3, folds, alphas, notZero)))
        .noneMatch(shape::agrees);
    SweepShape further = new SweepShape(3, folds, alphas, longer);
    assertThat(shape.agrees(further)).isTrue();
    assertThat(further.agrees(shape)).isTrue();
  }

  /** More unknowns than bits in a word, models that are not there. */
  @Test
  void isReadAsItWasWritten() throws IOException {
    SweepShape shape =
        new SweepShape(130, new int[] {7}, new double[] {0.5}, new double[][] {{3, 2}});
    double[] sparse = new double[130];
    sparse[0] = -1.5;
    sparse[63] = Double.MIN_VALUE;
    sparse[64] = Math.PI;
    sparse[129] = 1e300;
    double[] dense = new double[130];
    Arrays.setAll(dense, j -> j + 0.1);
    Progress written =
        new Progress(
            shape,
            List.of(dense, sparse),
            new CompactVector[][] {{CompactVector.of(sparse), null}},
            new CompactVector[][][] {{{null, CompactVector.of(dense)}}},
            new double[][][] {{{0, 1e-7}}});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.write(new DataOutputStream(bytes));
    Progress read =
        Progress.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.shape().agrees(shape)).isTrue();
    assertThat(read.anchors()).usingRecursiveComparison().isEqualTo(written.anchors());
    assertThat(read.solutions()[0][0].toArray()).isEqualTo(sparse);
    assertThat(read.solutions()[0][1]).isNull();
    assertThat(read.foldModels()[0][0][0]).isNull();
    assertThat(read.foldModels()[0][0][1].toArray()).isEqualTo(dense);
    assertThat(read.foldViolations()).isDeepEqualTo(written.foldViolations());
    assertThat(read.solutionCount()).isEqualTo(1);
    assertThat(read.foldModelCount()).isEqualTo(1);
    assertThat(bytes.size()).isLessThan(3 * 12 * 130);
  }
}
