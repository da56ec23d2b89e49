package io.glidepath.design;

/** The rows of one partition on their way into the buffers of their folds. */
interface RowFeed {

  /** Reads a stretch of rows; false once there are no more. */
  boolean advance();

  /** Begins to feed buffers. */
  interface Opening {
    RowFeed into(FoldBuffers<?> buffers);
  }
}
