package io.glidepath.features;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Drops the rows that the profile counted as dropped, and the columns that are not needed. */
final class RowPreparation {
  private final ColumnRoles roles;
  private final Profile profile;
  private final String label;
  private final Optional<String> weight;

  RowPreparation(ColumnRoles roles, Profile profile, SafeNames names) {
    this.roles = roles;
    this.profile = profile;
    this.label = names.of("label");
    this.weight = roles.weight().map(w -> names.of("weight"));
  }

  String labelCol() {
    return label;
  }

  Optional<String> weightCol() {
    return weight;
  }

  Dataset<Row> prepare(Dataset<Row> rows) {
    return prepare(rows, role -> profile.dropped().containsKey(role.key()));
  }

  /** The same for rows that the profile has not seen: what is missing there is not known. */
  Dataset<Row> prepareUnseen(Dataset<Row> rows, MissingSpec missing) {
    return prepare(rows, missing::drops);
  }

  private Dataset<Row> prepare(Dataset<Row> rows, Predicate<ScanColumn.Role> drops) {
    Set<String> kept = new LinkedHashSet<>();
    roles.features().forEach(f -> kept.add(f.column()));
    kept.addAll(roles.key());
    kept.addAll(roles.folds().all());
    roles.offset().ifPresent(kept::add);
    List<Column> select = new ArrayList<>();
    kept.forEach(name -> select.add(expr(Sql.quoted(name))));
    select.add(roles.label().number().as(label));
    roles
        .weight()
        .ifPresent(w -> select.add(expr(Sql.number(Sql.quoted(w))).as(weight.orElseThrow())));
    return complete(rows, drops).select(select.toArray(new Column[0]));
  }

  /** A filter only where it leaves something out: without one, column batches can be read whole. */
  private Dataset<Row> complete(Dataset<Row> rows, Predicate<ScanColumn.Role> drops) {
    Dataset<Row> left = rows;
    if (roles.weight().isPresent() && drops.test(ScanColumn.Role.WEIGHT)) {
      left = left.filter(Presence.of(rows, roles.weight().orElseThrow()));
    }
    if (drops.test(ScanColumn.Role.LABEL)) {
      left = left.filter(orWeightless(Presence.of(rows, roles.label().name())));
    }
    if (roles.offset().isPresent() && drops.test(ScanColumn.Role.OFFSET)) {
      left = left.filter(orWeightless(Presence.of(rows, roles.offset().orElseThrow())));
    }
    for (FeatureColumn feature : roles.features()) {
      if (drops.test(feature.hasLevels() ? ScanColumn.Role.CATEGORICAL : ScanColumn.Role.NUMERIC)) {
        left = left.filter(orWeightless(present(rows, feature)));
      }
    }
    return left;
  }

  /** Rows of weight 0 go on, to be counted as such and not as dropped. */
  private Column orWeightless(Column condition) {
    return roles
        .weight()
        .map(w -> condition.or(expr(Sql.number(Sql.quoted(w)) + " = 0")))
        .orElse(condition);
  }

  private static Column present(Dataset<Row> rows, FeatureColumn feature) {
    return feature.isPart()
        ? expr(Sql.present(feature.value(), feature.type()))
        : Presence.of(rows, feature.name());
  }
}
