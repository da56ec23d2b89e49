package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlasTest {

  /** netlib looks for OpenBLAS once a JVM: before anything asks for the JVM's own. */
  @BeforeAll
  static void loadOpenBlas() {
    Blas.of(BlasChoice.AUTO);
  }

  @Test
  void openBlasLoadsWhereTheJarHasIt() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    assumeTrue(System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("amd64|x86_64"));
    assertThat(Blas.of(BlasChoice.NATIVE).name()).isEqualTo("OpenBLAS");
    assertThat(Blas.of(BlasChoice.AUTO).name()).isEqualTo("OpenBLAS");
    assertThat(Blas.of(BlasChoice.JAVA).name()).startsWith("JVM");
  }

  @ParameterizedTest
  @EnumSource(BlasChoice.class)
  void crossProductsAndOuterProductsFillTheUpperTriangle(BlasChoice choice) {
    Blas blas = Blas.of(choice);
    double[] a = {1, 2, 99, 3, 4, 99}; // 2 x 2 with stride 3
    double[] c = new double[9];
    blas.addCrossProduct(2, 2, a, 3, c, 3);
    assertThat(c).containsExactly(5, 0, 0, 11, 25, 0, 0, 0, 0);
    blas.addOuterProduct(3, 2, new double[] {1, 2, 3}, c);
    assertThat(c).containsExactly(7, 0, 0, 15, 33, 0, 6, 12, 18);
  }

  @ParameterizedTest
  @EnumSource(BlasChoice.class)
  void productsReadStrides(BlasChoice choice) {
    Blas blas = Blas.of(choice);
    double[] a = {1, 2, 99, 3, 4, 99};
    double[] c = new double[2];
    blas.multiply(2, 1, 2, a, 3, new double[] {5, 6}, c);
    assertThat(c).containsExactly(23, 34);
    blas.multiply(2, 1, 2, a, 3, new double[] {9, 9, 9, 5, 6}, 3, c);
    assertThat(c).containsExactly(23, 34);
    blas.multiplyTransposed(2, 2, a, 3, new double[] {1, 1}, c);
    assertThat(c).containsExactly(3, 7);
    blas.multiplyTransposed(0, 2, a, 0, new double[0], c);
    assertThat(c).containsExactly(0, 0);
  }

  @ParameterizedTest
  @EnumSource(BlasChoice.class)
  void factorsSolve(BlasChoice choice) {
    Blas blas = Blas.of(choice);
    double[] a = {4, 0, 2, 3};
    assertThat(blas.factorize(2, a)).isTrue();
    double[] b = {10, 8};
    blas.solveFactorized(2, a, b);
    assertThat(b).containsExactly(new double[] {1.75, 1.5}, within(1e-15));
    assertThat(blas.factorize(2, new double[] {1, 0, 2, 1})).isFalse();
  }
}
