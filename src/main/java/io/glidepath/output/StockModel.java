package io.glidepath.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * Makes the pipeline that scores: feature stages, a {@code VectorAssembler}, MLlib's own linear
 * model with given coefficients (see {@link StockRegression}), and a last stage that takes away the
 * columns that the others made. Any Spark 4 loads it with {@code PipelineModel.load} and nothing
 * else.
 *
 * <p>A model of some grid point holds only the input columns that it uses, those with a coefficient
 * that is not 0. It scores tables that lack the others, and does not look at their values.
 *
 * <p>Names of stages are fixed, so equal models are saved alike.
 */
public final class StockModel {
  static final String SUFFIX = "_glidepath";

  private StockModel() {}

  /** The pipeline of all columns, with coefficients 0: what models of grid points are made from. */
  public static PipelineModel whole(StockPipeline pipeline) {
    Inputs inputs = new Inputs(pipeline.featuresCols(), new double[pipeline.size()]);
    inputs = inputs.orConstant(pipeline.featuresCol() + SUFFIX);
    Transformer regression = StockRegression.of(pipeline, inputs.vector(), 0);
    return assembled(pipeline.stages(), inputs, assembler(pipeline.featuresCol()), regression);
  }

  /**
   * The pipeline that predicts with the given coefficients.
   *
   * @param whole as {@link #whole} made it, perhaps saved and loaded since
   * @param widths number of design columns that each input column makes up
   * @param coefficients one for each design column, on the scale of the data
   * @throws IllegalArgumentException if there are more or fewer coefficients than design columns
   */
  public static PipelineModel with(
      PipelineModel whole, List<Integer> widths, double[] coefficients, double intercept) {
    ColumnUse use = ColumnUse.of(widths, coefficients);
    List<Transformer> stages = Arrays.asList(whole.stages());
    int place = place(stages);
    VectorAssembler old = (VectorAssembler) stages.get(place);
    Transformer regression = stages.get(place + 1);
    StockRegression.requireSize(regression, Math.max(1, coefficients.length));
    String[] all = old.getInputCols();
    Inputs inputs =
        new Inputs(use.used().stream().map(i -> all[i]).toList(), use.coefficients())
            .orConstant(all[0]);
    return assembled(
        stages.subList(0, place),
        inputs,
        assembler(old.getOutputCol()),
        StockRegression.with(regression, inputs.vector(), intercept));
  }

  /** Of the assembler before the regression: the last one, as features may be vectors too. */
  private static int place(List<Transformer> stages) {
    for (int i = stages.size() - 2; i >= 0; i--) {
      if (stages.get(i) instanceof VectorAssembler) {
        return i;
      }
    }
    throw new IllegalArgumentException("the pipeline " + stages + " assembles no vector");
  }

  /** Columns that are assembled, and the coefficients that they get. */
  private record Inputs(List<String> columns, double[] coefficients, boolean constant) {
    Inputs(List<String> columns, double[] coefficients) {
      this(columns, coefficients, false);
    }

    /** MLlib wants one column at least: where none is used, a 0 of that name. */
    Inputs orConstant(String name) {
      return columns.isEmpty() ? new Inputs(List.of(name), new double[1], true) : this;
    }

    Vector vector() {
      return Vectors.dense(coefficients).compressed();
    }
  }

  private static VectorAssembler assembler(String output) {
    // a row is not lost without a word (skip), nor does it get NaN for a prediction (keep)
    return new VectorAssembler("vecAssembler" + SUFFIX)
        .setOutputCol(output)
        .setHandleInvalid("error");
  }

  private static PipelineModel assembled(
      List<Transformer> stages, Inputs inputs, VectorAssembler assembler, Transformer regression) {
    List<Transformer> all = new ArrayList<>();
    List<String> made = new ArrayList<>();
    List<String> columns = new ArrayList<>(inputs.columns());
    StockRegression.offsetCol(regression).ifPresent(columns::add);
    if (inputs.constant()) {
      String name = inputs.columns().get(0);
      columns.remove(name);
      all.add(stage("constant", "SELECT *, 0D AS " + name + " FROM __THIS__"));
      made.add(name);
    }
    NeededStages needed = new NeededStages(stages, columns);
    all.addAll(needed.stages());
    all.add(assembler.setInputCols(inputs.columns().toArray(String[]::new)));
    all.add(regression);
    made.addAll(needed.made());
    made.add(assembler.getOutputCol());
    all.add(
        stage("closing", "SELECT * EXCEPT (`" + String.join("`, `", made) + "`) FROM __THIS__"));
    return new PipelineModel("pipeline" + SUFFIX, all);
  }

  private static SQLTransformer stage(String name, String statement) {
    return new SQLTransformer("glidepath_" + name).setStatement(statement);
  }
}
