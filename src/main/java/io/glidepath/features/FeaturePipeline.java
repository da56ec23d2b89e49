package io.glidepath.features;

import io.glidepath.failure.JobFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The stock MLlib stages that turn input columns into the columns of the design, and the names of
 * those for the user.
 *
 * <p>Stages, in order: a {@code SQLTransformer} that gives every feature a name without special
 * characters, makes numbers doubles and names the levels of categories; an {@code ImputerModel}
 * when missing numbers are filled in; a {@code StringIndexerModel} and a {@code OneHotEncoderModel}
 * when there are categories; a {@code CountVectorizerModel} for each bag of tokens; and what
 * multiplies them ({@link Products}). All values they need are in them already: nothing is left to
 * fit. Columns that are doubles in the input stay plain references to it, so that a reader can take
 * them from Parquet's column batches.
 *
 * <p>A level without a column of its own, and where {@link Unseen} allows it one first seen when
 * scoring, is all zeros. A boolean with two levels is one number, without an indexer; where the
 * profile did not look for missing booleans, a null stays a null for the reader to find.
 *
 * <p>{@link UnfoldedDesign} says which columns these are.
 */
public final class FeaturePipeline {
  private final ColumnRoles roles;
  private final SafeNames names;
  private final List<String> taken;
  private final RowPreparation preparation;
  private final MissingSpec missing;
  private final StageColumns columns;
  private final List<DesignColumn> design;
  private final double[] shares;

  private FeaturePipeline(
      StructType schema,
      ColumnRoles roles,
      SafeNames names,
      RowPreparation preparation,
      MissingSpec missing,
      StageColumns columns,
      List<DesignColumn> design,
      double[] shares) {
    this.roles = roles;
    this.names = names;
    this.taken = List.of(schema.fieldNames());
    this.preparation = preparation;
    this.missing = missing;
    this.columns = columns;
    this.design = List.copyOf(design);
    this.shares = shares;
  }

  /**
   * @param schema of the rows that will be prepared
   * @throws JobFailure 78 if two columns of the design have the same name
   */
  public static FeaturePipeline of(
      StructType schema,
      ColumnRoles roles,
      Profile profile,
      MissingSpec missing,
      Encoding encoding) {
    SafeNames names = SafeNames.besides(schema.fieldNames());
    UnfoldedDesign unfolded = new UnfoldedDesign(profile, missing, encoding);
    List<DesignColumn> design = unfolded.columns(roles);
    return new FeaturePipeline(
        schema,
        roles,
        names,
        new RowPreparation(roles, profile, names),
        missing,
        StageColumns.of(roles, profile, missing, encoding, names),
        design,
        unfolded.shares(roles));
  }

  /** Fitted stages, from prepared rows to {@link #featuresCols}. */
  public List<PipelineStage> stages() {
    return List.copyOf(columns.stages());
  }

  /**
   * The stages of a pipeline to score with. They leave the same columns, and end the job, in the
   * input's own names, for values that training has not let in.
   */
  public List<Transformer> scoringStages(Unseen unseen) {
    return columns.scoring(unseen).stages();
  }

  /** Output columns that hold the design, doubles and vectors; in order they unfold into it. */
  public List<String> featuresCols() {
    return columns.outputs();
  }

  /** The columns of the design, in the order of feature_index. */
  public List<DesignColumn> design() {
    return design;
  }

  /**
   * Of the rows in which each column of the design is not 0; 1 for numbers, whatever they hold; NaN
   * where it is not known.
   */
  public double[] shares() {
    return shares.clone();
  }

  /** Prepared rows with {@link #featuresCols}. */
  public Dataset<Row> assemble(Dataset<Row> prepared) {
    return transformed(prepared, columns.stages());
  }

  /** What holds the coefficient of each design column, as configured. */
  public List<CoefficientTerms> terms() {
    return design().stream().map(DesignColumn::terms).toList();
  }

  /** The label as a double, in prepared rows. */
  public String labelCol() {
    return preparation.labelCol();
  }

  /** The weight as a double, in prepared rows. */
  public Optional<String> weightCol() {
    return preparation.weightCol();
  }

  /** The offset as a double, made by the first stage because scoring needs it too. */
  public Optional<String> offsetCol() {
    return columns.offset();
  }

  /** The columns whose hash decides a row's fold, by their own names. */
  public List<String> key() {
    return roles.key();
  }

  /** The label's own name in the input. */
  public String inputLabel() {
    return roles.label().name();
  }

  /** The wanted name for a new column, or another where a column has it. */
  public String free(String wanted) {
    boolean used = taken.stream().anyMatch(t -> t.equalsIgnoreCase(wanted));
    return used ? names.of(wanted) : wanted;
  }

  /** The same words with the input's own names in place of those that the stages gave. */
  public String inUsersNames(String message) {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("label", roles.label().name());
    roles.weight().ifPresent(w -> own.put("weight", w));
    roles.offset().ifPresent(o -> own.put("offset", o));
    for (int k = 0; k < roles.interactions().size(); k++) {
      own.put("x" + k, roles.interactions().get(k).name());
    }
    for (int i = 0; i < roles.features().size(); i++) {
      for (String kind : List.of("n", "m", "v", "b", "l", "i", "o", "u", "c")) {
        own.put(kind + i, roles.features().get(i).name());
      }
    }
    return names.replaced(message, own);
  }

  /**
   * The rows to fit on: without those that a {@code drop-row} policy leaves out, and with only the
   * columns that are needed. Key, fold, offset and feature columns keep their names.
   */
  public Dataset<Row> prepare(Dataset<Row> rows) {
    return preparation.prepare(rows);
  }

  /**
   * Rows that nothing was learned from, with the columns of {@link #prepare}: those are left out
   * that a {@code drop-row} policy names, whether or not training had such ones.
   */
  public Dataset<Row> prepareUnseen(Dataset<Row> rows) {
    return preparation.prepareUnseen(rows, missing);
  }

  /**
   * Rows of {@link #prepareUnseen} with {@link #featuresCols}, made as the saved model makes them.
   */
  public Dataset<Row> assembleUnseen(Dataset<Row> prepared, Unseen unseen) {
    return transformed(prepared, scoringStages(unseen));
  }

  /** A pipeline would have every stage look at the columns twice before it begins. */
  private static Dataset<Row> transformed(Dataset<Row> prepared, List<Transformer> stages) {
    Dataset<Row> rows = prepared;
    for (Transformer stage : stages) {
      rows = stage.transform(rows);
    }
    return rows;
  }
}
