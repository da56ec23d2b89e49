package io.glidepath.design;

import io.glidepath.features.CoefficientTerms;
import io.glidepath.features.DesignColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructType;

/** Names of the design columns. */
final class DesignNames {
  private DesignNames() {}

  static List<DesignColumn> columns(Inputs inputs, StructType schema) {
    Set<String> taken = new HashSet<>();
    inputs.features().stream()
        .filter(f -> f.role() == Role.FEATURE)
        .forEach(f -> taken.add(f.name()));
    List<DesignColumn> columns = new ArrayList<>();
    for (Input feature : inputs.features()) {
      if (feature.role() == Role.FEATURE) {
        columns.add(column(feature.name(), feature, DesignColumn.Kind.NUMERIC));
        continue;
      }
      AttributeGroup group =
          AttributeGroup.fromStructField(Schemas.field(schema, feature.name(), "feature"));
      for (String name : elements(feature, group, taken)) {
        taken.add(name);
        columns.add(column(name, feature, DesignColumn.Kind.VECTOR));
      }
    }
    return List.copyOf(columns);
  }

  private static List<String> elements(Input vector, AttributeGroup group, Set<String> taken) {
    List<String> numbered =
        IntStream.range(0, vector.width()).mapToObj(i -> vector.name() + "[" + i + "]").toList();
    if (group.attributes().isEmpty()) {
      return numbered;
    }
    Attribute[] attributes = group.attributes().get();
    List<String> own =
        IntStream.range(0, vector.width())
            .mapToObj(
                i ->
                    attributes[i].name().isDefined() ? attributes[i].name().get() : numbered.get(i))
            .toList();
    boolean allDifferent =
        new HashSet<>(own).size() == own.size() && own.stream().noneMatch(taken::contains);
    return allDifferent ? own : numbered;
  }

  private static DesignColumn column(String name, Input source, DesignColumn.Kind kind) {
    return new DesignColumn(name, source.name(), Optional.empty(), kind, CoefficientTerms.USUAL);
  }
}
