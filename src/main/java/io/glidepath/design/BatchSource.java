package io.glidepath.design;

import io.glidepath.rdd.SmallJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The fast way, for a query that does no more than read columns of files: whole columns of Spark's
 * column batches are copied.
 *
 * <p>It takes a plan of a file scan that gives batches (Parquet with the vectorized reader) under
 * at most one projection that renames columns and casts numbers to double. Only the fold may be
 * computed; that is done row by row by the code that Spark generates for the expression. The plan
 * looked at is the executed one, ready to run: whatever Spark or a plug-in puts there instead
 * (filters, joins, adaptive plans, caches, accelerators) is not recognised and so read the general
 * way.
 */
final class BatchSource implements BlockSource {
  private final RDD<InternalRow> batches;
  private final QueryExecution query;
  private final Inputs inputs;
  private final BatchColumns columns;
  private final FoldExpression fold;
  private final Spread spread;

  private BatchSource(
      FileSourceScanExec scan, QueryExecution query, Inputs inputs, Mapping mapping) {
    this.batches = untyped(scan.executeColumnar());
    this.query = query;
    this.inputs = inputs;
    this.columns = mapping.columns();
    this.fold = mapping.fold();
    this.spread = Spread.of(query, batches, inputs.shape());
  }

  /**
   * How the inputs come out of the scan.
   *
   * @param fold null unless the fold is computed
   */
  private record Mapping(BatchColumns columns, FoldExpression fold) {}

  /** Empty if the query does more than reading columns. */
  static Optional<BatchSource> of(QueryExecution query, Inputs inputs) {
    SparkPlan plan = withoutAdapters(query.executedPlan());
    List<Expression> outputs = new ArrayList<>();
    if (plan instanceof ProjectExec project) {
      project.projectList().foreach(e -> outputs.add(unwrapped(e)));
      plan = withoutAdapters(project.child());
    } else {
      plan.output().foreach(outputs::add);
    }
    if (!(plan instanceof FileSourceScanExec scan) || !scan.supportsColumnar()) {
      return Optional.empty();
    }
    return mapping(inputs, outputs, scan).map(m -> new BatchSource(scan, query, inputs, m));
  }

  private static SparkPlan withoutAdapters(SparkPlan plan) {
    SparkPlan inner = plan;
    while (true) {
      if (inner instanceof WholeStageCodegenExec stage) {
        inner = stage.child();
      } else if (inner instanceof InputAdapter adapter) {
        inner = adapter.child();
      } else if (inner instanceof ColumnarToRowExec rows) {
        inner = rows.child();
      } else {
        return inner;
      }
    }
  }

  private static Expression unwrapped(NamedExpression output) {
    return output instanceof Alias alias ? alias.child() : (Expression) output;
  }

  private static Optional<Mapping> mapping(
      Inputs inputs, List<Expression> outputs, FileSourceScanExec scan) {
    List<Attribute> attributes = new ArrayList<>(CollectionConverters.asJava(scan.output()));
    BatchColumns columns = new BatchColumns();
    FoldExpression fold = null;
    for (Input input : inputs.all().toList()) {
      Expression output = outputs.get(input.position());
      int ordinal = ordinal(output, attributes);
      if (ordinal >= 0) {
        columns.direct(input, ordinal, attributes.get(ordinal).dataType());
      } else if (input.role() == Role.FOLD && isPlain(output)) {
        fold = new Computed(output, attributes, input.type());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Mapping(columns, fold));
  }

  /** Which column of the scan the expression is, as it is or as a double; -1 if it is none. */
  private static int ordinal(Expression output, List<Attribute> attributes) {
    Expression source = output;
    if (output instanceof Cast cast
        && cast.dataType() instanceof DoubleType
        && Scalars.isNumber(cast.child().dataType())) {
      source = cast.child();
    }
    if (source instanceof AttributeReference reference) {
      for (int i = 0; i < attributes.size(); i++) {
        if (attributes.get(i).exprId().equals(reference.exprId())) {
          return i;
        }
      }
    }
    return -1;
  }

  private static boolean isPlain(Expression expression) {
    return expression.deterministic() && !expression.exists(e -> e instanceof PlanExpression);
  }

  @Override
  public <R> JavaRDD<R> run(PartitionPass<R> pass) {
    RDD<InternalRow> results =
        untyped(
            SmallJobs.mapPartitions(
                    spread.over(batches.toJavaRDD()),
                    new BatchPass<>(inputs, columns, fold, spread, pass))
                .rdd());
    // Runs the pass under the session's SQL settings, as Spark does with its own plans: code that
    // is generated on the executor reads them.
    RDD<InternalRow> configured =
        new SQLExecutionRDD(results, query.sparkSession().sessionState().conf());
    // That RDD claims to hold rows; collecting from it would make an array of them.
    return SmallJobs.mapPartitions(BatchSource.<R>typed(configured), (partition, each) -> each);
  }

  @Override
  public int partitions() {
    return spread.tasks();
  }

  @Override
  public boolean columnar() {
    return true;
  }

  @SuppressWarnings("unchecked")
  private static RDD<InternalRow> untyped(RDD<?> rdd) {
    return (RDD<InternalRow>) rdd;
  }

  @SuppressWarnings("unchecked")
  private static <T> JavaRDD<T> typed(RDD<?> rdd) {
    return ((RDD<T>) rdd).toJavaRDD();
  }

  /** A fold that Spark's own generated code computes. */
  private record Computed(Expression expression, List<Attribute> attributes, DataType type)
      implements FoldExpression {
    @Override
    public Compiled compile() {
      UnsafeProjection projection =
          UnsafeProjection.create(
              CollectionConverters.asScala(List.of(expression)).toSeq(),
              CollectionConverters.asScala(attributes).toSeq());
      Scalars.Getter getter = Scalars.getter(type);
      return batch -> {
        double[] folds = new double[batch.numRows()];
        for (int i = 0; i < folds.length; i++) {
          UnsafeRow fold = projection.apply(batch.getRow(i));
          folds[i] = fold.isNullAt(0) ? Double.NaN : getter.get(fold, 0);
        }
        return folds;
      };
    }
  }
}
