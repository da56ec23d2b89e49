package io.glidepath.design;

/** What a column is to the model, and what may be set when values are missing in it. */
enum Role {
  LABEL("label", "set missing.label = drop-row"),
  WEIGHT("weight", "set missing.weight = drop-row"),
  OFFSET("offset", "set missing.offset = drop-row"),
  FOLD("fold", "give every row a fold within the range of int, or leave such rows out by 'where'"),
  FEATURE("feature", "set missing.numeric = mean | median | drop-row"),
  VECTOR("vector feature", "set missing.numeric = drop-row");

  private final String label;
  private final String remedy;

  Role(String label, String remedy) {
    this.label = label;
    this.remedy = remedy;
  }

  String label() {
    return label;
  }

  String remedy() {
    return remedy;
  }
}
