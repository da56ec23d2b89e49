package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.SharedSpark;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.Design;
import io.glidepath.design.RowCache;
import io.glidepath.design.RowLayout;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Gaussian;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.RunLog;
import io.glidepath.stats.Ask;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.ModelBatch;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.ResidualSums;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** Passes over real rows: bits, descriptions, and what crosses the wire. */
class SparkPassesIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final JavaSparkContext CONTEXT = new JavaSparkContext(SPARK.sparkContext());

  private static SparkPasses passes(String label) {
    Dataset<Row> rows =
        SPARK
            .range(0, 100, 1, 4)
            .selectExpr("double(id) a", "double(id * id % 7) b", label + " y", "int(id % 3) f");
    Design design =
        Design.of(
            rows,
            new RowLayout(
                List.of("a", "b"), "y", Optional.empty(), Optional.empty(), Optional.of("f")));
    return new SparkPasses(
        design,
        CONTEXT,
        BlasChoice.AUTO,
        new Gaussian(),
        new CacheRequest(RowCache.AUTO, 0, 0),
        new RunLog());
  }

  @Test
  void countsEveryFoldsRows() {
    SortedMap<Integer, Moments> moments = passes("double(2 * id)").moments(true);
    assertThat(moments.keySet()).containsExactly(0, 1, 2);
    assertThat(moments.get(0).rows()).isEqualTo(34);
    assertThat(moments.get(1).mean(2)).isEqualTo(98);
  }

  @Test
  void theCallersJobDescriptionComesBack() {
    SPARK.sparkContext().setJobDescription("mine");
    try {
      passes("double(id)").moments(true);
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
      assertThatThrownBy(() -> passes("if(id = 7, null, double(id))").moments(true))
          .isInstanceOf(JobFailure.class);
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
      assertThatThrownBy(() -> passes("double(raise_error('gone'))").moments(true))
          .hasStackTraceContaining("gone");
      assertThat(CONTEXT.getLocalProperty("spark.job.description")).isEqualTo("mine");
    } finally {
      SPARK.sparkContext().setJobDescription(null);
    }
  }

  @Test
  void residualsAreThoseOfEachFoldsOwnModels() {
    ModelBatch exact = new ModelBatch(new double[] {0}, new double[] {2, 0});
    ModelBatch shifted = new ModelBatch(new double[] {1}, new double[] {2, 0});
    List<Ask<ModelBatch>> asks =
        List.of(
            new Ask<>(CellSet.of(0), exact),
            new Ask<>(CellSet.of(1), shifted),
            new Ask<>(CellSet.of(2), exact));
    List<ResidualSums> sums =
        passes("double(2 * id)").answer(new Pass<>("residuals", new ResidualSums.Of(), asks));
    assertThat(sums.get(0).squared(0)).isZero();
    assertThat(sums.get(1).absolute(0)).isEqualTo(33);
    assertThat(sums.get(1).weight()).isEqualTo(33);
  }

  /** Broadcasts, keys and results go through spark.serializer, which may be Kryo. */
  @Test
  void whatTravelsSurvivesKryo() {
    SerializerInstance kryo = new KryoSerializer(SparkEnv.get().conf()).newInstance();
    SentAsks read =
        kryo.deserialize(
            kryo.serialize(
                new SentAsks(
                    List.of(
                        new Ask<>(
                            CellSet.of(7, 3),
                            new ModelBatch(new double[] {1, 2}, new double[] {3, 4})))),
                ClassTag$.MODULE$.apply(SentAsks.class)),
            ClassTag$.MODULE$.apply(SentAsks.class));
    Ask<ModelBatch> ask = read.of(ModelBatch.class).get(0);
    assertThat(ask.rows().holds(3)).isTrue();
    assertThat(ask.rows().holds(4)).isFalse();
    assertThat(ask.question().intercepts()).containsExactly(1, 2);
    assertThat(ask.question().coefficients()).containsExactly(3, 4);
    Part part =
        kryo.deserialize(
            kryo.serialize(Part.of(3, 7), ClassTag$.MODULE$.apply(Part.class)),
            ClassTag$.MODULE$.apply(Part.class));
    assertThat(part).isEqualTo(Part.of(3, 7));
  }
}
