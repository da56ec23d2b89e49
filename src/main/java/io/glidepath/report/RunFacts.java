package io.glidepath.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.family.Confusion;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.select.Drift;
import io.glidepath.select.Member;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What run.json says, where a report needs it. */
record RunFacts(JsonNode manifest) {

  private JsonNode configured(String section, String key) {
    return manifest.path("configuration").path("glidepath").path(section).path(key);
  }

  String runId() {
    return manifest.path("run_id").asText();
  }

  String label() {
    return configured("columns", "label").asText();
  }

  Family family() {
    return Family.of(configured("model", "family").asText()).orElseThrow();
  }

  boolean twoClasses() {
    return family().twoClasses();
  }

  /** The value of the label that counts as 1, for two classes; empty for others. */
  Optional<String> positive() {
    return twoClasses()
        ? Optional.of(configured("columns", "positive").asText("1"))
        : Optional.empty();
  }

  /** The column that decides which fold a row is in; empty where a hash of the key does. */
  Optional<String> foldsColumn() {
    return Stream.of("column", "group", "time").flatMap(key -> folds(key).stream()).findFirst();
  }

  /** How rows come into the folds where neither the key nor a column of folds says it, in words. */
  String dealing() {
    return folds("group").map(g -> ", which keep the groups of \"" + g + "\" whole").orElse("")
        + folds("time")
            .map(t -> ", each predicted from what comes before it by \"" + t + "\"")
            .orElse("");
  }

  private Optional<String> folds(String key) {
    JsonNode column = configured("folds", key);
    return column.isTextual() ? Optional.of(column.asText()) : Optional.empty();
  }

  String convention() {
    return configured("model", "convention").asText();
  }

  boolean standardize() {
    return configured("model", "standardize").asBoolean();
  }

  boolean intercept() {
    return configured("model", "intercept").asBoolean();
  }

  String rule() {
    return configured("select", "rule").asText();
  }

  /** The metric of the selection. */
  Metric metric() {
    return Metric.of(configured("select", "metric").asText()).orElse(Metric.DEVIANCE);
  }

  /** 1 where a smaller score is better, -1 where a larger one is. */
  int sign() {
    return metric().growsWithQuality() ? -1 : 1;
  }

  /** The metric in words. */
  String metricTitle() {
    return switch (metric()) {
      case DEVIANCE -> squaredError() ? "mean squared error" : "mean deviance of a row";
      case MSE -> "mean squared error";
      case RMSE -> "root mean squared error";
      case MAE -> "mean absolute error";
      case R2 -> "R\u00b2";
      case LOG_LOSS -> "log-loss";
      case AUC -> "area under the ROC curve";
      case ACCURACY -> "accuracy";
      case BRIER -> "Brier score";
      case CALIBRATION_SLOPE -> "calibration slope";
      case CALIBRATION_INTERCEPT -> "calibration intercept";
    };
  }

  /** Whether the metric is a mean squared error, whose root is in units of the label. */
  boolean squaredError() {
    return metric() == Metric.MSE || (metric() == Metric.DEVIANCE && family().quadratic());
  }

  /** Whether 0 is the perfect score, so that a share of it can be explained. */
  boolean loss() {
    return switch (metric()) {
      case DEVIANCE, MSE, LOG_LOSS, BRIER -> true;
      default -> false;
    };
  }

  long rowsUsed() {
    return manifest.path("rows").path("used").asLong();
  }

  /** How far the choice moves from repeat to repeat; empty where rows are dealt once. */
  Optional<Drift> drift() {
    JsonNode drift = manifest.at("/chosen/drift");
    if (drift.isMissingNode()) {
      return Optional.empty();
    }
    List<Drift.Repeat> repeats = new ArrayList<>();
    drift.path("repeats").forEach(r -> repeats.add(repeat(r)));
    return Optional.of(
        new Drift(
            repeats, drift.path("columns_in_all").asInt(), drift.path("columns_in_some").asInt()));
  }

  /** What rows are taken for by the chosen model, by threshold; empty unless of two classes. */
  List<Confusion> confusions() {
    List<Confusion> confusions = new ArrayList<>();
    manifest
        .at("/chosen/confusion")
        .forEach(
            c ->
                confusions.add(
                    new Confusion(
                        c.path("threshold").asDouble(),
                        c.path("true_positive").asDouble(),
                        c.path("false_positive").asDouble(),
                        c.path("false_negative").asDouble(),
                        c.path("true_negative").asDouble())));
    return confusions;
  }

  private static Drift.Repeat repeat(JsonNode node) {
    Map<Member, String> standing = new EnumMap<>(Member.class);
    node.path("is")
        .properties()
        .forEach(e -> standing.put(Member.of(e.getKey()), e.getValue().asText()));
    return new Drift.Repeat(
        node.path("elastic_net_param").asDouble(),
        node.path("grid_index").asInt(),
        node.path("reg_param").asDouble(),
        node.path("nonzero").asInt(),
        node.path("mean").asDouble(Double.NaN),
        standing);
  }

  /** Sum of the raw weights; NaN where run.json is silent about it. */
  double weight() {
    return manifest.path("rows").path("weight").asDouble(Double.NaN);
  }

  String glidepathVersion() {
    return manifest.path("versions").path("glidepath").asText();
  }
}
