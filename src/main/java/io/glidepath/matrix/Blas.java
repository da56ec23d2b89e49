package io.glidepath.matrix;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.netlib.util.intW;

/**
 * The few dense kernels that everything heavy runs on, over OpenBLAS or the JVM's own BLAS.
 *
 * <p>Matrices are column-major {@code double[]}; a symmetric matrix is read and written in its
 * upper triangle. One thread a call: the callers are parallel themselves. Instances are shared by
 * all threads of the JVM.
 *
 * <p>OpenBLAS comes inside the jar and is unpacked once a JVM. Where it does not load (a temporary
 * directory mounted without exec, another platform, netlib already initialised without it by other
 * code in the same JVM) {@link BlasChoice#AUTO} falls back to the JVM's and {@link #name()} says
 * so.
 */
public final class Blas {
  // netlib logs every library it does not find; the name of what was taken says enough
  private static final List<Logger> QUIET =
      Stream.of("blas", "lapack")
          .map(kind -> Logger.getLogger("dev.ludovic.netlib." + kind + ".InstanceBuilder"))
          .toList();

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private final String name;
  private final BLAS blas;
  private final LAPACK lapack;

  private Blas(String name, BLAS blas, LAPACK lapack) {
    this.name = name;
    this.blas = blas;
    this.lapack = lapack;
  }

  /**
   * The backend of this JVM for a choice.
   *
   * @throws JobFailure CONFIGURATION if {@link BlasChoice#NATIVE} is asked for and does not load
   */
  public static Blas of(BlasChoice choice) {
    return switch (choice) {
      case JAVA -> Jvm.INSTANCE;
      case AUTO -> Native.INSTANCE != null ? Native.INSTANCE : Jvm.INSTANCE;
      case NATIVE -> {
        if (Native.INSTANCE == null) {
          throw new JobFailure(
              ExitCode.CONFIGURATION,
              "compute.blas = native, but OpenBLAS does not load here ("
                  + Native.reason
                  + "); allowed: auto, java, native. With auto the JVM's own BLAS is used instead");
        }
        yield Native.INSTANCE;
      }
    };
  }

  /** What runs the kernels, for the run's record. */
  public String name() {
    return name;
  }

  /** C := C + A'A in the upper triangle of the leading n x n of C; A is k x n with stride lda. */
  public void addCrossProduct(int n, int k, double[] a, int lda, double[] c, int ldc) {
    if (n == 0 || k == 0) {
      return; // BLAS allows no stride of 0
    }
    blas.dsyrk("U", "T", n, k, 1.0, a, lda, 1.0, c, ldc);
  }

  /** C := C + alpha x x' in the upper triangle of the n x n matrix C. */
  public void addOuterProduct(int n, double alpha, double[] x, double[] c) {
    blas.dsyr("U", n, alpha, x, 1, c, n);
  }

  /** C := A B, with A m x k and B k x n, all with their own row count as stride but A's, lda. */
  public void multiply(int m, int n, int k, double[] a, int lda, double[] b, double[] c) {
    multiply(m, n, k, a, lda, b, 0, c);
  }

  /** The same with B from an offset on. */
  public void multiply(
      int m, int n, int k, double[] a, int lda, double[] b, int offsetB, double[] c) {
    if (m == 0 || n == 0 || k == 0) {
      Arrays.fill(c, 0, m * n, 0); // BLAS allows no stride of 0
      return;
    }
    blas.dgemm("N", "N", m, n, k, 1.0, a, 0, lda, b, offsetB, k, 0.0, c, 0, m);
  }

  /**
   * C := C + A'B, with A k x m of stride lda, B k x n of stride k, and C m x n of stride m from an
   * offset on.
   */
  public void addTransposedProduct(
      int m, int n, int k, double[] a, int lda, double[] b, double[] c, int offsetC) {
    if (m == 0 || n == 0 || k == 0) {
      return; // BLAS allows no stride of 0
    }
    blas.dgemm("T", "N", m, n, k, 1.0, a, 0, lda, b, 0, k, 1.0, c, offsetC, m);
  }

  /** y := A'x, with A k x n of stride lda. */
  public void multiplyTransposed(int k, int n, double[] a, int lda, double[] x, double[] y) {
    if (k == 0 || n == 0) {
      Arrays.fill(y, 0, n, 0); // BLAS allows no stride of 0
      return;
    }
    blas.dgemv("T", k, n, 1.0, a, lda, x, 1, 0.0, y, 1);
  }

  /**
   * Cholesky factor U of the symmetric n x n matrix A = U'U, in place of A's upper triangle.
   *
   * @return false if A is not positive definite; its contents are then undefined
   */
  public boolean factorize(int n, double[] a) {
    intW info = new intW(0);
    lapack.dpotrf("U", n, a, n, info);
    return info.val == 0;
  }

  /** Solves U'U x = b in place of b. */
  public void solveFactorized(int n, double[] factor, double[] b) {
    solveFactorized(n, factor, 1, b);
  }

  /** Solves U'U X = B in place of B, which is n x m. */
  public void solveFactorized(int n, double[] factor, int m, double[] b) {
    intW info = new intW(0);
    lapack.dpotrs("U", n, m, factor, n, b, n, info);
  }

  private static final class Jvm {
    static final Blas INSTANCE = create();

    private static Blas create() {
      BLAS blas = JavaBLAS.getInstance();
      return new Blas("JVM " + blas.getClass().getSimpleName(), blas, JavaLAPACK.getInstance());
    }
  }

  private static final class Native {
    static String reason = "";
    static final Blas INSTANCE = create();

    private static Blas create() {
      try {
        String library = OpenBlasLibrary.unpack();
        System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
        System.setProperty("dev.ludovic.netlib.lapack.nativeLibPath", library);
        return new Blas("OpenBLAS", NativeBLAS.getInstance(), NativeLAPACK.getInstance());
      } catch (RuntimeException | LinkageError e) {
        reason = e.toString();
        return null;
      }
    }
  }
}
