package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectListTest {
  private static final String ODD =
      "SELECT *, CAST(`a, b AS gp_n9, ``) FROM __THIS__` AS DOUBLE) AS gp_n0, COALESCE(`c(`,"
          + " 'it\\'s, (`') AS gp_l1, CASE WHEN `d` = '' THEN '(empty)' ELSE `d` END AS gp_l2 FROM"
          + " __THIS__";

  @Test
  void itemsAreSplitWhateverNamesAndTextsHold() {
    SelectList list = SelectList.of(ODD);
    assertThat(list.names()).containsExactly("gp_n0", "gp_l1", "gp_l2");
    assertThat(list.statement()).isEqualTo(ODD);
    assertThat(list.only(Set.of("gp_l1")).statement())
        .isEqualTo("SELECT *, COALESCE(`c(`, 'it\\'s, (`') AS gp_l1 FROM __THIS__");
  }

  @Test
  void wordsAreWhatAnItemMayRead() {
    assertThat(new SelectList(List.of("IF(gp_i1 < 3, gp_i1, 0) AS gp_u1")).words())
        .contains("gp_i1", "gp_u1");
  }

  @Test
  void otherStatementsAreRefused() {
    assertThatThrownBy(() -> SelectList.of("SELECT id FROM __THIS__"))
        .hasMessage("adds no columns: SELECT id FROM __THIS__");
  }
}
