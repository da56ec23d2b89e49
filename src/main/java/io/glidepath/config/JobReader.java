package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import io.glidepath.design.FoldSpec;
import io.glidepath.design.RowCache;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.family.Shape;
import io.glidepath.features.ColumnsSpec;
import io.glidepath.features.Encoding;
import io.glidepath.features.EncodingSpec;
import io.glidepath.features.MissingSpec;
import io.glidepath.features.Unseen;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.ml.VerifySpec;
import io.glidepath.output.OutputSpec;
import io.glidepath.path.AliveLimit;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.SelectionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads everything under {@code glidepath} into specifications; the only place of key names. */
final class JobReader {
  private static final NumberRule TOLERANCE =
      new NumberRule("a number between 0 and 1, both left out", t -> t > 0 && t < 1);
  private static final NumberRule COUNT =
      new NumberRule("a whole number of 0 or more", n -> n >= 0 && n <= Integer.MAX_VALUE);

  private static final NumberRule COLUMNS =
      new NumberRule(
          "auto or a whole number of columns, 1 or more",
          n -> n == Math.rint(n) && n >= 1 && n <= Integer.MAX_VALUE);
  private static final String AUTO = "auto";
  private static final String A_NAMESPACE = "a namespace of a catalog, as lake.glidepath";

  private final Section root;
  private final KeyOrder order;

  JobReader(ConfigObject given, ConfigObject defaults, KeyOrder order, Problems problems) {
    this.root = new Section("", given, defaults, problems);
    this.order = order;
  }

  /** The specification; of no use to anyone if problems were found. Digest and text are empty. */
  JobSpec read() {
    Section modelling = root.section("model");
    Optional<Family> family = family(modelling);
    ColumnsSpec columns = new ColumnsReader(root.section("columns"), order, family).read();
    FoldSpec folds = new FoldsReader(root.section("folds"), family).read();
    Section compute = root.section("compute");
    JobSpec job =
        new JobSpec(
            new InputReader(root.section("input"), order).read(),
            columns,
            missing(root.section("missing")),
            encoding(root.section("encoding")),
            model(modelling),
            new SweepReader(root.section("sweep")).read(aliveLimit(compute)),
            folds,
            select(root.section("select"), family),
            verify(root.section("verify"), columns),
            compute.choice("blas", BlasChoice.class),
            cache(compute),
            output(root.section("output"), folds),
            "",
            "");
    root.finish();
    return job;
  }

  private static EncodingSpec encoding(Section encoding) {
    EncodingSpec spec =
        new EncodingSpec(
            encoding.choice("levels", Encoding.class), encoding.choice("unseen", Unseen.class));
    encoding.finish();
    return spec;
  }

  private static MissingSpec missing(Section missing) {
    MissingSpec spec =
        new MissingSpec(
            missing.choice("label", MissingSpec.Rows.class),
            missing.choice("weight", MissingSpec.Rows.class),
            missing.choice("offset", MissingSpec.Rows.class),
            missing.choice("numeric", MissingSpec.Numeric.class),
            missing.choice("categorical", MissingSpec.Categorical.class),
            missing.flag("indicator"));
    if (spec.indicator() && !spec.fillsNumbers()) {
      missing.problem(
          "indicator",
          "false with missing.numeric = "
              + Values.label(spec.numeric())
              + ", which fills nothing in (mean and median do)");
    }
    missing.finish();
    return spec;
  }

  /** Empty if what is configured is none: what goes with which family is not looked at then. */
  private static Optional<Family> family(Section model) {
    return Family.of(model.value("family").flatMap(Values::text).orElse(""));
  }

  private static ModelSpec model(Section model) {
    ModelSpec spec =
        new ModelSpec(
            shaped(model),
            model.flag("intercept"),
            model.flag("standardize"),
            model.choice("convention", Convention.class),
            model.number("tolerance", TOLERANCE),
            model.number("fold-tolerance", TOLERANCE));
    model.finish();
    return spec;
  }

