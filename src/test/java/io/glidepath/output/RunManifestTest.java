package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunManifestTest {
  private static final RunRequest REQUEST =
      new RunRequest("r", "c0ffee", "1dea", OutputSpec.Mode.ERROR, false);

  private final String text =
      Results.manifest(REQUEST, 7).json("a", List.of(new PublishedFile("paths/part-0", 9)));

  @Test
  void recordsTheRun() throws Exception {
    JsonNode run = new ObjectMapper().readTree(text);
    assertThat(run.fieldNames())
        .toIterable()
        .containsExactly(
            "schema_version",
            "run_id",
            "status",
            "attempt",
            "configuration",
            "fingerprint",
            "inputs",
            "rows",
            "seed",
            "time_zone",
            "passes",
            "timings",
            "retries",
            "lost_executors",
            "blas",
            "cache",
            "versions",
            "convergence",
            "warnings",
            "files",
            "verify",
            "chosen");
    assertThat(run.at("/configuration/glidepath/folds/count").asInt()).isEqualTo(2);
    assertThat(run.get("inputs"))
        .hasToString(
            "{\"fingerprint\":\"1dea\",\"files\":[{\"path\":\"file:/in/a.parquet\",\"length\":12,"
                + "\"modified\":34}],\"versions\":[{\"table\":\"b\",\"format\":\"delta\",\"source\":\"file:/in/b\","
                + "\"version\":\"7\"}],\"tables\":{\"t\":{\"a\":\"DOUBLE\"}}}");
    assertThat(run.get("rows"))
        .hasToString(
            "{\"read\":103,\"used\":98,\"weight\":196.5,\"dropped\":{\"label missing\":3,\"zero weight\":2}}");
    assertThat(run.get("timings")).hasToString("{\"read\":1.5,\"solve\":0.5}");
    assertThat(run.get("blas"))
        .hasToString("{\"driver\":\"OpenBLAS\",\"executors\":[\"OpenBLAS\",\"JavaBLAS\"]}");
    assertThat(run.get("cache")).hasToString("{\"mode\":\"memory\",\"why\":\"it fits\"}");
    assertThat(run.get("convergence"))
        .hasToString(
            "{\"points\":6,\"not_converged\":1,\"worst_kkt_violation\":1.0E-9,"
                + "\"worst_fold_violation\":1.0E-6}");
    assertThat(run.get("passes")).hasToString("{\"moments\":1}");
    assertThat(run.get("retries").asInt()).isEqualTo(1);
    assertThat(run.get("lost_executors").asInt()).isZero();
    assertThat(run.get("warnings")).hasToString("[\"slow\"]");
    assertThat(run.get("files")).hasToString("[{\"path\":\"paths/part-0\",\"length\":9}]");
    assertThat(run.get("chosen"))
        .hasToString(
            "{\"elastic_net_param\":1.0,\"grid_index\":1,\"reg_param\":1.0,\"nonzero\":2,"
                + "\"rule\":\"one-se\",\"metric\":\"deviance\",\"mean\":2.0,"
                + "\"standard_error\":0.5,\"grid_ends_at\":[\"l2\"]}");
    assertThat(run.at("/versions/spark").asText()).isEqualTo("4.1.0");
  }

  @Test
  void whatIsNotDefinedIsNull() throws Exception {
    assertThat(new ObjectMapper().readTree(text).at("/verify/largest_difference").isNull())
        .isTrue();
    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
  }
}
