package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Gaussian;
import io.glidepath.family.Poisson;
import io.glidepath.matrix.Block;
import org.junit.jupiter.api.Test;

class LabelTallyTest {
  private static LabelTally of(double... labels) {
    Block block = new Block(0, 0, labels.length + 1);
    block.labels()[labels.length] = -99; // beyond the rows
    System.arraycopy(labels, 0, block.labels(), 0, labels.length);
    block.setRows(labels.length);
    LabelTally tally = new LabelTally();
    tally.accept(block, new Binomial());
    return tally;
  }

  @Test
  void countsRowsAndShowsTheFirst() {
    LabelTally tally = of(0, 1);
    tally.combine(of(1, -3, 0.5));
    tally.combine(of(7));
    assertThatThrownBy(() -> tally.requireAccepted("y z", new Binomial()))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContainingAll("columns.label = y z: 3 rows have", "example -3.0", "0 or 1");
    assertThatThrownBy(() -> of(2).requireAccepted("y", new Poisson()))
        .hasMessageContainingAll(
            "1 row has", "poisson", "0 or more", "gaussian, binomial, poisson");
  }

  @Test
  void goesOnIfAllAreAccepted() {
    assertThatCode(() -> of(0, 1, 1).requireAccepted("y", new Gaussian()))
        .doesNotThrowAnyException();
  }
}
