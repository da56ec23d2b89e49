package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to compute, against StrictMath. */
class LanesTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static Stream<Stretches> ways() {
    return Stream.of(new ScalarStretches(), new VectorStretches());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void expIsWithinTwoUnitsInTheLastPlace(Stretches stretches) {
    double[] x = range(-708, 709);
    double[] y = x.clone();
    stretches.exp(y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      double expected = StrictMath.exp(x[i]);
      assertThat(Math.abs(y[i] - expected)).as("e^%s", x[i]).isLessThanOrEqualTo(2 * ulp(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void expHasDefinedEnds(Stretches stretches) {
    double[] x = {
      -INFINITE, -1e308, -746, -745.1, -0.0, 0, 709.78, 709.79, 1e308, INFINITE, Double.NaN
    };
    stretches.exp(x, 0, x.length);
    double large = StrictMath.exp(709.78);
    assertThat(x[6]).isBetween(large - 2 * ulp(large), large + 2 * ulp(large));
    x[6] = 6;
    assertThat(x)
        .containsExactly(
            0, 0, 0, Double.MIN_VALUE, 1, 1, 6, INFINITE, INFINITE, INFINITE, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void logisticKeepsItsDigitsWhereItIsTiny(Stretches stretches) {
    double[] x = range(-708, 60);
    double[] y = x.clone();
    stretches.logistic(y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      double e = StrictMath.exp(-Math.abs(x[i]));
      double expected = (x[i] < 0 ? e : 1) / (1 + e);
      assertThat(Math.abs(y[i] - expected))
          .as("at %s", x[i])
          .isLessThanOrEqualTo(4 * ulp(expected));
    }
    double[] ends = {-INFINITE, -1e308, -746, -0.0, 40, 1e308, INFINITE, Double.NaN};
    stretches.logistic(ends, 0, ends.length);
    assertThat(ends).containsExactly(0, 0, 0, 0.5, 1, 1, 1, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void softplusKeepsItsDigitsWhereItIsTiny(Stretches stretches) {
    double[] x = range(-708, 709);
    double[] y = x.clone();
    stretches.softplus(y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      double expected = Math.max(0, x[i]) + StrictMath.log1p(StrictMath.exp(-Math.abs(x[i])));
      assertThat(Math.abs(y[i] - expected))
          .as("at %s", x[i])
          .isLessThanOrEqualTo(4 * ulp(expected));
    }
    double[] ends = {-INFINITE, -1e308, -746, 1000, 1e308, INFINITE, Double.NaN, 0};
    stretches.softplus(ends, 0, ends.length);
    assertThat(ends).containsExactly(0, 0, 0, 1000, 1e308, INFINITE, Double.NaN, StrictMath.log(2));
  }

  /** What is published may not depend on the module, nor on where a number stands in a block. */
  @Test
  void bothWaysGiveTheSameBits() {
    double[] x = range(-760, 760);
    for (int function = 0; function < 3; function++) {
      double[] vector = x.clone();
      double[] scalar = x.clone();
      apply(new VectorStretches(), function, vector, 3, x.length - 5);
      apply(new ScalarStretches(), function, scalar, 3, x.length - 5);
      assertThat(vector).containsExactly(scalar);
      assertThat(vector[2]).isEqualTo(x[2]);
      assertThat(vector[x.length - 2]).isEqualTo(x[x.length - 2]);
    }
  }

  @Test
  void withoutTheModuleNumbersAreComputedOneByOne() throws Exception {
    Class<?> lanes = new WithoutVectors().loadClass(Lanes.class.getName());
    assertThat(lanes.getClassLoader()).isInstanceOf(WithoutVectors.class);
    double[] x = range(-5, 5);
    double[] expected = x.clone();
    Lanes.exp(expected, 0, x.length);
    lanes.getMethod("exp", double[].class, int.class, int.class).invoke(null, x, 0, x.length);
    assertThat(x).containsExactly(expected);
  }

  @Test
  void withoutTheModuleSparseRowsMeetModelsOneByOne() throws Exception {
    Method choose =
        new WithoutVectors().loadClass(SparseLoops.class.getName()).getDeclaredMethod("choose");
    choose.setAccessible(true);
    assertThat(choose.invoke(null).getClass().getName())
        .isEqualTo(ScalarSparseLoops.class.getName());
    assertThat(SparseLoops.choose()).isInstanceOf(VectorSparseLoops.class);
  }

  private static void apply(Stretches stretches, int function, double[] x, int from, int n) {
    switch (function) {
      case 0 -> stretches.exp(x, from, n);
      case 1 -> stretches.logistic(x, from, n);
      default -> stretches.softplus(x, from, n);
    }
  }

  private static double[] range(double low, double high) {
    double[] x = new Random(11).doubles(20_000, low, high).toArray();
    for (int i = 0; i < 5_000; i++) {
      x[i] /= 500;
    }
    return x;
  }

  private static double ulp(double x) {
    return Math.ulp(x);
  }

  /** Loads matrix anew, as a JVM would that does not have the module. */
  private static final class WithoutVectors extends ClassLoader {
    WithoutVectors() {
      super(LanesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jdk.incubator.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.glidepath.matrix.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
