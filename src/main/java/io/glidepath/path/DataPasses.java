package io.glidepath.path;

import io.glidepath.stats.Moments;
import io.glidepath.stats.Standardization;
import java.util.SortedMap;

/** What the engines ask of the data. Its rows are on their own scale. */
public interface DataPasses extends RowPasses {

  /** Whether some columns are sparse, so that most products of two columns are not worth a sum. */
  boolean sparse();

  /**
   * Whether products of two sparse columns are so many that the rows themselves are far fewer
   * numbers.
   *
   * @param rows how many there are
   */
  boolean factored(long rows);

  /**
   * Second moments of each cell's rows, by the number of the cell. This pass comes first and finds
   * out which cells there are: those without rows are absent.
   *
   * @param pairs whether products of two columns are wanted
   */
  SortedMap<Integer, Moments> moments(boolean pairs);

  /** Where steps and passes over these rows are written down. */
  RunLog log();

  /** The rows in other units, for passes over the same rows again and again. No pass by itself. */
  KeptRows keep(Standardization units);
}
