package io.glidepath.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glidepath.design.CacheChoice;
import io.glidepath.table.TableFootprint;

/** A plan for programs: one JSON object. */
final class PlanJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanJson() {}

  static String of(Plan what) {
    ObjectNode plan = JSON.createObjectNode();
    what.tables().forEach(t -> add(t, plan.withArray("tables").addObject()));
    plan.put("rows", what.rows());
    add(what.columns(), plan.putObject("design"));
    what.columns().counted().ifPresent(c -> plan.set("warnings", JSON.valueToTree(c.warnings())));
    add(what.grid(), plan.putObject("grid")).put("models", what.capacity().models());
    what.passes().forEach(p -> add(p, plan.withArray("passes").addObject()));
    what.cache().ifPresent(c -> add(c, plan.putObject("cache")));
    plan.putObject("memory")
        .put("driver_bytes", what.capacity().driverBytes())
        .put("task_bytes", what.capacity().taskBytes());
    plan.set("results", JSON.valueToTree(what.results()));
    plan.put("output", what.output());
    plan.put("state", what.state());
    try {
      plan.set("configuration", JSON.readTree(what.configuration()));
      return JSON.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the resolved configuration is not JSON", e);
    }
  }

  private static void add(TableFootprint table, ObjectNode node) {
    node.put("name", table.name())
        .put("columns", table.schema().size())
        .put("rows", table.rows().isPresent() ? table.rows().getAsLong() : null)
        .put("files", table.files().size());
    table.version().ifPresent(v -> node.put("format", v.format()).put("version", v.version()));
  }

  private static void add(Plan.Columns columns, ObjectNode node) {
    node.put("numeric", columns.numbers())
        .put("boolean", columns.booleans())
        .put("vector", columns.vectorElements());
    node.set("categories", JSON.valueToTree(columns.categories()));
    node.set("bounded", JSON.valueToTree(columns.bounded()));
    node.set("interactions", JSON.valueToTree(columns.pairs()));
    columns
        .counted()
        .ifPresent(
            c -> {
              node.put("columns", c.shape().columns());
              node.put("sparse", c.shape().sparse().length);
              node.put("entries_a_row", c.shape().entries());
              node.set("levels", JSON.valueToTree(c.levels()));
              node.set("products", JSON.valueToTree(c.products()));
            });
  }

  private static ObjectNode add(Plan.Grid grid, ObjectNode node) {
    return node.put("elastic_net_param", grid.alphas())
        .put("reg_param", grid.lambdas())
        .put("folds", grid.folds().count())
        .put("repeats", grid.folds().repeats())
        .put("group", grid.folds().group().orElse(null))
        .put("time", grid.folds().time().orElse(null))
        .put("holdout", grid.folds().holdout().orElse(null));
  }

  private static void add(Plan.Pass pass, ObjectNode node) {
    node.put("purpose", pass.purpose())
        .put("times", pass.times() > 0 ? pass.times() : null)
        .put("why", pass.why());
  }

  private static void add(CacheChoice cache, ObjectNode node) {
    node.put("mode", cache.label())
        .put("why", cache.why())
        .put("bytes", cache.bytes().isPresent() ? cache.bytes().getAsLong() : null);
  }
}
