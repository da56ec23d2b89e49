package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.GatheredRows;
import java.io.Serializable;
import java.util.Optional;

/**
 * The rows themselves, in their units, where they are few enough to be held in one place. Mutable,
 * not thread-safe.
 */
public final class RowSums implements Sums<RowSums> {
  private static final long serialVersionUID = 1;

  /** Null until there are rows. */
  private GatheredRows rows;

  private void accept(Block block) {
    if (rows == null) {
      rows = GatheredRows.like(block.x());
    }
    rows.add(block);
  }

  @Override
  public void combine(RowSums other) {
    if (other.rows != null) {
      if (rows == null) {
        rows = other.rows.empty();
      }
      rows.add(other.rows);
    }
  }

  /** Nothing if there were none. */
  public Optional<GatheredRows> rows() {
    return Optional.ofNullable(rows);
  }

  /** That the rows are wanted. */
  public record Asked() implements Serializable {}

  /** The statistic. */
  public record Of() implements Statistic<Asked, RowSums> {

    /** A guess: what is told of a cell's rows without looking at them. */
    private static final long BYTES = 1 << 20;

    @Override
    public Class<Asked> question() {
      return Asked.class;
    }

    @Override
    public Class<RowSums> sums() {
      return RowSums.class;
    }

    @Override
    public RowSums empty(Asked asked) {
      return new RowSums();
    }

    @Override
    public void accept(RowSums sums, Asked asked, Block block, Blas blas) {
      sums.accept(block);
    }

    @Override
    public int models(Asked asked) {
      return 0;
    }

    @Override
    public long bytes(Asked asked) {
      return BYTES;
    }
  }
}
