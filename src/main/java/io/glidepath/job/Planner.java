package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.CacheChoice;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.HoldOut;
import io.glidepath.design.RowShape;
import io.glidepath.family.Family;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.DesignColumn;
import io.glidepath.features.FeatureColumn;
import io.glidepath.features.FeaturePair;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.output.Publication;
import io.glidepath.output.Publisher;
import io.glidepath.output.RunRequest;
import io.glidepath.output.TableForecast;
import io.glidepath.output.TableWriter;
import io.glidepath.table.InputTables;
import io.glidepath.table.LoadedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Forecasts a run from schemas and footers; scans rows only if asked to, and writes nothing. */
public final class Planner {
  private final SparkSession spark;
  private final JobSpec job;
  private final boolean scans;

  public Planner(SparkSession spark, JobSpec job) {
    this(spark, job, false);
  }

  private Planner(SparkSession spark, JobSpec job, boolean scans) {
    this.spark = spark;
    this.job = job;
    this.scans = scans;
  }

  /** The same, but the rows are read, as the run would, to know the columns of the design. */
  public Planner scanning() {
    return new Planner(spark, job, true);
  }

  /**
   * The plan as lines for people, or as one JSON object.
   *
   * @throws io.glidepath.failure.JobFailure as the run itself would fail on what can be known by
   *     now: missing or damaged input, columns that cannot play their role, too little memory
   */
  public List<String> plan(boolean json) {
    Plan plan = plan();
    return json ? List.of(plan.json()) : plan.lines();
  }

  private Plan plan() {
    LoadedInput input = InputTables.load(spark, job.input());
    StructType schema = input.rows().schema();
    ColumnRoles roles = Request.roles(job, input);
    roles.label().requirePositive();
    PredictedRows.requireNames(job, roles);
    new TableWriter(spark, job.output()).require();
    RunRequest request = Request.of(spark, job, input, false);
    Publisher publisher =
        new Publisher(job.output().path(), spark.sparkContext().hadoopConfiguration());
    Optional<Profile> profile =
        scans
            ? Optional.of(
                Profile.of(training(input), roles, job.missing(), job.encoding().levels()))
            : Optional.empty();
    Plan.Columns columns =
        profile.map(p -> columns(roles, schema, p)).orElseGet(() -> columns(roles, schema));
    Plan.Grid grid = grid();
    Family family = job.model().family();
    OptionalLong counted = profile.map(Profile::rowsRead).orElse(OptionalLong.empty());
    OptionalLong rows = counted.isPresent() ? counted : input.rowBound().rows();
    Capacity capacity =
        Capacity.of(columns.shape(), counted, job.path())
            .of(profile.map(Profile::levelCounts).orElse(Map.of()));
    capacity.require(spark.sparkContext());
    return new Plan(
        input.tables(),
        input.rowBound().toString(),
        columns,
        grid,
        new PlannedPasses(job, columns, rows, roles.label().text()).all(),
        TableForecast.of(
            job.sweep(),
            job.folds().used() ? job.folds().heldOut() : 0,
            columns.known(),
            rows,
            job.path().metrics().size()),
        family.quadratic() ? Optional.empty() : Optional.of(cache(input, columns, capacity)),
        capacity,
        Publication.location(publisher.directory(request.runId())),
        state(publisher.find(request.runId()), request),
        job.json());
  }

  /** What the run would learn from. */
  private Dataset<Row> training(LoadedInput input) {
    return job.folds()
        .holdout()
        .map(column -> HoldOut.of(input.rows(), column).training())
        .orElse(input.rows());
  }

  private static String state(Optional<Publication> published, RunRequest request) {
    return published
        .map(
            p ->
                p.answers(request)
                    ? "this run is published already: nothing would be done"
                    : "another run is published there: output.mode decides")
        .orElse("nothing is published there");
  }

  private static Plan.Columns columns(ColumnRoles roles, StructType schema) {
    int numbers = 0;
    int elements = 0;
    int booleans = 0;
    List<String> categories = new ArrayList<>();
    for (FeatureColumn feature : roles.features()) {
      if (feature.kind() == FeatureColumn.Kind.NUMERIC) {
        numbers++;
      } else if (feature.kind() == FeatureColumn.Kind.VECTOR) {
        // an array's length and a map's keys show only in the data
        elements +=
            Math.max(0, AttributeGroup.fromStructField(schema.apply(feature.name())).size());
      } else if (feature.type().equals(DataTypes.BooleanType)) {
        booleans++;
      } else {
        categories.add(feature.name());
      }
    }
    List<String> bounded =
        roles.features().stream()
            .filter(f -> f.terms().bounded())
            .map(FeatureColumn::name)
            .toList();
    List<String> pairs = roles.interactions().stream().map(FeaturePair::name).toList();
    int products = (int) roles.interactions().stream().filter(FeaturePair::isOfNumbers).count();
    return new Plan.Columns(
        numbers, elements, booleans, categories, bounded, pairs, products, Optional.empty());
  }

  /** As the run will find them. */
  private Plan.Columns columns(ColumnRoles roles, StructType schema, Profile profile) {
    Plan.Columns foretold = columns(roles, schema);
    FeaturePipeline features =
        FeaturePipeline.of(schema, roles, profile, job.missing(), job.encoding().levels());
    Map<String, Integer> levels = new LinkedHashMap<>(profile.levelCounts());
    levels.keySet().retainAll(foretold.categories());
    return new Plan.Columns(
        foretold.numbers(),
        (int) features.design().stream().filter(c -> c.kind() == DesignColumn.Kind.VECTOR).count(),
        foretold.booleans(),
        foretold.categories(),
        foretold.bounded(),
        foretold.pairs(),
        foretold.products(),
        Optional.of(
            new Plan.Counted(
                RowShape.of(features.shares()), levels, products(features), profile.warnings())));
  }

  /** How many columns each interaction makes. */
  private static Map<String, Integer> products(FeaturePipeline features) {
    Map<String, Integer> products = new LinkedHashMap<>();
    features.design().stream()
        .filter(c -> c.kind() == DesignColumn.Kind.INTERACTION)
        .forEach(c -> products.merge(c.column(), 1, Integer::sum));
    return products;
  }

  /** As the run will choose, by as many columns as are known and the intercept. */
  private CacheChoice cache(LoadedInput input, Plan.Columns columns, Capacity capacity) {
    CacheChoice choice =
        new CacheRequest(job.cache(), capacity.driverBytes(), capacity.taskBytes())
            .choose(
                spark.sparkContext(), cells(input.rowBound().rows()), columns.shape().keptBytes(1));
    return !columns.moreToCome() ? choice : choice.but("; the levels of categories come on top");
  }

  /** A row is kept once for each repeat. */
  private OptionalLong cells(OptionalLong rows) {
    return rows.stream().map(n -> n * job.folds().repeats()).findFirst();
  }

  private Plan.Grid grid() {
    return new Plan.Grid(
        job.sweep().elasticNetParam().size(), job.sweep().regParam().length(), job.folds());
  }
}
