package io.glidepath.path;

import dev.ludovic.netlib.blas.BLAS;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.matrix.RowsWriter;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rows in memory, to run the engines on without Spark.
 *
 * @param fold of each row; with repeats the code of its folds
 * @param sparseColumns those that are held as sparse ones, ascending
 * @param factored whether products of these are held as the rows
 */
public record Rows(
    double[][] x,
    double[] y,
    double[] weight,
    double[] offset,
    int[] fold,
    Repeats repeats,
    int[] sparseColumns,
    boolean factored)
    implements DataPasses {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int BLOCK = 64;

  public Rows(
      double[][] x, double[] y, double[] weight, double[] offset, int[] fold, Repeats repeats) {
    this(x, y, weight, offset, fold, repeats, new int[0], false);
  }

  public static Rows of(double[][] x, double[] y) {
    int n = y.length;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    int[] fold = new int[n];
    Arrays.setAll(fold, i -> i % 5);
    return new Rows(x, y, ones, new double[n], fold, Repeats.ONCE);
  }

  public Rows withWeight(double[] w) {
    return new Rows(x, y, w, offset, fold, repeats, sparseColumns, factored);
  }

  public Rows withOffset(double[] o) {
    return new Rows(x, y, weight, o, fold, repeats, sparseColumns, factored);
  }

  public Rows withFold(int[] f) {
    return new Rows(x, y, weight, offset, f, Repeats.ONCE, sparseColumns, factored);
  }

  /** The same rows with some columns held as sparse ones. */
  public Rows withSparse(int... columns) {
    return new Rows(x, y, weight, offset, fold, repeats, columns, factored);
  }

  /** The same rows, products of sparse columns held as the rows. */
  public Rows withFactors() {
    return new Rows(x, y, weight, offset, fold, repeats, sparseColumns, true);
  }

  /** The same rows dealt several times: codes of their folds. */
  public Rows withFolds(int[] codes, Repeats several) {
    return new Rows(x, y, weight, offset, codes, several, sparseColumns, factored);
  }

  /** The rows of a cell, or those that train the models that hold it out. */
  public Rows part(int cell, boolean held) {
    int repeat = repeats.repeat(cell);
    int[] rows =
        IntStream.range(0, y.length)
            .filter(
                i -> {
                  int own = repeats.cell(fold[i], repeat);
                  return held ? own == cell : repeats.trains(cell, own);
                })
            .toArray();
    return new Rows(
        Arrays.stream(rows).mapToObj(i -> x[i]).toArray(double[][]::new),
        Arrays.stream(rows).mapToDouble(i -> y[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> weight[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> offset[i]).toArray(),
        Arrays.stream(rows).map(i -> fold[i]).toArray(),
        repeats,
        sparseColumns,
        factored);
  }

  public int columns() {
    return x[0].length;
  }

  /** A new one, for each sweep of the same rows. */
  @Override
  public RunLog log() {
    return new RunLog();
  }

  @Override
  public boolean sparse() {
    return sparseColumns.length > 0;
  }

  @Override
  public boolean factored(long rows) {
    return factored;
  }

  @Override
  public SortedMap<Integer, Moments> moments(boolean pairs) {
    SortedMap<Integer, Moments> byFold = new TreeMap<>();
    for (Block block : blocks()) {
      byFold
          .computeIfAbsent(
              block.cell(), f -> pairs ? new Moments(columns()) : Moments.ofColumns(columns()))
          .accept(block, BLAS);
    }
    return byFold;
  }

  @Override
  public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
    return new BlocksInMemory(blocks(), BLAS).answer(pass);
  }

  @Override
  public KeptRows keep(Standardization units) {
    return new BlocksInMemory(blocks().stream().map(units::apply).toList(), BLAS);
  }

  private List<Block> blocks() {
    Map<Integer, Block> open = new TreeMap<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      if (weight[i] == 0) {
        continue;
      }
      for (int repeat = 0; repeat < repeats.count(); repeat++) {
        int cell = repeats.cell(fold[i], repeat);
        Block block = open.get(cell);
        if (block == null || block.rows() == BLOCK) {
          block = new Block(cell, io.glidepath.matrix.Rows.of(columns(), BLOCK, sparseColumns));
          open.put(cell, block);
          blocks.add(block);
        }
        write(i, block);
      }
    }
    return blocks;
  }

  private void write(int i, Block block) {
    int r = block.rows();
    RowsWriter writer = block.x().writer();
    for (int j = 0; j < columns(); j++) {
      if (Arrays.binarySearch(sparseColumns, j) < 0) {
        writer.set(r, j, x[i][j]);
      }
    }
    if (sparse()) {
      int[] held = IntStream.of(sparseColumns).filter(j -> x[i][j] != 0).toArray();
      double[] values = IntStream.of(held).mapToDouble(j -> x[i][j]).toArray();
      writer.sparse(r, held, values, held.length);
    }
    block.labels()[r] = y[i];
    block.weights()[r] = weight[i];
    block.offsets()[r] = offset[i];
    block.setRows(r + 1);
  }
}
