package io.glidepath.matrix;

/** Which BLAS runs the block kernels. */
public enum BlasChoice {
  /** OpenBLAS where it loads, else the JVM's. */
  AUTO,
  /** The JVM's: the Vector API where the module is there, else plain loops. */
  JAVA,
  /** OpenBLAS, or an error. */
  NATIVE
}
