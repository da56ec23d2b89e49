package io.glidepath.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.RaiseError;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands in for columns that a table had once and that a new one lacks, such as a label that is not
 * known yet. A query may go on naming them: in each there is an error in place of values, which the
 * optimizer leaves out with every column that is not asked for. Where it is still in the plan, the
 * column is needed.
 */
public final class AbsentColumns {
  private static final Pattern TOLD = Pattern.compile("the table \\S.* has no column \".*?\"");

  private AbsentColumns() {}

  /** The rows, with a stand-in for each column of before that they lack. */
  static Dataset<Row> added(Dataset<Row> rows, String table, Map<String, String> before) {
    boolean exact = Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.caseSensitive"));
    Set<String> present = new HashSet<>();
    for (String name : rows.columns()) {
      present.add(exact ? name : name.toLowerCase(Locale.ROOT));
    }
    Dataset<Row> all = rows;
    for (Map.Entry<String, String> column : before.entrySet()) {
      if (present.add(exact ? column.getKey() : column.getKey().toLowerCase(Locale.ROOT))) {
        all = all.withColumn(column.getKey(), standIn(table, column.getKey(), column.getValue()));
      }
    }
    return all;
  }

  private static Column standIn(String table, String name, String type) {
    // not void: Spark's analyser puts null in place of whatever is void
    return raise_error(lit("the table " + table + " has no column \"" + name + "\""))
        .cast(type(type));
  }

  private static DataType type(String sql) {
    try {
      return DataType.fromDDL(sql);
    } catch (Exception e) { // Spark's parser throws what it does not declare
      return DataTypes.StringType;
    }
  }

  /**
   * Goes on unless something is needed that is not there.
   *
   * @throws JobFailure 65 naming the columns
   */
  public static void requireNone(Dataset<Row> rows) {
    Set<String> needed = new LinkedHashSet<>();
    collect(optimized(rows), needed);
    if (!needed.isEmpty()) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.join("; ", needed)
              + ": the model, or the run's query or where, needs it. Name a table that has it in"
              + " --table.");
    }
  }

  /** The names of the columns that depend on none that is absent. */
  public static List<String> others(Dataset<Row> rows) {
    LogicalPlan plan = optimized(rows);
    Set<Long> touched = new HashSet<>();
    touch(plan, touched);
    List<Attribute> output = CollectionConverters.asJava(plan.output());
    String[] names = rows.columns();
    return IntStream.range(0, names.length)
        .filter(i -> !touched.contains(output.get(i).exprId().id()))
        .mapToObj(i -> names[i])
        .toList();
  }

  private static LogicalPlan optimized(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
  }

  private static void collect(LogicalPlan plan, Set<String> needed) {
    CollectionConverters.asJava(plan.expressions()).forEach(e -> collect(e, needed));
    CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, needed));
  }

  private static void collect(Expression expression, Set<String> needed) {
    if (expression instanceof RaiseError) {
      Matcher told = TOLD.matcher(expression.toString());
      if (told.find()) {
        needed.add(told.group());
      }
    }
    CollectionConverters.asJava(expression.children()).forEach(e -> collect(e, needed));
  }

  /** Ids of the attributes that are made of absent columns, from the leaves up. */
  private static void touch(LogicalPlan plan, Set<Long> touched) {
    CollectionConverters.asJava(plan.children()).forEach(child -> touch(child, touched));
    for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
      if (expression instanceof Alias alias && isTouched(alias.child(), touched)) {
        touched.add(alias.exprId().id());
      }
    }
  }

  private static boolean isTouched(Expression expression, Set<Long> touched) {
    if (expression instanceof Attribute attribute) {
      return touched.contains(attribute.exprId().id());
    }
    if (expression instanceof RaiseError && TOLD.matcher(expression.toString()).find()) {
      return true;
    }
    return CollectionConverters.asJava(expression.children()).stream()
        .anyMatch(e -> isTouched(e, touched));
  }
}
