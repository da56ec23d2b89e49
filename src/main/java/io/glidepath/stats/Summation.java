package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sums over blocks for all questions of a pass. Not thread-safe. */
public final class Summation<Q extends Serializable, S extends Sums<S>> {
  private final Statistic<Q, S> statistic;
  private final List<Ask<Q>> asks;
  private final Blas blas;
  private final Map<Integer, List<Integer>> asked = new HashMap<>();
  private final TreeMap<Integer, S> sums = new TreeMap<>();

  public Summation(Statistic<Q, S> statistic, List<Ask<Q>> asks, Blas blas) {
    this.statistic = statistic;
    this.asks = asks;
    this.blas = blas;
  }

  /** Adds a block to the sums of all questions that are about its cell. */
  public void accept(Block block) {
    List<Integer> positions = asked.computeIfAbsent(block.cell(), this::of);
    if (positions.isEmpty()) {
      return;
    }
    List<S> to = new ArrayList<>();
    List<Q> questions = new ArrayList<>();
    for (int i : positions) {
      Q question = asks.get(i).question();
      to.add(sums.computeIfAbsent(i, at -> statistic.empty(question)));
      questions.add(question);
    }
    statistic.accept(to, questions, block, blas);
  }

  private List<Integer> of(int cell) {
    return IntStream.range(0, asks.size())
        .filter(i -> asks.get(i).rows().holds(cell))
        .boxed()
        .toList();
  }

  /** The sums by the position of the question; of questions that no row answers there are none. */
  public TreeMap<Integer, S> sums() {
    return sums;
  }
}
