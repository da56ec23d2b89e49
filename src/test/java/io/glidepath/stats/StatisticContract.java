package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;
import io.glidepath.matrix.RowsWriter;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every statistic must pass, for every loss: it is a sum over rows, whatever blocks they come
 * in, in whatever order, in however many parts, stored densely or not, here or on its way over the
 * wire.
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

  /** How the columns of the data are stored: positions of the sparse ones. */
  enum Storage {
    DENSE(),
    MIXED(1, 3),
    SPARSE(0, 1, 2, 3);

    private final int[] sparse;

    Storage(int... sparse) {
      this.sparse = sparse;
    }
  }

  /** A loss, and how rows are stored. */
  record Case(Family family, Storage storage) {}

  static Stream<Case> cases() {
    return Family.all().stream()
        .flatMap(family -> Stream.of(Storage.values()).map(storage -> new Case(family, storage)));
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

  private static List<Row> rows(Case of, int n) {
    double least = of.family().accepts(0) ? 0 : 1;
    Random random = new Random(21);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] x = {
        10 + 2 * random.nextGaussian(),
        random.nextInt(10) < 3 ? 1 : 0,
        random.nextInt(8) == 0 ? random.nextInt(4) - 1 : 0,
        random.nextInt(10) == 0 ? 1 : 0
      };
      rows.add(new Row(x, least + random.nextInt(2), 0.5 + i % 4, random.nextGaussian() / 2));
    }
    return rows;
  }

  private List<Block> blocks(Case of, List<Row> rows, int size) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      Block block = block(of, rows.subList(from, Math.min(from + size, rows.size())));
      blocks.add(standardized() ? UNITS.apply(block) : block);
    }
    return blocks;
  }

  private static Block block(Case of, List<Row> rows) {
    int[] sparse = of.storage().sparse;
    Block block = new Block(0, Rows.of(COLUMNS, rows.size() + 2, sparse));
    RowsWriter writer = block.x().writer();
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      for (int j = 0; j < COLUMNS; j++) {
        if (Arrays.binarySearch(sparse, j) < 0) {
          writer.set(r, j, row.x()[j]);
        }
      }
      if (sparse.length > 0) {
        double[] values = IntStream.of(sparse).mapToDouble(j -> row.x()[j]).toArray();
        writer.sparse(r, sparse, values, sparse.length);
      }
      block.labels()[r] = row.y();
      block.weights()[r] = row.w();
      block.offsets()[r] = row.o();
    }
    writer.rows(rows.size());
    return block;
  }

  private S accept(Case of, S sums, List<Block> blocks) {
    blocks.forEach(b -> statistic(of.family()).accept(sums, question(0), b, BLAS));
    return sums;
  }

  private S of(Case of, List<Row> rows, int size) {
    return accept(of, statistic(of.family()).empty(question(0)), blocks(of, rows, size));
  }

  private static void close(double[] actual, double[] expected, Object what) {
    close(actual, expected, what, 100);
  }

  /** To the rounding errors of sums over so many rows. */
  private static void close(double[] actual, double[] expected, Object what, int n) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).as("%s [%d]", what, i).isNaN();
      } else {
        assertThat(actual[i])
            .as("%s [%d]", what, i)
            .isCloseTo(expected[i], within(1e-12 * (n + Math.abs(expected[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void acceptAddsUpRows(Case of) {
    for (int n : new int[] {0, 1, 2, 100}) {
      List<Row> rows = rows(of, n);
      double[] expected = reference(of.family(), question(0), rows);
      for (int size : SIZES) {
        double[] found = read(of(of, rows, size));
        close(Arrays.copyOf(found, expected.length), expected, n + " rows by " + size);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void blocksMayBeOfAnySize(Case of) {
    List<Row> rows = rows(of, 100);
    double[] whole = read(of(of, rows, 100));
    for (int size : SIZES) {
      close(read(of(of, rows, size)), whole, size);
    }
  }

  /** A block of so many rows takes fewer models at a time, whatever their loss. */
  @ParameterizedTest
  @EnumSource
  void blocksMayBeLarge(Storage storage) {
    Case of = new Case(new Binomial(), storage);
    List<Row> rows = rows(of, 9000);
    close(read(of(of, rows, 501)), read(of(of, rows, rows.size())), "blocks", rows.size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partsCombineToTheWhole(Case of) {
    List<Row> rows = rows(of, 100);
    double[] whole = read(of(of, rows, 100));
    for (int cut : new int[] {0, 1, 50, 99, 100}) {
      S first = of(of, rows.subList(0, cut), 7);
      S second = of(of, rows.subList(cut, 100), 64);
      double[] before = read(second);
      first.combine(second);
      close(read(first), whole, cut);
      assertThat(read(second)).containsExactly(before);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noRowsChangeNothing(Case of) {
    double[] expected = read(of(of, rows(of, 50), 7));
    S sums = of(of, rows(of, 50), 7);
    sums.combine(of(of, List.of(), 1));
    assertThat(read(sums)).containsExactly(expected);
    S none = of(of, List.of(), 1);
    none.combine(sums);
    assertThat(read(none)).containsExactly(expected);
    Block empty = block(of, List.of());
    accept(of, sums, List.of(standardized() ? UNITS.apply(empty) : empty));
    assertThat(read(sums)).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOrderOfRowsDoesNotMatter(Case of) {
    List<Row> shuffled = rows(of, 100);
    Collections.shuffle(shuffled, new Random(23));
    close(read(of(of, shuffled, 7)), read(of(of, rows(of, 100), 7)), "shuffled");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRowTwiceIsWeightTwo(Case of) {
    List<Row> rows = rows(of, 60);
    List<Row> twice = new ArrayList<>(rows);
    twice.addAll(rows);
    List<Row> heavy = rows.stream().map(r -> r.withWeight(2 * r.w())).toList();
    close(read(of(of, twice, 64)), read(of(of, heavy, 64)), "twice");
    List<Row> ones = rows.stream().map(r -> r.withWeight(1)).toList();
    double[] expected = reference(of.family(), question(0), ones);
    double[] found = read(of(of, ones, 64));
    close(Arrays.copyOf(found, expected.length), expected, "weight one");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWireKeepsEveryBitAndSumsGoOn(Case of) {
    for (int n : new int[] {0, 1, 100}) {
      S sums = of(of, rows(of, n), 64);
      double[] before = read(sums);
      byte[] wire = wire(sums);
      S read = read(wire, statistic(of.family()).sums());
      assertThat(read(read)).containsExactly(before);
      assertThat(read(sums)).containsExactly(before);
      assertThat(wire.length)
          .as("bytes are about what is said")
          .isLessThanOrEqualTo((int) statistic(of.family()).bytes(question(0)) + 2048);
      List<Block> more = blocks(of, rows(of, 30), 7);
      assertThat(read(accept(of, read, more))).containsExactly(read(accept(of, sums, more)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void blocksStayAsTheyAre(Case of) {
    List<Block> blocks = blocks(of, rows(of, 20), 10);
    byte[] before = wire(new ArrayList<>(blocks));
    accept(of, statistic(of.family()).empty(question(0)), blocks);
    assertThat(wire(new ArrayList<>(blocks))).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void severalQuestionsAtOnceGetTheirOwnAnswers(Case of) {
    Statistic<Q, S> statistic = statistic(of.family());
    List<Q> questions = List.of(question(0), question(1), question(0));
    List<S> together = questions.stream().map(statistic::empty).toList();
    List<S> alone = questions.stream().map(statistic::empty).toList();
    for (Block block : blocks(of, rows(of, 30), 7)) {
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

  /** Closer than losses of digits in centring by algebra could be. */
  @ParameterizedTest
  @MethodSource("cases")
  void storageDoesNotMatter(Case of) {
    double[] dense = read(of(new Case(of.family(), Storage.DENSE), rows(of, 100), 7));
    double[] found = read(of(of, rows(of, 100), 64));
    close(found, dense, "stored", 10);
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
