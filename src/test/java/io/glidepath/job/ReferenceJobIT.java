package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.path.ReferenceCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on real tables whose surfaces glmnet has computed; see src/test/resources/reference. */
class ReferenceJobIT {
  private static final List<String> WHOLE = List.of("id", "fold");

  @ParameterizedTest
  @ValueSource(strings = {"diabetes", "diabetes_weighted", "prostate"})
  void publishesTheReferenceSurface(String name, @TempDir Path home) {
    ReferenceCase reference = new ReferenceCase(name);
    List<Map<String, String>> table = reference.table("table");
    String label = table.get(0).containsKey("lpsa") ? "lpsa" : "progression";
    JobRun job =
        JobRun.bare(home)
            .table(frame(table))
            .with("input.tables.t.path = \"" + home.resolve("t") + "\"")
            .with("columns { key = [id], label = " + label + " }")
            .with("model { convention = glmnet, tolerance = 1e-12, fold-tolerance = 1e-12 }")
            .with("sweep { elastic-net-param = [0, 0.1, 0.5, 0.9, 1] }")
            .with("sweep.reg-param { count = 30, min-ratio = 1e-4 }")
            .with("folds.column = fold")
            .with("select.rule = best");
    if (name.equals("diabetes_weighted")) {
      job.with("columns { weight = weight, penalty-factors { age = 0, sex = 0, bmi = 0.5 } }");
    }
    Published run = job.run();
    pathsAgree(reference, run);
    coefficientsAgree(reference, run, label);
    validationAgrees(reference, run);
    selectionAgrees(reference, run);
  }

  private static Dataset<Row> frame(List<Map<String, String>> table) {
    StructType schema = new StructType();
    List<String> names = List.copyOf(table.get(0).keySet());
    for (String name : names) {
      schema = schema.add(name, WHOLE.contains(name) ? DataTypes.LongType : DataTypes.DoubleType);
    }
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> r : table) {
      rows.add(
          RowFactory.create(
              names.stream()
                  .<Object>map(
                      n ->
                          WHOLE.contains(n)
                              ? (Object) Long.valueOf(r.get(n))
                              : Double.valueOf(r.get(n)))
                  .toArray()));
    }
    return SharedSpark.session().createDataFrame(rows, schema);
  }

  private static Row point(Published run, String table, Map<String, String> r, Object... more) {
    List<Object> key = new ArrayList<>(List.of(more));
    key.addAll(
        List.of(
            "elastic_net_param", Double.valueOf(r.get("elastic_net_param")),
            "grid_index", Integer.valueOf(r.get("k"))));
    return run.row(table, key.toArray());
  }

  private static void near(Row row, String column, String expected, double relative) {
    double value = Double.parseDouble(expected);
    assertThat(row.<Double>getAs(column))
        .as("%s of %s", column, row)
        .isCloseTo(value, within(relative * Math.abs(value)));
  }

  private static void pathsAgree(ReferenceCase reference, Published run) {
    List<Map<String, String>> paths = reference.table("paths");
    assertThat(run.rows("paths")).hasSameSizeAs(paths);
    for (Map<String, String> r : paths) {
      Row p = point(run, "paths", r);
      near(p, "reg_param", r.get("reg_param"), 1e-9);
      near(p, "deviance", r.get("deviance"), 1e-7);
      assertThat(p.<Integer>getAs("nonzero")).isEqualTo(Integer.valueOf(r.get("nonzero")));
      assertThat(p.<Double>getAs("kkt_violation")).isLessThan(1e-10);
    }
  }

  private static void coefficientsAgree(ReferenceCase reference, Published run, String label) {
    List<Map<String, String>> table = reference.table("table");
    double[] weights =
        table.stream()
            .mapToDouble(r -> Double.parseDouble(r.getOrDefault("weight", "1")))
            .toArray();
    double unit = PlainElasticNet.spread(ReferenceCase.column(table, label), weights, true);
    Map<String, Double> expected = reference.coefficients();
    for (Map<String, String> r : reference.table("paths")) {
      double alpha = Double.parseDouble(r.get("elastic_net_param"));
      Map<String, Double> found = run.coefficients(alpha, Integer.parseInt(r.get("k")));
      assertThat(found.keySet()).containsExactlyElementsOf(reference.features());
      found.forEach(
          (feature, value) -> {
            double sd = PlainElasticNet.spread(ReferenceCase.column(table, feature), weights, true);
            double wanted = expected.getOrDefault(alpha + "/" + r.get("k") + "/" + feature, 0.0);
            assertThat((value - wanted) * sd / unit).as(feature + r).isCloseTo(0, within(1e-7));
          });
    }
  }

  private static void validationAgrees(ReferenceCase reference, Published run) {
    for (Map<String, String> r : reference.table("cv")) {
      Row v = point(run, "validation", r, "metric", r.get("metric"));
      near(v, "mean", r.get("mean"), 1e-7);
      near(v, "standard_error", r.get("standard_error"), 1e-6);
    }
  }

  private static void selectionAgrees(ReferenceCase reference, Published run) {
    for (Map<String, String> r : reference.table("selected")) {
      Row s = point(run, "selected", r, "rule", r.get("rule"), "scope", "path");
      near(s, "mean", r.get("mean"), 1e-7);
    }
  }
}
