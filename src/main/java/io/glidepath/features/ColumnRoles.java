package io.glidepath.features;

import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * Which column of the input plays which role, checked against its schema.
 *
 * <p>Names are compared letter by letter. In a list of names and globs ({@code *} any characters,
 * {@code ?} one) an exact name beats a glob: {@code features = ["*", store_id]} keeps {@code
 * store_id} though {@code exclude = ["*_id"]}. Between globs {@code exclude} beats {@code
 * features}, and a later penalty factor an earlier one. Columns with another role are features only
 * if they are key columns and named without a glob.
 *
 * @param features in the order of the schema; empty only if everything was excluded
 * @param interactions of features
 * @param label number, boolean, or with a family of two classes a string
 * @param weight number
 * @param offset number
 * @param folds what decides about the fold of a row, but for the key
 * @param key the columns whose hash decides a row's fold; unless given, the features' columns
 *     sorted by name
 * @param warnings for the user, each once
 */
public record ColumnRoles(
    List<FeatureColumn> features,
    List<FeaturePair> interactions,
    LabelColumn label,
    Optional<String> weight,
    Optional<String> offset,
    FoldColumns folds,
    List<String> key,
    List<String> warnings) {
  public ColumnRoles {
    features = List.copyOf(features);
    interactions = List.copyOf(interactions);
    key = List.copyOf(key);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param folds the columns that {@code folds} names
   * @param family decides what the label may be
   * @param zone whose clock tells the parts of timestamps
   * @throws JobFailure 78 with all problems in one message: unknown columns, a column in two roles,
   *     a name or glob that matches nothing, a type that cannot play its role, no feature
   */
  public static ColumnRoles resolve(
      StructType schema, ColumnsSpec columns, FoldColumns folds, Family family, String zone) {
    return new RoleResolver(schema, columns, folds, family, zone).resolve();
  }

  /** All columns that have a role, each once. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    features.forEach(feature -> columns.add(feature.column()));
    columns.add(label.name());
    weight.ifPresent(columns::add);
    offset.ifPresent(columns::add);
    columns.addAll(folds.all());
    columns.addAll(key);
    return columns;
  }
}
