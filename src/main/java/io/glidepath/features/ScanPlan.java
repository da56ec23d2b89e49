package io.glidepath.features;

import io.glidepath.features.ScanColumn.Content;
import io.glidepath.features.ScanColumn.OnMissing;
import io.glidepath.features.ScanColumn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which columns the profile must read. */
final class ScanPlan {
  private final ColumnRoles roles;
  private final MissingSpec missing;
  private final Encoding encoding;

  ScanPlan(ColumnRoles roles, MissingSpec missing, Encoding encoding) {
    this.roles = roles;
    this.missing = missing;
    this.encoding = encoding;
  }

  /** The columns without which the design cannot be known; the weight is not among them. */
  List<ScanColumn> needed() {
    return all().stream().filter(this::isNeeded).toList();
  }

  /** Whether anything must be read at all. */
  boolean scans() {
    return !needed().isEmpty() || weight().filter(w -> w.onMissing() == OnMissing.DROP).isPresent();
  }

  /** Every column in which a missing or infinite value matters; the weight is not among them. */
  List<ScanColumn> all() {
    List<ScanColumn> columns = new ArrayList<>();
    columns.add(label());
    roles
        .offset()
        .ifPresent(o -> columns.add(number(o, Sql.quoted(o), Role.OFFSET, rows(missing.offset()))));
    for (FeatureColumn feature : roles.features()) {
      columns.add(
          switch (feature.kind()) {
            case NUMERIC ->
                number(feature.name(), feature.value(), Role.NUMERIC, onMissingNumber());
            case CATEGORICAL ->
                new ScanColumn(
                    feature.name(),
                    Role.CATEGORICAL,
                    ColumnTypes.isFloating(feature.type()) ? Content.FLOATING_LEVEL : Content.LEVEL,
                    onMissingLevel(),
                    Sql.level(feature.value(), feature.type()));
            case BAG ->
                new ScanColumn(
                    feature.name(),
                    Role.CATEGORICAL,
                    Content.BAG,
                    onMissingLevel(),
                    missing.categorical() == MissingSpec.Categorical.LEVEL
                        ? Sql.filledBag(feature.name())
                        : Sql.bag(feature.name()));
            case VECTOR -> vector(feature, Content.VECTOR, Sql.quoted(feature.name()));
            case ARRAY -> vector(feature, Content.ARRAY, ElementSql.doubles(feature));
            case MAP -> vector(feature, Content.MAP, ElementSql.doubles(feature));
          });
    }
    return columns;
  }

  /** No stock stage fills in the elements of a vector. */
  private ScanColumn vector(FeatureColumn feature, Content content, String sql) {
    OnMissing onMissing =
        missing.numeric() == MissingSpec.Numeric.DROP_ROW ? OnMissing.DROP : OnMissing.ERROR;
    return new ScanColumn(feature.name(), Role.NUMERIC, content, onMissing, sql);
  }

  Optional<ScanColumn> weight() {
    return roles.weight().map(w -> number(w, Sql.quoted(w), Role.WEIGHT, rows(missing.weight())));
  }

  private boolean isNeeded(ScanColumn column) {
    boolean textLabel = column.role() == Role.LABEL && column.isLevel();
    if (column.onMissing() != OnMissing.ERROR || textLabel) {
      return true;
    }
    if (column.content() == Content.ARRAY || column.content() == Content.MAP) {
      return true;
    }
    if (column.role() == Role.NUMERIC || column.role() == Role.CATEGORICAL) {
      FeatureColumn feature = feature(column.name());
      // the stage that multiplies levels has no words for a null
      if (roles.interactions().stream().anyMatch(i -> i.involves(feature) && !i.isOfNumbers())) {
        return true;
      }
    }
    if (column.role() != Role.CATEGORICAL) {
      return false;
    }
    return !ColumnTypes.isBoolean(feature(column.name()).type())
        || looksAtBooleans(missing, encoding);
  }

  /**
   * The levels of a boolean are known; but how often each occurs matters when one is left out, and
   * whether one is missing when that is no error.
   */
  static boolean looksAtBooleans(MissingSpec missing, Encoding encoding) {
    return encoding == Encoding.REFERENCE || missing.categorical() != MissingSpec.Categorical.ERROR;
  }

  private FeatureColumn feature(String name) {
    return roles.features().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  /** Strings are looked at to see that there are two. */
  private ScanColumn label() {
    LabelColumn label = roles.label();
    return label.text()
        ? new ScanColumn(
            label.name(), Role.LABEL, Content.LEVEL, rows(missing.label()), label.valueSql())
        : number(label.name(), Sql.quoted(label.name()), Role.LABEL, rows(missing.label()));
  }

  private static ScanColumn number(String name, String value, Role role, OnMissing onMissing) {
    return new ScanColumn(name, role, Content.NUMBER, onMissing, Sql.number(value));
  }

  private static OnMissing rows(MissingSpec.Rows rows) {
    return rows == MissingSpec.Rows.ERROR ? OnMissing.ERROR : OnMissing.DROP;
  }

  private OnMissing onMissingNumber() {
    return switch (missing.numeric()) {
      case ERROR -> OnMissing.ERROR;
      case DROP_ROW -> OnMissing.DROP;
      case MEAN, MEDIAN -> OnMissing.FILL;
    };
  }

  private OnMissing onMissingLevel() {
    return switch (missing.categorical()) {
      case ERROR -> OnMissing.ERROR;
      case DROP_ROW -> OnMissing.DROP;
      case LEVEL -> OnMissing.FILL;
    };
  }
}
