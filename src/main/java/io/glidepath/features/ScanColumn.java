package io.glidepath.features;

import java.io.Serializable;

/**
 * One column that the profile looks at. A plain class: it travels with the tasks, and records do
 * not go through every serializer.
 */
final class ScanColumn implements Serializable {
  /**
   * What is read, as Spark's SQL makes it: a double, the name of a level, the name of a level that
   * was a float or double, a vector, a list of names, a list of numbers, or numbers by name.
   */
  enum Content {
    NUMBER,
    LEVEL,
    FLOATING_LEVEL,
    VECTOR,
    BAG,
    ARRAY,
    MAP
  }

  /** What a missing value does to its row. */
  enum OnMissing {
    ERROR,
    DROP,
    FILL
  }

  /** The part of the configuration, {@code missing.*}, that decides about a column. */
  enum Role {
    WEIGHT("weight"),
    LABEL("label"),
    OFFSET("offset"),
    NUMERIC("numeric"),
    CATEGORICAL("categorical");

    private final String key;

    Role(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  private final String name;
  private final Role role;
  private final Content content;
  private final OnMissing onMissing;
  private final String sql;

  ScanColumn(String name, Role role, Content content, OnMissing onMissing, String sql) {
    this.name = name;
    this.role = role;
    this.content = content;
    this.onMissing = onMissing;
    this.sql = sql;
  }

  String name() {
    return name;
  }

  Role role() {
    return role;
  }

  Content content() {
    return content;
  }

  boolean isLevel() {
    return content == Content.LEVEL || content == Content.FLOATING_LEVEL;
  }

  /** Whether it holds many numbers, none of which a stock stage fills in. */
  boolean isVector() {
    return content == Content.VECTOR || content == Content.ARRAY || content == Content.MAP;
  }

  /** Whether levels, tokens or keys are counted. */
  boolean hasLevels() {
    return isLevel() || content == Content.BAG || content == Content.MAP;
  }

  OnMissing onMissing() {
    return onMissing;
  }

  String sql() {
    return sql;
  }
}