  /** The family with the shape that its own key says; those of others are to be left alone. */
  private static Family shaped(Section model) {
    Family family =
        Family.of(model.oneOf("family", Family.all().stream().map(Family::label).toList()))
            .orElseThrow();
    boolean known = family(model).isPresent();
    Family shaped = family;
    for (Family each : Family.all()) {
      if (each.shape().isPresent()) {
        Shape shape = each.shape().get();
        double value = model.number(shape.name(), new NumberRule(shape.allowed(), shape::allows));
        if (each.equals(family)) {
          shaped = family.shaped(value);
        } else if (known && value != shape.value()) {
          model.problem(
              shape.name(),
              "nothing with model.family = "
                  + family.label()
                  + " (the key is of model.family = "
                  + each.label()
                  + ")");
        }
      }
    }
    return shaped;
  }

  private static SelectSpec select(Section select, Optional<Family> family) {
    List<String> metrics =
        family.map(List::of).orElse(Family.all()).stream()
            .flatMap(f -> f.selectable().stream())
            .map(Metric::label)
            .distinct()
            .toList();
    String why =
        select.value("metric").flatMap(Values::text).map(m -> whyNot(m, family)).orElse("");
    SelectSpec spec =
        new SelectSpec(
            select.oneOf("metric", metrics, why), select.choice("rule", SelectionRule.class));
    select.finish();
    return spec;
  }

  private static String whyNot(String metric, Optional<Family> family) {
    if (metric.startsWith("calibration-")) {
      return "calibration-* is reported, never selected by";
    }
    return Metric.of(metric)
        .flatMap(m -> family)
        .map(f -> metric + " is no metric of family " + f.label())
        .orElse("");
  }

  /** MLlib knows neither offsets, penalty factors nor bounds: nothing to compare with there. */
  private static VerifySpec verify(Section verify, ColumnsSpec columns) {
    VerifySpec spec = new VerifySpec((int) verify.whole("mllib", COUNT));
    List<String> unknown = new ArrayList<>();
    if (columns.coefficients().penaltyFactors().values().stream().anyMatch(f -> f != 1)) {
      unknown.add("columns.penalty-factors");
    }
    if (columns.coefficients().bounded()) {
      unknown.add("bounds (columns.lower-bounds, columns.upper-bounds)");
    }
    columns.offset().ifPresent(o -> unknown.add("columns.offset"));
    if (spec.mllib() > 0 && !unknown.isEmpty()) {
      verify.problem("mllib", "0, because MLlib's estimator has no " + unknown.get(0));
    }
    verify.finish();
    return spec;
  }

  private static AliveLimit aliveLimit(Section compute) {
    boolean auto =
        compute.value("max-alive").flatMap(Values::text).filter(AUTO::equals).isPresent();
    return auto
        ? AliveLimit.NONE
        : new AliveLimit(OptionalInt.of((int) compute.whole("max-alive", COLUMNS)));
  }

  private static RowCache cache(Section compute) {
    RowCache cache = compute.choice("cache", RowCache.class);
    compute.finish();
    return cache;
  }

  private static OutputSpec output(Section output, FoldSpec folds) {
    Optional<String> runId = output.text("run-id", OutputSpec.RUN_IDS);
    if (runId.isPresent() && !OutputSpec.isRunId(runId.get())) {
      output.problem("run-id", OutputSpec.RUN_IDS);
    }
    OutputSpec spec =
        new OutputSpec(
            output.required("path", "a directory (any Hadoop path)"),
            runId,
            output.choice("mode", OutputSpec.Mode.class),
            output.choice("format", OutputSpec.Format.class),
            output.text("namespace", A_NAMESPACE),
            output.flag("checkpoint"),
            output.flag("predictions"),
            output.choice("dense-coefficients", OutputSpec.DenseCoefficients.class));
    if (spec.denseCoefficients() == OutputSpec.DenseCoefficients.SELECTED && !folds.used()) {
      output.problem("dense-coefficients", "all with folds.count = 0: no point is selected");
    }
    if (spec.predictions() && !folds.used()) {
      output.problem("predictions", "false with folds.count = 0: no row is held out");
    }
    boolean iceberg = spec.format() == OutputSpec.Format.ICEBERG;
    if (iceberg && spec.namespace().isEmpty() && !output.isGiven("namespace")) {
      output.problem(
          "format",
          "another one where output.namespace is not set (Iceberg tables are written to catalogs"
              + " only)");
    }
    if (!iceberg && spec.namespace().isPresent()) {
      output.problem(
          "namespace", "nothing with this format (the key is of output.format = iceberg)");
    }
    output.finish();
    return spec;
  }
}
