package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.CompoundBody;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs {@code input.query} and {@code where}, and sees to it that they do nothing but read the
 * input tables: no command, no other table, no clock and no randomness.
 */
final class InputQuery {
  private static final Set<String> COMMANDS =
      Set.of("UnresolvedExecuteImmediate", "InsertIntoDir", "MergeIntoTable", "UpdateTable");
  private static final Set<String> LEAVES =
      Set.of("OneRowRelation", "LocalRelation", "Range", "CTERelationRef");

  /** They call any method of any class on the class path, which may do anything. */
  private static final Set<String> CALLING = Set.of("reflect", "java_method", "try_reflect");

  /** Every run must give the same rows; a retried task too. */
  private static final Set<String> CHANGING =
      Set.of(
          "rand",
          "random",
          "randn",
          "randstr",
          "uniform",
          "uuid",
          "shuffle",
          "monotonically_increasing_id",
          "spark_partition_id",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtimestamp",
          "now");

  private InputQuery() {}

  /**
   * The result of a single SELECT (or WITH, VALUES, ...).
   *
   * @throws JobFailure 78 with line and position for what Spark's parser or analyser refuses, for
   *     commands and for what may change from run to run
   */
  static Dataset<Row> run(SparkSession session, String query) {
    return checked(
        "input.query",
        () -> {
          refuseCommands(
              ((org.apache.spark.sql.classic.SparkSession) session)
                  .sessionState()
                  .sqlParser()
                  .parsePlan(query));
          return session.sql(query);
        });
  }

  /** The rows of a table for which a condition on its columns is true. */
  static Dataset<Row> filter(Dataset<Row> rows, String table, String where) {
    return checked("input.tables." + table + ".where", () -> rows.as(table).filter(where));
  }

  /** A name as SQL reads it whatever its characters. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /**
   * @throws JobFailure 78 if the plan reads anything but the files of {@code tables}, calls a
   *     function whose value changes from run to run, or makes something of a column that cannot be
   *     read
   */
  static void requireReproducible(LogicalPlan plan, List<SourceTable> tables) {
    visit(
        plan,
        node -> {
          requireInputTable(node, tables);
          if (node instanceof ScriptTransformation) {
            throw doing("TRANSFORM, which runs a program");
          }
          if (node.nodeName().equals("Sample")) {
            throw changing("TABLESAMPLE");
          }
          CollectionConverters.asJava(node.expressions()).forEach(InputQuery::requireStable);
          CollectionConverters.asJava(node.expressions()).stream()
              .filter(e -> node instanceof Aggregate || !isPassedOn(e))
              .forEach(InputQuery::requireReadable);
        });
  }

  private static void requireInputTable(LogicalPlan node, List<SourceTable> tables) {
    if (!node.children().isEmpty() || LEAVES.contains(node.nodeName())) {
      return;
    }
    if (tables.stream().anyMatch(t -> t.isReadBy(node))) {
      return;
    }
    throw new JobFailure(
        ExitCode.CONFIGURATION,
        "input.query reads something that is none of input.tables: "
            + node.simpleString(100)
            + ". Name it there, so that its files are checked and listed.");
  }

  private static void requireStable(Expression expression) {
    String name = expression.prettyName();
    if (CALLING.contains(name)) {
      throw doing(name + "(), which runs code of its own");
    }
    if (CHANGING.contains(name)) {
      throw changing(name + "()");
    }
    CollectionConverters.asJava(expression.children()).forEach(InputQuery::requireStable);
  }

  private static boolean isPassedOn(Expression expression) {
    return expression instanceof Attribute
        || (expression instanceof Alias alias && alias.child() instanceof Attribute);
  }

  private static void requireReadable(Expression expression) {
    if (expression instanceof Attribute attribute) {
      UnreadColumn.reason(attribute.metadata())
          .ifPresent(
              reason -> {
                throw new JobFailure(
                    ExitCode.CONFIGURATION,
                    "input.query or a where uses a column that cannot be read. " + reason + ".");
              });
    }
    CollectionConverters.asJava(expression.children()).forEach(InputQuery::requireReadable);
  }

  private static JobFailure doing(String what) {
    return new JobFailure(
        ExitCode.CONFIGURATION,
        "input.query or a where uses "
            + what
            + ". They may read the input tables, and nothing else.");
  }

  private static JobFailure changing(String what) {
    return new JobFailure(
        ExitCode.CONFIGURATION,
        "input.query or a where uses "
            + what
            + ", whose value may change from run to run. Write the date as a literal (${?NAME} takes"
            + " it from the environment); for a sample take a hash of the key, for example"
            + " pmod(xxhash64(id), 10) = 0.");
  }

  private static void refuseCommands(LogicalPlan parsed) {
    visit(
        parsed,
        node -> {
          if (node instanceof Command
              || node instanceof ParsedStatement
              || node instanceof CompoundBody
              || COMMANDS.contains(node.nodeName())) {
            throw new JobFailure(
                ExitCode.CONFIGURATION,
                "input.query must be one SELECT (WITH ... SELECT), found "
                    + node.nodeName()
                    + " at line "
                    + orOne(node.origin().line())
                    + ", position "
                    + orOne(node.origin().startPosition())
                    + ".");
          }
        });
  }

  private static String orOne(scala.Option<?> position) {
    return position.isDefined() ? position.get().toString() : "1";
  }

  private static void visit(LogicalPlan plan, Consumer<LogicalPlan> visitor) {
    visitor.accept(plan);
    CollectionConverters.asJava(plan.children()).forEach(child -> visit(child, visitor));
    for (QueryPlan<?> inner : CollectionConverters.asJava(plan.innerChildren())) {
      if (inner instanceof LogicalPlan logical) {
        visit(logical, visitor);
      }
    }
    CollectionConverters.asJava(plan.subqueries()).forEach(query -> visit(query, visitor));
  }

  private interface Step {
    Dataset<Row> run() throws AnalysisException;
  }

  private static Dataset<Row> checked(String key, Step step) {
    try {
      return step.run();
    } catch (AnalysisException e) {
      // the plan that Spark prints below its message helps nobody who wrote the SQL
      String message = e.getMessage().split(";\n'", 2)[0].strip();
      throw new JobFailure(ExitCode.CONFIGURATION, key + ": " + message, e);
    }
  }
}
