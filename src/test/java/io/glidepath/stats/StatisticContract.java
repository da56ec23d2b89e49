package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every statistic must pass, for every loss: it is a sum over rows, whatever blocks they come
 * in, in whatever order, in however many parts, here or on its way over the wire.
 */
abstract class StatisticContract<Q extends Serializable, S extends Sums<S>> {
  static final int COLUMNS = 4;
  static final int MODELS = 20;

  /** The columns of the data: a number, a share of ones, a few small counts, rare ones. */
  static final Standardization UNITS =
      new Standardization(
          true,
          new int[] {0, 1, 2, 3},
          new double[] {10, 0.3, 0.2, 0.1},
          new double[] {2, 0.46, 0.7, 0.3});

  static final int WIDTH = UNITS.width();
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int[] SIZES = {1, 7, 64, 1000};

  /** A row on the scale of the data. */
  record Row(double[] x, double y, double w, double o) {

    /** Value of a column of a standardized block, the first being ones. */
    double standardized(int j) {
      return j == 0 ? 1 : (x[j - 1] - UNITS.centre()[j - 1]) / UNITS.scale()[j - 1];
    }

    /** The linear predictor of a model, without the offset. */
    double linear(LinearModels models, int k) {
      double sum = 0;
      for (int j = 0; j < WIDTH; j++) {
        sum += standardized(j) * models.coefficients()[k * WIDTH + j];
      }
      return sum;
    }

    double eta(LinearModels models, int k) {
      return o + linear(models, k);
    }

    Row withWeight(double weight) {
      return new Row(x, y, weight, o);
    }
  }

  static Stream<Family> families() {
    return Family.all().stream();
  }

  abstract Statistic<Q, S> statistic(Family family);

  /** About {@link #MODELS} models or fewer; question 1 is about others than question 0. */
  abstract Q question(int number);

  /** Everything that can be read of sums, those of {@link #reference} first. */
  abstract double[] read(S sums);

  /** The same by a plain loop over rows, as far as that is cheap. */
  abstract double[] reference(Family family, Q question, List<Row> rows);

  /** Whether the statistic is of standardized rows. */
  boolean standardized() {
    return true;
  }

  /** Whether all questions are the same one. */
  boolean asksTheSame() {
    return false;
  }

  static LinearModels models(int number, int count) {
    return new LinearModels(
        WIDTH, new Random(22 + number).doubles((long) count * WIDTH, -1, 1).toArray());
  }

  /** About where the predictors of models lie. */
  static RankBins bins(int count) {
    double[] centre = new double[count];
    double[] spread = new double[count];
    Arrays.setAll(centre, k -> k % 3 - 1);
    Arrays.fill(spread, 1.5);
    return new RankBins(centre, spread);
  }

  static double sum(List<Row> rows, ToDoubleFunction<Row> term) {
    return rows.stream().mapToDouble(r -> r.w() * term.applyAsDouble(r)).sum();
  }

