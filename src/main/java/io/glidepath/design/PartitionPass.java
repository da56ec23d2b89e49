package io.glidepath.design;

import java.io.Serializable;
import java.util.Iterator;

/**
 * What is made of the rows of a partition, however they are read.
 *
 * @param <R> one result
 */
interface PartitionPass<R> extends Serializable {
  Iterator<R> over(int partition, Inputs inputs, RowFeed.Opening rows);
}
