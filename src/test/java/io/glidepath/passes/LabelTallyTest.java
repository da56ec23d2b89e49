package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Gamma;
import io.glidepath.family.NegativeBinomial;
import io.glidepath.family.Poisson;
import io.glidepath.matrix.Block;
import org.junit.jupiter.api.Test;

class LabelTallyTest {

  /** A partition for each label. */
  private static LabelTally tally(Family family, double... labels) {
    LabelTally all = new LabelTally();
    for (double label : labels) {
      Block block = new Block(0, 1, 1);
      block.labels()[0] = label;
      block.setRows(1);
      LabelTally one = new LabelTally();
      one.accept(block, family);
      all.combine(one);
    }
    return all;
  }

  private static void refused(double[] labels, String advice) {
    assertThatThrownBy(() -> tally(new Binomial(), labels).requireAccepted("y", new Binomial()))
        .hasMessageContaining("allowed: 0 or 1. " + advice);
  }

  @Test
  void twoClassesOfAnotherCodingAreToldTheSql() {
    refused(new double[] {1, -1, 1}, "For classes -1 and 1 select (`y` + 1) / 2 as");
    refused(new double[] {1, 2, 1}, "For classes 1 and 2 select `y` - 1 as");
    refused(new double[] {0, 0.25, 1}, "For shares of successes among n trials");
    refused(new double[] {0, 7, 1}, "For counts of successes beside a count f of failures");
    refused(new double[] {0, 1, -1}, "Change the label by the query, leave");
    refused(new double[] {0.5, 3}, "Change the label by the query, leave");
  }

  @Test
  void theSqlNamesTheColumn() {
    assertThat(LabelCoding.SHARES.advice("y"))
        .contains(
            "LATERAL VIEW stack(2, 1, DOUBLE(`y` * n), 0, DOUBLE((1 - `y`) * n)) v AS yes, w");
    assertThat(LabelCoding.COUNTS.advice("y"))
        .contains("LATERAL VIEW stack(2, 1, DOUBLE(`y`), 0, DOUBLE(f)) v AS yes, w");
  }

  @Test
  void familiesThatTakeWhatIsRefusedAreNamed() {
    assertThatThrownBy(() -> tally(new Gamma(), 2, 0, 1, 0).requireAccepted("y", new Gamma()))
        .hasMessageStartingWith("columns.label = y: 2 rows have a label that family gamma")
        .hasMessageContaining("for example 0.0; allowed: numbers above 0.")
        .hasMessageEndingWith("(gaussian, binomial, poisson, tweedie, negative-binomial, huber)");
    NegativeBinomial counts = new NegativeBinomial();
    assertThatThrownBy(() -> tally(counts, 2, 0.5, -1).requireAccepted("y", counts))
        .hasMessageContaining("allowed: whole numbers, 0 or more.")
        .hasMessageEndingWith("takes them (gaussian, huber)");
  }

  @Test
  void otherFamiliesAreNotGivenIt() {
    assertThatThrownBy(() -> tally(new Poisson(), 1, -1).requireAccepted("y", new Poisson()))
        .hasMessageContaining("allowed: 0 or more. Change the label by the query");
    assertThatCode(() -> tally(new Poisson(), 0.5, 3).requireAccepted("y", new Poisson()))
        .doesNotThrowAnyException();
  }
}
