package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.family.Confusion;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.ColumnLanes;
import io.glidepath.matrix.GatheredRows;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every statistic passes the contract, against a plain loop over rows. */
class StatisticsTest {

  @Test
  void everyStatisticIsHere() throws Exception {
    Set<String> tested =
        Stream.of(
                new Gradients(),
                new Expansions(),
                new Products(),
                new RowsThemselves(),
                new Certificates(),
                new Residuals(),
                new HeldOut(),
                new Calibrations(),
                new CalibrationBins())
            .map(contract -> contract.statistic(Family.all().get(0)).getClass().getName())
            .collect(Collectors.toSet());
    assertThat(tested).isEqualTo(statistics());
  }

  /** Names of the statistics among the compiled classes of the package. */
  private static Set<String> statistics() throws Exception {
    URI classes = Statistic.class.getResource("Statistic.class").toURI();
    try (Stream<Path> files = Files.list(Path.of(classes).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> "io.glidepath.stats." + name.substring(0, name.length() - 6))
          .filter(StatisticsTest::isStatistic)
          .collect(Collectors.toSet());
    }
  }

  private static boolean isStatistic(String name) {
    try {
      Class<?> type = Class.forName(name);
      return Statistic.class.isAssignableFrom(type) && !type.isInterface();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Kernel {
    void apply(double[] labels, double[] eta, int from, int n);
  }

  private static double one(Kernel kernel, double y, double eta) {
    double[] value = {eta};
    kernel.apply(new double[] {y}, value, 0, 1);
    return value[0];
  }

  /** sum w residual x~_j, and labels. */
  private static void addGradients(
      Family family, LinearModels models, List<StatisticContract.Row> rows, List<Double> to) {
    for (int k = 0; k < models.size(); k++) {
      int model = k;
      for (int j = 0; j < models.width(); j++) {
        int column = j;
        to.add(
            StatisticContract.sum(
                rows,
                r -> one(family::residuals, r.y(), r.eta(models, model)) * r.standardized(column)));
      }
    }
  }

  private static void addGradients(GradientSums sums, int models, List<Double> to) {
    for (int k = 0; k < models; k++) {
      for (int j = 0; j < StatisticContract.WIDTH; j++) {
        to.add(sums.value(k, j));
      }
    }
  }

  @Nested
  class Gradients extends StatisticContract<LinearModels, GradientSums> {
    @Override
    Statistic<LinearModels, GradientSums> statistic(Family family) {
      return new GradientSums.Of(family);
    }

    @Override
    LinearModels question(int number) {
      return models(number, MODELS);
    }

    @Override
    double[] read(GradientSums sums) {
      List<Double> all = new ArrayList<>();
      all.add(sums.label());
      addGradients(sums, MODELS, all);
      return numbers(all);
    }

    @Override
    double[] reference(Family family, LinearModels asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      all.add(sum(rows, Row::y));
      addGradients(family, asked, rows, all);
      return numbers(all);
    }
  }

  @Nested
  class Expansions extends StatisticContract<ExpansionSums.Around, ExpansionSums> {
    private static final int ANCHORS = 2;

    @Override
    Statistic<ExpansionSums.Around, ExpansionSums> statistic(Family family) {
      return new ExpansionSums.Of(family);
    }

    @Override
    ExpansionSums.Around question(int number) {
      return new ExpansionSums.Around(
          models(number, MODELS), models(number + 5, ANCHORS), number % 2 == 1, 8L * WIDTH * WIDTH);
    }

    @Override
    double[] read(ExpansionSums sums) {
      List<Double> all = new ArrayList<>();
      addGradients(sums.gradients(), MODELS, all);
      for (int k = 0; k < ANCHORS; k++) {
        double[] curvature = Elements.lowerTriangle(sums.curvatures().products(k), WIDTH);
        for (int j = 0; j < WIDTH; j++) {
          for (int i = 0; i <= j; i++) {
            all.add(curvature[j * WIDTH + i]);
          }
        }
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, ExpansionSums.Around asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      addGradients(family, asked.models(), rows, all);
      for (int k = 0; k < ANCHORS; k++) {
        int model = k;
        for (int j = 0; j < WIDTH; j++) {
          int column = j;
          for (int i = 0; i <= j; i++) {
            int other = i;
            all.add(
                sum(
                    rows,
                    r ->
                        one(family::curvatures, r.y(), r.eta(asked.anchors(), model))
                            * r.standardized(column)
                            * r.standardized(other)));
          }
        }
      }
      return numbers(all);
    }
  }

  @Nested
  class Products extends StatisticContract<ProductSums.Asked, ProductSums> {

    @Override
    Statistic<ProductSums.Asked, ProductSums> statistic(Family family) {
      return new ProductSums.Of();
    }

    @Override
    boolean standardized() {
      return false;
    }

    @Override
    ProductSums.Asked question(int number) {
      return new ProductSums.Asked(UNITS, 0.5 + number, number % 2 == 1);
    }

    @Override
    double[] read(ProductSums sums) {
      List<Double> all = new ArrayList<>();
      Arrays.stream(sums.withTarget()).forEach(all::add);
      double[] products = Elements.lowerTriangle(sums.products(), WIDTH);
      for (int j = 0; j < WIDTH; j++) {
        for (int i = 0; i <= j; i++) {
          all.add(products[j * WIDTH + i]);
        }
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, ProductSums.Asked asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      for (int j = 0; j < WIDTH; j++) {
        int column = j;
        all.add(sum(rows, r -> r.standardized(column) * (r.y() - r.o() - asked.targetCentre())));
      }
      for (int j = 0; j < WIDTH; j++) {
        int column = j;
        for (int i = 0; i <= j; i++) {
          int other = i;
          all.add(sum(rows, r -> r.standardized(column) * r.standardized(other)));
        }
      }
      return numbers(all);
    }
  }

  /** Known by what is computed from them. */
  @Nested
  class RowsThemselves extends StatisticContract<RowSums.Asked, RowSums> {

    @Override
    Statistic<RowSums.Asked, RowSums> statistic(Family family) {
      return new RowSums.Of();
    }

    @Override
    RowSums.Asked question(int number) {
      return new RowSums.Asked();
    }

    @Override
    boolean asksTheSame() {
      return true;
    }

    @Override
    double[] read(RowSums sums) {
      double[] all = new double[3 + 2 * WIDTH];
      sums.rows().ifPresent(rows -> read(rows, all));
      return all;
    }

    private static void read(GatheredRows rows, double[] to) {
      int n = rows.count();
      double[] w = IntStream.range(0, n).mapToDouble(rows::weight).toArray();
      for (int r = 0; r < n; r++) {
        to[0] += w[r];
        to[1] += w[r] * rows.label(r);
        to[2] += w[r] * rows.offset(r);
      }
      ColumnLanes x = GatheredRows.columns(List.of(rows), true);
      double[] sum = new double[1];
      for (int j = 0; j < WIDTH; j++) {
        x.dots(j, w, 1, sum);
        double held = sum[0];
        double centre = x.centre(j);
        to[3 + j] = held - centre * to[0];
        x.squares(j, w, 1, sum);
        to[3 + WIDTH + j] = sum[0] - 2 * centre * held + centre * centre * to[0];
      }
    }

    @Override
    double[] reference(Family family, RowSums.Asked asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      all.add(sum(rows, r -> 1));
      all.add(sum(rows, Row::y));
      all.add(sum(rows, Row::o));
      for (int j = 0; j < WIDTH; j++) {
        int column = j;
        all.add(sum(rows, r -> r.standardized(column)));
      }
      for (int j = 0; j < WIDTH; j++) {
        int column = j;
        all.add(sum(rows, r -> Math.pow(r.standardized(column), 2)));
      }
      return numbers(all);
    }
  }

  @Nested
  class Certificates extends StatisticContract<LinearModels, CertificateSums> {
    private static final int FREE = 2;

    @Override
    Statistic<LinearModels, CertificateSums> statistic(Family family) {
      return new CertificateSums.Of(family, FREE, true);
    }

    @Override
    LinearModels question(int number) {
      return models(number, MODELS);
    }

    @Override
    double[] read(CertificateSums sums) {
      List<Double> all = new ArrayList<>();
      all.add(sums.weight());
      for (int k = 0; k < MODELS; k++) {
        all.add(sums.loss(k));
        all.add(sums.pearson(k));
        for (int z = 0; z < FREE; z++) {
          for (int j = 0; j < WIDTH; j++) {
            all.add(sums.product(k, z, j));
          }
        }
      }
      for (int k = 0; k < MODELS; k++) {
        for (int j = 0; j < WIDTH; j++) {
          all.add(sums.gradient(k, j));
        }
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, LinearModels asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      all.add(sum(rows, r -> 1));
      List<Row> bounded = family.dualBound() ? rows : List.of();
      for (int k = 0; k < MODELS; k++) {
        int model = k;
        all.add(sum(rows, r -> one(family::losses, r.y(), r.eta(asked, model))));
        all.add(sum(bounded, r -> one(family::pearson, r.y(), r.eta(asked, model))));
        for (int z = 0; z < FREE; z++) {
          for (int j = 0; j < WIDTH; j++) {
            int free = z;
            int column = j;
            all.add(
                sum(
                    bounded,
                    r ->
                        one(family::curvatures, r.y(), r.eta(asked, model))
                            * r.standardized(free)
                            * r.standardized(column)));
          }
        }
      }
      addGradients(family, asked, rows, all);
      return numbers(all);
    }
  }

  @Nested
  class Residuals extends StatisticContract<ModelBatch, ResidualSums> {
    @Override
    Statistic<ModelBatch, ResidualSums> statistic(Family family) {
      return new ResidualSums.Of();
    }

    @Override
    boolean standardized() {
      return false;
    }

    @Override
    ModelBatch question(int number) {
      double[] all = models(number, MODELS).coefficients();
      return new ModelBatch(
          Arrays.copyOf(all, MODELS), Arrays.copyOfRange(all, MODELS, MODELS * (1 + COLUMNS)));
    }

    @Override
    double[] read(ResidualSums sums) {
      List<Double> all = new ArrayList<>();
      all.add(sums.weight());
      for (int k = 0; k < MODELS; k++) {
        all.add(sums.absolute(k));
        all.add(sums.squared(k));
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, ModelBatch asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      all.add(sum(rows, r -> 1));
      for (int k = 0; k < MODELS; k++) {
        int model = k;
        all.add(sum(rows, r -> Math.abs(residual(r, asked, model))));
        all.add(sum(rows, r -> Math.pow(residual(r, asked, model), 2)));
      }
      return numbers(all);
    }

    private static double residual(Row row, ModelBatch models, int k) {
      double residual = row.y() - row.o() - models.intercepts()[k];
      for (int j = 0; j < COLUMNS; j++) {
        residual -= row.x()[j] * models.coefficients()[k * COLUMNS + j];
      }
      return residual;
    }
  }

  @Nested
  class HeldOut extends StatisticContract<RankedModels, HeldOutSums> {
    @Override
    Statistic<RankedModels, HeldOutSums> statistic(Family family) {
      return new HeldOutSums.Of(family);
    }

    @Override
    RankedModels question(int number) {
      return new RankedModels(models(number, MODELS), bins(MODELS));
    }

    @Override
    double[] read(HeldOutSums sums) {
      return IntStream.range(0, MODELS)
          .boxed()
          .flatMapToDouble(
              k ->
                  Stream.of(Metric.DEVIANCE, Metric.MSE, Metric.MAE, Metric.ACCURACY, Metric.AUC)
                      .mapToDouble(metric -> sums.score(metric, k)))
          .toArray();
    }

    @Override
    double[] reference(Family family, RankedModels asked, List<Row> rows) {
      double w = sum(rows, r -> 1);
      List<Double> all = new ArrayList<>();
      for (int k = 0; k < MODELS; k++) {
        double[] eta = new double[rows.size()];
        for (int i = 0; i < eta.length; i++) {
          eta[i] = rows.get(i).eta(asked.models(), k);
        }
        int model = k;
        all.add(2 * sum(rows, r -> one(family::losses, r.y(), r.eta(asked.models(), model))) / w);
        all.add(sum(rows, r -> Math.pow(error(family, r, asked, model), 2)) / w);
        all.add(sum(rows, r -> Math.abs(error(family, r, asked, model))) / w);
        double wrong =
            sum(rows, r -> Math.abs(r.y() - Math.rint(family.mean(r.eta(asked.models(), model)))));
        all.add(rows.isEmpty() ? Double.NaN : Math.max(0, 1 - wrong / w));
        all.add(area(rows, eta));
      }
      return numbers(all);
    }

    private static double error(Family family, Row row, RankedModels asked, int k) {
      return row.y() - family.mean(row.eta(asked.models(), k));
    }

    /** By pairs. */
    private static double area(List<Row> rows, double[] eta) {
      double ordered = 0;
      double pairs = 0;
      for (int i = 0; i < eta.length; i++) {
        for (int j = 0; j < eta.length; j++) {
          if (rows.get(i).y() == 1 && rows.get(j).y() == 0) {
            double weight = rows.get(i).w() * rows.get(j).w();
            pairs += weight;
            ordered += eta[i] > eta[j] ? weight : eta[i] == eta[j] ? weight / 2 : 0;
          }
        }
      }
      return pairs > 0 ? ordered / pairs : Double.NaN;
    }
  }

  @Nested
  class Calibrations extends StatisticContract<CalibrationSums.Lines, CalibrationSums> {
    private static final int FEW = 3;

    @Override
    Statistic<CalibrationSums.Lines, CalibrationSums> statistic(Family family) {
      return new CalibrationSums.Of(family);
    }

    @Override
    CalibrationSums.Lines question(int number) {
      return new CalibrationSums.Lines(
          models(number, FEW), new double[] {0, 1, 0.3, 0.8, -0.2, 1.1});
    }

    @Override
    double[] read(CalibrationSums sums) {
      List<Double> all = new ArrayList<>();
      for (int k = 0; k < FEW; k++) {
        Arrays.stream(sums.gradient(k)).forEach(all::add);
        Arrays.stream(sums.curvature(k)).forEach(all::add);
        all.add(sums.centre(k));
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, CalibrationSums.Lines asked, List<Row> rows) {
      List<Double> all = new ArrayList<>();
      for (int k = 0; k < FEW; k++) {
        int model = k;
        for (int power = 0; power < 2; power++) {
          int p = power;
          all.add(
              sum(
                  rows,
                  r ->
                      one(family::residuals, r.y(), eta(r, asked, model))
                          * Math.pow(r.linear(asked.models(), model), p)));
        }
        for (int power = 0; power < 3; power++) {
          int p = power;
          all.add(
              sum(
                  rows,
                  r ->
                      one(family::curvatures, r.y(), eta(r, asked, model))
                          * Math.pow(r.linear(asked.models(), model), p)));
        }
        all.add(sum(rows, r -> eta(r, asked, model)) / sum(rows, r -> 1));
      }
      return numbers(all);
    }

    private static double eta(Row row, CalibrationSums.Lines asked, int k) {
      double[] lines = asked.lines();
      return row.o() + lines[2 * k] + lines[2 * k + 1] * row.linear(asked.models(), k);
    }
  }

  @Nested
  class CalibrationBins extends StatisticContract<RankedModels, CalibrationBinSums> {
    private static final int FEW = 3;
    private static final double HALF = 0.5;
    private static final int TENTHS = 10;

    @Override
    Statistic<RankedModels, CalibrationBinSums> statistic(Family family) {
      return new CalibrationBinSums.Of(family, HALF);
    }

    @Override
    RankedModels question(int number) {
      return new RankedModels(models(number, FEW), bins(FEW));
    }

    @Override
    double[] read(CalibrationBinSums sums) {
      List<Double> all = new ArrayList<>();
      for (int k = 0; k < FEW; k++) {
        Confusion counts = sums.confusions(k).get(0);
        all.add(counts.truePositive());
        all.add(counts.falsePositive());
        all.add(counts.falseNegative());
        all.add(counts.trueNegative());
        double predicted = 0;
        for (CalibrationBinSums.Tenth tenth : sums.tenths(k)) {
          predicted += tenth.weight() * tenth.predicted();
        }
        all.add(predicted);
      }
      for (int k = 0; k < FEW; k++) {
        double[] tenths = new double[3 * TENTHS];
        for (CalibrationBinSums.Tenth tenth : sums.tenths(k)) {
          tenths[3 * tenth.index()] = tenth.weight();
          tenths[3 * tenth.index() + 1] = tenth.predicted();
          tenths[3 * tenth.index() + 2] = tenth.observed();
        }
        Arrays.stream(tenths).forEach(all::add);
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, RankedModels asked, List<Row> rows) {
      if (!family.accepts(0)) {
        return new double[0]; // confusions are of labels 0 and 1
      }
      List<Double> all = new ArrayList<>();
      for (int k = 0; k < FEW; k++) {
        int model = k;
        for (boolean taken : new boolean[] {true, false}) {
          for (int label = 1; label >= 0; label--) {
            double y = label;
            all.add(
                sum(
                    rows,
                    r -> (mean(family, r, asked, model) >= HALF) == taken && r.y() == y ? 1 : 0));
          }
        }
        all.add(sum(rows, r -> mean(family, r, asked, model)));
      }
      return numbers(all);
    }

    private static double mean(Family family, Row row, RankedModels asked, int k) {
      return family.mean(row.eta(asked.models(), k));
    }
  }

  /** Moments are no statistic of a pass, but are sums as others are. */
  record MomentsOf() implements Statistic<Integer, Moments> {
    @Override
    public Class<Integer> question() {
      return Integer.class;
    }

    @Override
    public Class<Moments> sums() {
      return Moments.class;
    }

    @Override
    public Moments empty(Integer columns) {
      return new Moments(columns);
    }

    /** Of a copy, because moments use a block up. */
    @Override
    public void accept(Moments sums, Integer columns, Block block, Blas blas) {
      int[] all = IntStream.range(0, block.columns()).toArray();
      double[] ones = new double[all.length];
      Arrays.fill(ones, 1);
      sums.accept(new Standardization(false, all, new double[all.length], ones).apply(block), blas);
    }

    @Override
    public int models(Integer columns) {
      return 0;
    }

    @Override
    public long bytes(Integer columns) {
      return 8L * (columns + 1) * (columns + 2) / 2 + 40L * (columns + 1);
    }
  }

  @Nested
  class SecondMoments extends StatisticContract<Integer, Moments> {
    @Override
    Statistic<Integer, Moments> statistic(Family family) {
      return new MomentsOf();
    }

    @Override
    boolean standardized() {
      return false;
    }

    @Override
    Integer question(int number) {
      return COLUMNS;
    }

    @Override
    boolean asksTheSame() {
      return true;
    }

    @Override
    double[] read(Moments sums) {
      List<Double> all = new ArrayList<>();
      all.add(sums.weight());
      boolean some = sums.weight() > 0;
      for (int j = 0; j <= COLUMNS; j++) {
        all.add(some ? sums.mean(j) : 0);
        for (int k = 0; k <= j; k++) {
          all.add(some ? sums.covariance(j, k, 1, 1) : 0);
        }
      }
      for (int j = 0; j <= COLUMNS; j++) {
        all.add(sums.deviation(j));
        all.add(some ? sums.reach(j) : 0);
      }
      return numbers(all);
    }

    @Override
    double[] reference(Family family, Integer columns, List<Row> rows) {
      double w = Math.max(Double.MIN_NORMAL, sum(rows, r -> 1));
      List<Double> all = new ArrayList<>();
      all.add(sum(rows, r -> 1));
      for (int j = 0; j <= COLUMNS; j++) {
        int column = j;
        double mean = sum(rows, r -> value(r, column)) / w;
        all.add(mean);
        for (int k = 0; k <= j; k++) {
          int other = k;
          double otherMean = sum(rows, r -> value(r, other)) / w;
          all.add(sum(rows, r -> (value(r, column) - mean) * (value(r, other) - otherMean)) / w);
        }
      }
      return numbers(all);
    }

    private static double value(Row row, int j) {
      return j < COLUMNS ? row.x()[j] : row.y() - row.o();
    }
  }
}