  static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  static List<Row> rows(int n) {
    Random random = new Random(21);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] x = {
        10 + 2 * random.nextGaussian(),
        random.nextInt(10) < 3 ? 1 : 0,
        random.nextInt(8) == 0 ? random.nextInt(4) - 1 : 0,
        random.nextInt(10) == 0 ? 1 : 0
      };
      rows.add(new Row(x, random.nextInt(2), 0.5 + i % 4, random.nextGaussian() / 2));
    }
    return rows;
  }

  private List<Block> blocks(List<Row> rows, int size) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      Block block = block(rows.subList(from, Math.min(from + size, rows.size())));
      blocks.add(standardized() ? UNITS.apply(block) : block);
    }
    return blocks;
  }

  private static Block block(List<Row> rows) {
    Block block = new Block(0, COLUMNS, rows.size() + 2);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      for (int j = 0; j < COLUMNS; j++) {
        block.values()[j * block.stride() + r] = row.x()[j];
      }
      block.labels()[r] = row.y();
      block.weights()[r] = row.w();
      block.offsets()[r] = row.o();
    }
    block.setRows(rows.size());
    return block;
  }

  private S accept(Family family, S sums, List<Block> blocks) {
    blocks.forEach(b -> statistic(family).accept(sums, question(0), b, BLAS));
    return sums;
  }

  private S of(Family family, List<Row> rows, int size) {
    return accept(family, statistic(family).empty(question(0)), blocks(rows, size));
  }

  private static void close(double[] actual, double[] expected, Object what) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).as("%s [%d]", what, i).isNaN();
      } else {
        assertThat(actual[i])
            .as("%s [%d]", what, i)
            .isCloseTo(expected[i], within(1e-12 * (100 + Math.abs(expected[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void acceptAddsUpRows(Family family) {
    for (int n : new int[] {0, 1, 2, 100}) {
      List<Row> rows = rows(n);
      double[] expected = reference(family, question(0), rows);
      for (int size : SIZES) {
        double[] found = read(of(family, rows, size));
        close(Arrays.copyOf(found, expected.length), expected, n + " rows by " + size);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void blocksMayBeOfAnySize(Family family) {
    List<Row> rows = rows(9000);
    // one block of so many rows takes fewer models at a time
    double[] whole = read(of(family, rows, rows.size()));
    close(read(of(family, rows, 501)), whole, "blocks");
    List<Row> few = rows.subList(0, 100);
    double[] one = read(of(family, few, 100));
    for (int size : SIZES) {
      close(read(of(family, few, size)), one, size);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void partsCombineToTheWhole(Family family) {
    List<Row> rows = rows(100);
    double[] whole = read(of(family, rows, 100));
    for (int cut : new int[] {0, 1, 50, 99, 100}) {
      S first = of(family, rows.subList(0, cut), 7);
      S second = of(family, rows.subList(cut, 100), 64);
      double[] before = read(second);
      first.combine(second);
      close(read(first), whole, cut);
      assertThat(read(second)).containsExactly(before);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void noRowsChangeNothing(Family family) {
    double[] expected = read(of(family, rows(50), 7));
    S sums = of(family, rows(50), 7);
    sums.combine(of(family, List.of(), 1));
    assertThat(read(sums)).containsExactly(expected);
    S none = of(family, List.of(), 1);
    none.combine(sums);
    assertThat(read(none)).containsExactly(expected);
    Block empty = block(List.of());
    accept(family, sums, List.of(standardized() ? UNITS.apply(empty) : empty));
    assertThat(read(sums)).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("families")
  void theOrderOfRowsDoesNotMatter(Family family) {
    List<Row> shuffled = rows(100);
    Collections.shuffle(shuffled, new Random(23));
    close(read(of(family, shuffled, 7)), read(of(family, rows(100), 7)), "shuffled");
  }

  @ParameterizedTest
  @MethodSource("families")
  void aRowTwiceIsWeightTwo(Family family) {
    List<Row> rows = rows(60);
    List<Row> twice = new ArrayList<>(rows);
    twice.addAll(rows);
    List<Row> heavy = rows.stream().map(r -> r.withWeight(2 * r.w())).toList();
    close(read(of(family, twice, 64)), read(of(family, heavy, 64)), "twice");
    List<Row> ones = rows.stream().map(r -> r.withWeight(1)).toList();
    double[] expected = reference(family, question(0), ones);
    double[] found = read(of(family, ones, 64));
    close(Arrays.copyOf(found, expected.length), expected, "weight one");
  }

  @ParameterizedTest
  @MethodSource("families")
  void theWireKeepsEveryBitAndSumsGoOn(Family family) {
    for (int n : new int[] {0, 1, 100}) {
      S sums = of(family, rows(n), 64);
      double[] before = read(sums);
      byte[] wire = wire(sums);
      S read = read(wire, statistic(family).sums());
      assertThat(read(read)).containsExactly(before);
      assertThat(read(sums)).containsExactly(before);
      assertThat(wire.length)
          .as("bytes are about what is said")
          .isLessThanOrEqualTo((int) statistic(family).bytes(question(0)) + 2048);
      List<Block> more = blocks(rows(30), 7);
      assertThat(read(accept(family, read, more)))
          .containsExactly(read(accept(family, sums, more)));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void blocksStayAsTheyAre(Family family) {
    List<Block> blocks = blocks(rows(20), 10);
    byte[] before = wire(new ArrayList<>(blocks));
    accept(family, statistic(family).empty(question(0)), blocks);
    assertThat(wire(new ArrayList<>(blocks))).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("families")
  void severalQuestionsAtOnceGetTheirOwnAnswers(Family family) {
    Statistic<Q, S> statistic = statistic(family);
    List<Q> questions = List.of(question(0), question(1), question(0));
    List<S> together = questions.stream().map(statistic::empty).toList();
    List<S> alone = questions.stream().map(statistic::empty).toList();
    for (Block block : blocks(rows(30), 7)) {
      statistic.accept(together, questions, block, BLAS);
      for (int i = 0; i < questions.size(); i++) {
        statistic.accept(alone.get(i), questions.get(i), block, BLAS);
      }
    }
    for (int i = 0; i < questions.size(); i++) {
      close(read(together.get(i)), read(alone.get(i)), i);
    }
    assertThat(Arrays.equals(read(together.get(1)), read(together.get(0))))
        .isEqualTo(asksTheSame());
  }

  private static byte[] wire(Serializable state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] wire, Class<T> type) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(wire))) {
      return type.cast(in.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
