package io.glidepath.design;

import java.util.Iterator;
import java.util.List;

/** Shows all blocks of the partition to a visitor: one result. */
record ScanPass<S>(BlockVisitor<S> visitor) implements PartitionPass<Scanned<S>> {

  @Override
  public Iterator<Scanned<S>> over(int partition, Inputs inputs, RowFeed.Opening rows) {
    FoldBuffers<S> buffers = new FoldBuffers<>(inputs, visitor, visitor.start(partition));
    RowFeed feed = rows.into(buffers);
    boolean more = true;
    while (more) {
      more = feed.advance();
    }
    return List.of(buffers.finish(partition)).iterator();
  }
}
