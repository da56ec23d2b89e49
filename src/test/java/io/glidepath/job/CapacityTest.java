package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowShape;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.ml.PathSpec;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.SweepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private static final long GIB = 1L << 30;

  @Test
  void growsWithTheSquareOfColumnsTimesFolds() {
    Capacity small = capacity(1000, 10, 1);
    Capacity large = capacity(4000, 10, 1);
    assertThat(large.driverBytes() / (double) small.driverBytes()).isCloseTo(16, within(0.5));
    assertThat(capacity(1000, 20, 1).taskBytes()).isGreaterThan(small.taskBytes() * 4 / 3);
    assertThat(capacity(1000, 0, 1).taskBytes()).isLessThan(small.taskBytes() * 6 / 10);
    assertThat(capacity(100, 10, 1100).models()).isEqualTo(12_100);
  }

  @Test
  void aLossThatIsNotQuadraticNeedsRoomForAnchorsAndGradients() {
    Capacity one = capacity(1000, 10, 1, new Binomial());
    Capacity surface = capacity(1000, 10, 1100, new Binomial());
    assertThat(one.driverBytes()).isGreaterThan(6 * 11 * 4_000_000L);
    assertThat(surface.driverBytes() - one.driverBytes()).isGreaterThan(3 * 8 * 1000 * 12_089L);
    assertThat(surface.taskBytes() - one.taskBytes()).isCloseTo(4 * 8 * 1000 * 12_089L, within(1L));
    assertThatCode(() -> capacity(100, 10, 1100, new Binomial()).requireOneJvm(2, GIB))
        .doesNotThrowAnyException();
  }

  @Test
  void promisesFiveThousandColumnsAt24GiB() {
    assertThatCode(() -> capacity(5000, 10, 1100).requireOneJvm(2, 24 * GIB))
        .doesNotThrowAnyException();
    assertThatCode(() -> capacity(100, 10, 1100).requireOneJvm(2, GIB)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatOneJvmCannotHold() {
    refused(
        () -> capacity(20_000, 10, 1100).requireOneJvm(2, 4 * GIB),
        "2 tasks",
        "20000 columns in 10 folds",
        "has 4096 MiB",
        "--driver-memory",
        "columns.exclude",
        "folds.count");
  }

  @Test
  void refusesWhatTheDriverOrAnExecutorCannotHold() {
    refused(
        () -> capacity(20_000, 10, 1100).requireCluster(4 * GIB, 4, 200 * GIB),
        "the driver",
        "spark.driver.memory");
    refused(
        () -> capacity(20_000, 10, 1).requireCluster(400 * GIB, 4, 8 * GIB),
        "an executor (4 tasks)",
        "spark.executor.memory",
        "spark.executor.cores");
  }

  @Test
  void tellsWhichCategoriesTheColumnsComeFrom() {
    Map<String, Integer> levels = new LinkedHashMap<>();
    levels.put("time_hour", 9000);
    levels.put("tailnum", 4043);
    refused(
        () -> capacity(20_000, 10, 1100).of(levels).requireOneJvm(2, 4 * GIB),
        "20000 columns",
        "Most columns are levels of categories: \"time_hour\" has 9000 levels, \"tailnum\" has 4043"
            + " levels. Where that is too many, put rare levels",
        "input.query. Or give it more");
    assertThatThrownBy(() -> capacity(60_000, 10, 1).of(levels).requireOneJvm(2, 4 * GIB))
        .hasMessageContaining("has 4096 MiB: give it more");
  }

  @Test
  void hugeNumbersDoNotWrapAround() {
    refused(() -> capacity(2_000_000_000, 1000, 1100).requireOneJvm(64, 24 * GIB), "columns");
    refused(() -> capacity(10, Integer.MAX_VALUE, 1100).requireOneJvm(2, 24 * GIB), "folds");
  }

  static Capacity capacity(int columns, int folds, int gridPoints) {
    return capacity(columns, folds, gridPoints, new Gaussian());
  }

  private static Capacity capacity(int columns, int folds, int gridPoints, Family family) {
    ModelSpec model = new ModelSpec(family, true, true, Convention.MLLIB, 1e-7, 1e-5);
    RegParamSpec lambdas = new RegParamSpec(List.of(), gridPoints, OptionalDouble.empty());
    return Capacity.of(
        RowShape.dense(columns),
        OptionalLong.empty(),
        new PathSpec(
            model,
            new SweepSpec(List.of(1.0), lambdas),
            new FoldSpec(folds, 1, Optional.empty(), false, 1),
            PathSpec.USUAL.select(),
            BlasChoice.AUTO,
            RowCache.AUTO));
  }

  private static void refused(Runnable check, String... words) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContainingAll(words);
  }
}
