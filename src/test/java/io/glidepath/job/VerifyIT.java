package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison with MLlib's own estimator that a run makes when asked to. */
class VerifyIT {
  private static final String ROWS =
      "SELECT id, 3 * $a - $b + IF($z < 0.3, 1D, 0D) + 0.3D * $e AS y, $a AS a, IF(id = 5, NULL, $b +"
          + " $a) AS b, element_at(array('p', 'q', 'r'), CAST(1 + 3 * $z AS INT)) AS zone, 7 AS seven,"
          + " IF(id % 9 = 5, 0D, 0.5D + $w) AS w, $o AS o FROM range(80)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.convention = mllib",
        "model { convention = plain, standardize = false }",
        "model { convention = glmnet, intercept = false }"
      })
  void isRecordedAndSmall(String model, @TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(ROWS)
            .with("columns { key = [id], label = y, weight = w, exclude = [o] }")
            .with("sweep.elastic-net-param = [0, 0.5, 1], verify.mllib = 5, " + model)
            .with("folds.count = 0")
            .run();
    JsonNode verify = run.json().get("verify");
    assertThat(verify.get("points").asInt()).isEqualTo(5);
    assertThat(verify.get("estimator").asText()).endsWith("LinearRegression");
    assertThat(verify.get("largest_coefficient_difference").asDouble()).isBetween(0.0, 1e-5);
    assertThat(verify.get("largest_objective_difference").asDouble()).isBetween(-1e-9, 1e-5);
    assertThat(run.json().get("timings").has("verify")).isTrue();
  }

  /** Their least label is above 0; of tweedie's some are 0. */
  @ParameterizedTest
  @CsvSource({"gamma, 0.001", "tweedie, -0.5"})
  void lossesOfGeneralizedLinearModelsAsWell(String family, String least, @TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT *, GREATEST(EXP(y / 4) - 0.5, 0) + "
                    + least
                    + " + 0.5 AS v FROM ("
                    + ROWS
                    + ")")
            .with("columns { key = [id], label = v, weight = w, exclude = [o, y] }")
            .with("missing.numeric = mean, model { convention = plain, tolerance = 1e-10 }")
            .with("sweep { elastic-net-param = [0], reg-param.count = 5 }, folds.count = 0")
            .with("verify.mllib = 3, model.family = " + family)
            .run();
    JsonNode verify = run.json().get("verify");
    assertThat(verify.get("points").asInt()).isEqualTo(3);
    assertThat(verify.get("estimator").asText()).endsWith("GeneralizedLinearRegression");
    assertThat(verify.get("largest_coefficient_difference").asDouble()).isBetween(0.0, 1e-6);
    assertThat(verify.get("largest_objective_difference").asDouble()).isBetween(-1e-9, 1e-9);
  }

  @Test
  void isRefusedWhereMLlibCannotFollow(@TempDir Path home) {
    JobRun.in(home)
        .with("columns { label = y, offset = o }, verify.mllib = 1")
        .end()
        .failed(ExitCode.CONFIGURATION, "verify.mllib", "columns.offset");
    JobRun.in(home)
        .with("columns { label = y, penalty-factors { a = 2 } }, verify.mllib = 1")
        .end()
        .failed(ExitCode.CONFIGURATION, "verify.mllib", "columns.penalty-factors");
    JobRun.in(home)
        .with("columns { label = y, lower-bounds { a = 0 } }, verify.mllib = 1")
        .end()
        .failed(ExitCode.CONFIGURATION, "verify.mllib", "columns.lower-bounds");
  }
}
