package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What the columns of the design are. Their order is that of the features in the input's schema; a
 * categorical unfolds into its kept levels, a bag into its tokens, a vector into its elements, and
 * a number has a column beside it where that tells of missing values. Then come the interactions,
 * the columns of the right feature one after the other for each of the left one.
 */
record UnfoldedDesign(Profile profile, MissingSpec missing, Encoding encoding) {

  /**
   * All of them.
   *
   * @throws JobFailure 78 if two columns have the same name, or an interaction has too many
   */
  List<DesignColumn> columns(ColumnRoles roles) {
    List<DesignColumn> design = new ArrayList<>();
    roles.features().forEach(feature -> design.addAll(columns(feature)));
    roles.interactions().forEach(pair -> design.addAll(columns(pair)));
    requireDistinct(design);
    return design;
  }

  /**
   * Of the rows in which each of them is not 0; 1 for numbers, whatever they hold, NaN where it is
   * not known, and for products as if their factors did not depend on each other.
   */
  double[] shares(ColumnRoles roles) {
    return DoubleStream.concat(
            roles.features().stream().flatMapToDouble(this::shares),
            roles.interactions().stream().flatMapToDouble(this::shares))
        .toArray();
  }

  private List<DesignColumn> columns(FeaturePair pair) {
    List<DesignColumn> lefts = factors(pair.left());
    List<DesignColumn> rights = factors(pair.right());
    requireFew(pair, lefts.size(), rights.size());
    List<DesignColumn> columns = new ArrayList<>();
    for (DesignColumn left : lefts) {
      for (DesignColumn right : rights) {
        Optional<String> level =
            Stream.of(left.level(), right.level())
                .flatMap(Optional::stream)
                .reduce(FeaturePair::name);
        columns.add(
            new DesignColumn(
                FeaturePair.name(left.feature(), right.feature()),
                pair.name(),
                level,
                DesignColumn.Kind.INTERACTION,
                pair.terms()));
      }
    }
    return columns;
  }

  private DoubleStream shares(FeaturePair pair) {
    double[] right = shares(pair.right()).limit(factors(pair.right()).size()).toArray();
    return shares(pair.left())
        .limit(factors(pair.left()).size())
        .flatMap(share -> Arrays.stream(right).map(s -> s * share));
  }

  /** Without the column that tells where a number was filled in. */
  private List<DesignColumn> factors(FeatureColumn feature) {
    List<DesignColumn> all = columns(feature);
    return feature.kind() == FeatureColumn.Kind.NUMERIC ? all.subList(0, 1) : all;
  }

  private static void requireFew(FeaturePair pair, long left, long right) {
    if (left * right > FeaturePair.MOST_COLUMNS) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "columns.interactions: \"%s\" makes %d x %d columns, more than %d; put rare levels"
                  + " together (columns.levels.*.min-rows), or make fewer groups of them in"
                  + " input.query",
              pair.name(),
              left,
              right,
              FeaturePair.MOST_COLUMNS));
    }
  }

  private List<DesignColumn> columns(FeatureColumn feature) {
    List<DesignColumn> columns = new ArrayList<>();
    switch (feature.kind()) {
      case NUMERIC -> {
        columns.add(column(feature, feature.name(), Optional.empty()));
        if (missing.indicator() && profile.filled(feature)) {
          columns.add(indicator(feature));
        }
      }
      case CATEGORICAL -> {
        for (String level : profile.levels().get(feature.name()).kept(encoding)) {
          columns.add(column(feature, feature.name() + "=" + level, Optional.of(level)));
        }
      }
      case BAG -> {
        for (String token : profile.tokens().get(feature.name()).names()) {
          columns.add(column(feature, feature.name() + "=" + token, Optional.of(token)));
        }
      }
      case MAP -> {
        List<String> keys = profile.tokens().get(feature.name()).names();
        List<String> names = profile.vectorNames().get(feature.name());
        for (int k = 0; k < keys.size(); k++) {
          columns.add(column(feature, names.get(k), Optional.of(keys.get(k))));
        }
      }
      case VECTOR, ARRAY -> {
        for (String name : profile.vectorNames().get(feature.name())) {
          columns.add(column(feature, name, Optional.empty()));
        }
      }
    }
    return columns;
  }

  private DoubleStream shares(FeatureColumn feature) {
    return switch (feature.kind()) {
      case NUMERIC ->
          missing.indicator() && profile.filled(feature)
              ? DoubleStream.of(1, profile.missingShare(feature))
              : DoubleStream.of(1);
      case CATEGORICAL -> Arrays.stream(profile.levels().get(feature.name()).keptShares(encoding));
      case BAG, MAP ->
          profile.tokens().get(feature.name()).shares().stream().mapToDouble(Double::doubleValue);
      case VECTOR, ARRAY ->
          profile.vectorNames().get(feature.name()).stream().mapToDouble(name -> Double.NaN);
    };
  }

  private static DesignColumn column(FeatureColumn feature, String name, Optional<String> level) {
    return new DesignColumn(name, feature.column(), level, feature.designKind(), feature.terms());
  }

  /** Bounds are of the number's coefficient only. */
  private static DesignColumn indicator(FeatureColumn feature) {
    return new DesignColumn(
        feature.name() + "=" + Sql.MISSING,
        feature.column(),
        Optional.of(Sql.MISSING),
        DesignColumn.Kind.NUMERIC,
        CoefficientTerms.withFactor(feature.terms().penaltyFactor()));
  }

  private static void requireDistinct(List<DesignColumn> design) {
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> twice = new ArrayList<>();
    for (DesignColumn column : design) {
      String other = columns.putIfAbsent(column.feature(), column.column());
      if (other != null) {
        twice.add(
            "\""
                + column.feature()
                + "\" (from \""
                + other
                + "\" and \""
                + column.column()
                + "\")");
      }
    }
    if (!twice.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "two columns of the design have one name: "
              + String.join(", ", twice)
              + ". Rename an input column in input.query, or leave one out (columns.exclude).");
    }
  }
}
