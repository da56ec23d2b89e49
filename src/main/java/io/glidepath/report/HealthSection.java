package io.glidepath.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How the run went, mostly as run.json has it. Lists of pairs are tables of a name and a value.
 *
 * @param copies columns that are exact multiples of another one
 * @param nearlyEqual columns that are no copies but correlate with another one at 0.999 or more
 * @param verify what a comparison with MLlib found, if one was asked for
 * @param configuration as resolved, indented JSON
 */
record HealthSection(
    List<List<Object>> rows,
    List<List<Object>> dropped,
    List<String> warnings,
    Columns constant,
    Columns copies,
    Columns nearlyEqual,
    List<List<Object>> passes,
    List<List<Object>> timings,
    List<List<Object>> versions,
    List<List<Object>> machine,
    List<List<Object>> convergence,
    Optional<List<List<Object>>> verify,
    String configuration) {
  private static final int NAMED = 50;

  /** The step that makes the report and the one around it last longer than the report can say. */
  private static final Set<String> NOT_OVER = Set.of("report", "write");

  /**
   * Columns that have something in common.
   *
   * @param features page numbers, not all if there are many
   */
  record Columns(int count, int[] features) {

    static Columns of(List<Integer> all, Names names) {
      return new Columns(all.size(), names.of(all.stream().limit(NAMED).toList()));
    }
  }

  static HealthSection of(
      RunFacts facts, FeatureTable features, CorrelatedGroups groups, Names names) {
    JsonNode run = facts.manifest();
    JsonNode verify = run.path("verify");
    return new HealthSection(
        numbers(run.path("rows")),
        pairs(run.path("rows").path("dropped")),
        texts(run.path("warnings")),
        Columns.of(features.withStatus("constant"), names),
        Columns.of(features.copies(), names),
        Columns.of(groups.nearlyEqual(), names),
        pairs(run.path("passes")),
        pairs(run.path("timings")).stream().filter(p -> !NOT_OVER.contains(p.get(0))).toList(),
        pairs(run.path("versions")),
        machine(run),
        pairs(run.path("convergence")),
        verify.isObject() ? Optional.of(pairs(verify)) : Optional.empty(),
        run.path("configuration").toPrettyString());
  }

  private static List<List<Object>> machine(JsonNode run) {
    List<List<Object>> machine = new ArrayList<>();
    machine.add(List.of("BLAS of the driver", run.path("blas").path("driver").asText()));
    machine.add(
        List.of("BLAS of executors", String.join(", ", texts(run.path("blas").path("executors")))));
    if (run.path("cache").isObject()) {
      machine.add(
          List.of(
              "rows kept between passes",
              run.path("cache").path("mode").asText()
                  + ": "
                  + run.path("cache").path("why").asText()));
    }
    machine.add(List.of("tasks that ran again", run.path("retries").asLong()));
    machine.add(List.of("executors lost", run.path("lost_executors").asLong()));
    machine.add(List.of("seed of the folds", run.path("seed").asLong()));
    return machine;
  }

  private static List<List<Object>> numbers(JsonNode object) {
    return pairs(object).stream().filter(p -> p.get(1) instanceof Number).toList();
  }

  /** The scalars of an object, names in words. */
  private static List<List<Object>> pairs(JsonNode object) {
    return object.properties().stream()
        .filter(e -> e.getValue().isValueNode() && !e.getValue().isNull())
        .map(e -> List.of(e.getKey().replace('_', ' '), value(e.getValue())))
        .toList();
  }

  private static Object value(JsonNode node) {
    return node.isNumber() ? node.numberValue() : node.asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toList());
  }
}
