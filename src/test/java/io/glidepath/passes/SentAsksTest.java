package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.stats.Ask;
import io.glidepath.stats.CellSet;
import io.glidepath.stats.LinearModels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentAsksTest {
  private final LinearModels wide = new LinearModels(1000, new double[1000]);
  private final LinearModels other = new LinearModels(1, new double[] {5});

  private SentAsks sent(LinearModels... questions) {
    return new SentAsks(
        IntStream.range(0, questions.length)
            .mapToObj(i -> new Ask<>(CellSet.of(i), questions[i]))
            .toList());
  }

  @Test
  void whatWasAskedIsReadInItsOrder() {
    List<Ask<LinearModels>> read =
        Wire.read(Wire.write(sent(wide, other, wide)), SentAsks.class).of(LinearModels.class);
    assertThat(read).extracting(a -> a.question().width()).containsExactly(1000, 1, 1000);
    assertThat(read).extracting(a -> a.rows().holds(1)).containsExactly(false, true, false);
    assertThat(read.get(1).question().coefficients()).containsExactly(5);
  }

  @Test
  void aQuestionOfManyCellsTravelsOnceAndIsReadOnce() {
    assertThat(Wire.write(sent(wide, wide, wide)).length)
        .isLessThan(Wire.write(sent(wide)).length + 500);
    SentAsks sent = sent(wide, wide);
    List<Ask<LinearModels>> read = sent.of(LinearModels.class);
    assertThat(read.get(0).question()).isSameAs(read.get(1).question());
    assertThat(sent.of(LinearModels.class).get(0).question()).isSameAs(read.get(0).question());
  }
}
