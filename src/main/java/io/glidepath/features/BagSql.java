package io.glidepath.features;

import java.util.List;
import java.util.Optional;

/**
 * What a bag is made of before its tokens are counted, as SQL: something for what is missing, and
 * the token of the others for those that have no column of their own.
 */
final class BagSql {
  private final String column;
  private final Levels tokens;
  private final MissingSpec missing;
  private final ScoringChecks checks;

  BagSql(String column, Levels tokens, MissingSpec missing, ScoringChecks checks) {
    this.column = column;
    this.tokens = tokens;
    this.missing = missing;
    this.checks = checks;
  }

  /** An array of strings without nulls. */
  String expression() {
    Optional<String> other = tokens.other().map(Sql::textInStatement);
    if (other.isEmpty() && !checks.refusesUnseen()) {
      return filled();
    }
    String instead = other.orElseGet(() -> ScoringChecks.unknownLevel(column, "w"));
    return "transform(" + filled() + ", w -> IF(" + isNamed() + ", w, " + instead + "))";
  }

  private String filled() {
    if (missing.categorical() == MissingSpec.Categorical.LEVEL) {
      return Sql.filledBag(column);
    }
    String bag = Sql.bag(column);
    // without a check a missing bag is as one without tokens
    return checks.refusesMissingLevels()
        ? checks.category(column, bag)
        : "COALESCE(" + bag + ", array())";
  }

  private String isNamed() {
    List<String> names = tokens.names();
    return Sql.isOneOf("w", tokens.hasOther() ? names.subList(0, names.size() - 1) : names);
  }
}
