package io.glidepath.passes;

import io.glidepath.design.Design;
import io.glidepath.design.RowCache;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;
import io.glidepath.stats.Standardization;
import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * The rows of a design in standard units, block by block, read once and kept, or read again for
 * every pass. A partition that is not there, because it did not fit or was lost, is read again, and
 * is then the same.
 *
 * @param kept what is to be released; null if nothing is kept
 */
record KeptBlocks(JavaRDD<Block> blocks, RDD<?> kept) implements AutoCloseable {
  private static final String NAME = "glidepath rows";

  /** Reads nothing yet. */
  static KeptBlocks of(Design design, Standardization units, RowCache mode) {
    JavaRDD<Block> read = design.map(units::apply);
    return switch (mode) {
      case MEMORY -> {
        JavaRDD<Block> kept = read.setName(NAME).persist(StorageLevel.MEMORY_ONLY());
        yield new KeptBlocks(kept, kept.rdd());
      }
      case DISK -> {
        // a tag of byte[], so that Spark writes just these bytes, whatever spark.serializer is:
        // Java's serializer would also hold on to a hundred blocks at a time
        RDD<byte[]> kept =
            read.rdd()
                .map(new Written(), ClassTag$.MODULE$.<byte[]>apply(byte[].class))
                .setName(NAME)
                .persist(StorageLevel.DISK_ONLY());
        yield new KeptBlocks(kept.toJavaRDD().map(BlockBytes::read), kept);
      }
      case NONE -> new KeptBlocks(read, null);
      case AUTO -> throw new IllegalArgumentException("where to keep rows is not decided");
    };
  }

  /** On the scale of the data, read for every pass. */
  static KeptBlocks none(Design design) {
    return new KeptBlocks(design.map(KeptBlocks::copy), null);
  }

  /** The reader refills its block before those that it has given are looked at. */
  private static Block copy(Block block) {
    Rows rows = block.x().empty(block.rows());
    rows.writer().copy(block.x(), block.rows());
    Block copy = block.with(rows);
    copy.setRows(block.rows());
    return copy;
  }

  /** What is kept by now, in memory and on disk; empty if nothing is to be. */
  OptionalLong bytes() {
    return kept == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            Arrays.stream(kept.context().getRDDStorageInfo())
                .filter(rdd -> rdd.id() == kept.id())
                .mapToLong(rdd -> rdd.memSize() + rdd.diskSize())
                .sum());
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.unpersist(false);
    }
  }

  /** A block as bytes. */
  private static final class Written extends AbstractFunction1<Block, byte[]>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] apply(Block block) {
      return BlockBytes.write(block);
    }
  }
}
