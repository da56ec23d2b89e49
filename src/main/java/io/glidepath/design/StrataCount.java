package io.glidepath.design;

import io.glidepath.features.ExactName;
import io.glidepath.rdd.JobDescription;
import io.glidepath.rdd.SmallJobs;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts the rows of each class by the first bits of their hashes; the work behind {@link
 * Folds#stratified}.
 */
final class StrataCount {
  private static final int BINS = 1 << Strata.BITS;

  private final Dataset<Row> rows;
  private final Column stratum;
  private final Column bin;
  private final Optional<Column> weight;

  StrataCount(Dataset<Row> rows, Column hash, String labelCol, Optional<String> weightCol) {
    this.rows = rows;
    // a label that is missing is found, and refused, by the pass that reads it
    this.stratum = functions.when(number(labelCol, Role.LABEL).notEqual(0), 1).otherwise(0);
    this.bin =
        functions.shiftrightunsigned(hash, Long.SIZE - Strata.BITS).cast(DataTypes.IntegerType);
    this.weight = weightCol.map(name -> number(name, Role.WEIGHT));
  }

  private Column number(String name, Role role) {
    InputsReader.requireNumber(
        Schemas.field(rows.schema(), name, role.label()), role, Scalars.NAMES);
    return ExactName.column(name).cast(DataTypes.DoubleType);
  }

  Column folds(int count) {
    Strata strata = Strata.of(counted(), count);
    return functions.udf(strata, DataTypes.IntegerType).apply(stratum, bin);
  }

  private long[][] counted() {
    Dataset<Row> used = weight.map(w -> rows.where(w.gt(0))).orElse(rows);
    Dataset<Row> counts =
        used.select(stratum.multiply(BINS).plus(bin).as("cell")).groupBy("cell").count();
    long[][] counted = new long[Strata.CLASSES][BINS];
    for (long[] part : collected(counts)) {
      for (int i = 0; i < part.length; i += 2) {
        counted[(int) (part[i] / BINS)][(int) (part[i] % BINS)] += part[i + 1];
      }
    }
    return counted;
  }

  /** As arrays: there may be two million cells. */
  private List<long[]> collected(Dataset<Row> counts) {
    return JobDescription.during(
        rows.sparkSession().sparkContext(),
        "stratify: counting the rows of each class",
        () ->
            SmallJobs.collect(
                SmallJobs.mapPartitions(counts.javaRDD(), (i, cells) -> array(cells))));
  }

  private static Iterator<long[]> array(Iterator<Row> cells) {
    long[] array = new long[1024];
    int size = 0;
    while (cells.hasNext()) {
      Row cell = cells.next();
      if (size == array.length) {
        array = Arrays.copyOf(array, 2 * size);
      }
      array[size++] = cell.getInt(0);
      array[size++] = cell.getLong(1);
    }
    return List.of(Arrays.copyOf(array, size)).iterator();
  }
}
