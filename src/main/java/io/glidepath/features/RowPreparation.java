package io.glidepath.features;

import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Leaves out the rows that the profile found to be dropped, and the columns that nobody needs. */
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
    Set<String> kept = new LinkedHashSet<>();
    roles.features().forEach(f -> kept.add(f.name()));
    kept.addAll(roles.key());
    roles.fold().ifPresent(kept::add);
    roles.offset().ifPresent(kept::add);
    List<String> select = new ArrayList<>();
    kept.forEach(name -> select.add(Sql.quoted(name)));
    select.add(Sql.number(roles.label()) + " AS " + label);
    roles.weight().ifPresent(w -> select.add(Sql.number(w) + " AS " + weight.orElseThrow()));
    return complete(rows).selectExpr(select.toArray(new String[0]));
  }

  /** A filter only where it leaves something out: without one, column batches can be read whole. */
  private Dataset<Row> complete(Dataset<Row> rows) {
    Dataset<Row> left = rows;
    StructType schema = rows.schema();
    List<String> conditions = new ArrayList<>();
    if (drops(ScanColumn.Role.WEIGHT)) {
      conditions.add(present(roles.weight().orElseThrow(), schema));
    }
    if (drops(ScanColumn.Role.LABEL)) {
      conditions.add(present(roles.label(), schema));
    }
    if (drops(ScanColumn.Role.OFFSET)) {
      conditions.add(present(roles.offset().orElseThrow(), schema));
    }
    for (FeatureColumn feature : roles.features()) {
      boolean category = feature.kind() == DesignColumn.Kind.CATEGORICAL;
      if (drops(category ? ScanColumn.Role.CATEGORICAL : ScanColumn.Role.NUMERIC)) {
        conditions.add(present(feature.name(), schema));
        if (feature.kind() == DesignColumn.Kind.VECTOR) {
          left = left.filter(hasNoNaN(left.col(Sql.quoted(feature.name()))));
        }
      }
    }
    for (String condition : conditions) {
      left = left.filter(condition);
    }
    return left;
  }

  private boolean drops(ScanColumn.Role role) {
    return profile.dropped().containsKey(role.key());
  }

  private static String present(String column, StructType schema) {
    return Sql.present(column, schema.apply(column).dataType());
  }

  private static Column hasNoNaN(Column vector) {
    Column numbers = forall(functions.vector_to_array(vector, "float64"), x -> not(x.isNaN()));
    // the conversion fails on null, and filters come in no certain order
    return when(vector.isNotNull(), numbers).otherwise(false);
  }
}
