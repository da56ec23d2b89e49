package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.output.ColumnUse.Origin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsedColumnsTest {
  private static final List<Origin> ORIGINS =
      List.of(
          new Origin("x", "x", null, "numeric"),
          new Origin("z", "z", null, "numeric"),
          new Origin("zone=a", "zone", "a", "categorical"),
          new Origin("v[0]", "v", null, "vector"),
          new Origin("v[1]", "v", null, "vector"),
          new Origin("day.year", "day", null, "date"),
          new Origin("day.month=3", "day", "3", "date"),
          new Origin("words=tea", "words", "tea", "bag"),
          new Origin("x:zone=a", "x:zone", "a", "interaction"));

  @Test
  void aCoefficientUsesItsColumnAndAProductBothOfItsOwn() {
    UsedColumns some = UsedColumns.of(ORIGINS, Set.of("v[1]", "day.month=3", "words=tea"));
    assertThat(some.numbers()).containsExactly("v");
    assertThat(some.categories()).containsExactly("day", "words");
    UsedColumns product = UsedColumns.of(ORIGINS, Set.of("x:zone=a", "day.year"));
    assertThat(product.numbers()).containsExactly("x", "day");
    assertThat(product.categories()).containsExactly("zone");
  }
}
