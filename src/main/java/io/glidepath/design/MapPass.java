package io.glidepath.design;

import io.glidepath.matrix.Block;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Gives what is made of each block while the rows are read, and never holds all of it. */
record MapPass<T>(BlockMapping<T> mapping) implements PartitionPass<T> {

  @Override
  public Iterator<T> over(int partition, Inputs inputs, RowFeed.Opening rows) {
    ArrayDeque<T> ready = new ArrayDeque<>();
    FoldBuffers<ArrayDeque<T>> buffers = new FoldBuffers<>(inputs, new Mapped<>(mapping), ready);
    RowFeed feed = rows.into(buffers);
    return new Iterator<>() {
      private boolean ended;

      @Override
      public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
          if (!feed.advance()) {
            ended = true;
            buffers.finish(partition);
          }
        }
        return !ready.isEmpty();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.remove();
      }
    };
  }

  /** Queues what is made of each block. */
  private record Mapped<T>(BlockMapping<T> mapping) implements BlockVisitor<ArrayDeque<T>> {
    @Override
    public ArrayDeque<T> start(int partition) {
      return new ArrayDeque<>();
    }

    @Override
    public void accept(ArrayDeque<T> ready, Block block) {
      ready.add(mapping.apply(block));
    }
  }
}
