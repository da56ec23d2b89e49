package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.DenseSymmetric;
import org.junit.jupiter.api.Test;

/** The gap is a bound, also where the coordinates without penalty nearly depend on each other. */
class CertificateTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);

  @Test
  void boundsTheFallAlongNearlyDependentFreeCoordinates() {
    double r = 1 - 1e-8;
    QuadraticProblem problem =
        new QuadraticProblem(
            new DenseSymmetric(2, new double[] {1, r, r, 1}), new double[] {1e-4, -1e-4});
    Penalty none = new ElasticNet(new double[2], new double[2]);
    Certificate certificate = Certificate.of(problem, none, new double[2], 3, BLAS);
    // the minimum is -c'A^-1 c / 2 = -(2e-4)^2 / (4 (1 - r)) = -1
    assertThat(certificate.gap()).isCloseTo(1, within(1e-6));
    assertThat(certificate.violation()).isEqualTo(1e-4);
  }

  @Test
  void isZeroAtTheMinimum() {
    QuadraticProblem problem =
        new QuadraticProblem(
            new DenseSymmetric(2, new double[] {1, 0.5, 0.5, 1}), new double[] {1, 0.25});
    Penalty penalty = new ElasticNet(new double[] {0.5, 0.5}, new double[] {0, 0});
    Certificate certificate = Certificate.of(problem, penalty, new double[] {0.5, 0}, 2, BLAS);
    assertThat(certificate.violation()).isZero();
    assertThat(certificate.gap()).isZero();
  }

  @Test
  void exactlyDependentFreeCoordinatesHaveABoundToo() {
    QuadraticProblem problem =
        new QuadraticProblem(
            new DenseSymmetric(2, new double[] {1, 1, 1, 1}), new double[] {0.5, 0.5});
    Penalty none = new ElasticNet(new double[2], new double[2]);
    Certificate certificate = Certificate.of(problem, none, new double[2], 1, BLAS);
    assertThat(certificate.gap()).isCloseTo(0.125, within(1e-9));
  }
}
