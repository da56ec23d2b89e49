package io.glidepath.path;

/** Rows in the units of an engine, which may be cached until {@link #close}. */
public interface KeptRows extends RowPasses, AutoCloseable {

  /** Lets cached rows go. */
  @Override
  void close();
}
