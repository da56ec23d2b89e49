package io.glidepath.report;

import io.glidepath.family.Metric;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import io.glidepath.report.AnswerFacts.Calibration;
import io.glidepath.report.AnswerFacts.HoldOut;
import io.glidepath.report.AnswerFacts.Points;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.select.Drift;
import io.glidepath.select.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads from a run's tables and its run.json what a report shows, and no more of the coefficients
 * than that.
 */
final class ReportReader {
  private static final List<String> CALIBRATION =
      List.of(Metric.CALIBRATION_SLOPE.label(), Metric.CALIBRATION_INTERCEPT.label());

  private final Tables run;
  private final RunFacts facts;
  private final SurfaceTable surface;
  private final FeatureTable features;
  private final Selection selection;
  private final List<Landmark> landmarks;
  private final Optional<CalibrationSection> calibration;

  ReportReader(Tables run, RunFacts facts) {
    this.run = run;
    this.facts = facts;
    this.surface = SurfaceTable.read(run, facts.metric().label(), CALIBRATION);
    this.features = FeatureTable.read(run);
    this.selection = Selection.read(run, surface);
    this.landmarks = selection.landmarks(surface, facts.sign());
    this.calibration =
        selection
            .chosen()
            .map(c -> CalibrationSection.of(run, surface, c.point(), facts.twoClasses()));
  }

  ReportData data() {
    Names names = new Names(features.names());
    GridPoint middle = chosen().orElse(new GridPoint(0, (surface.gridPoints(0) - 1) / 2));
    CoefficientTable table = coefficients(middle);
    List<Landmark> known = landmarks.stream().filter(l -> table.has(l.point())).toList();
    List<GridPoint> points = Landmark.points(known);
    CoefficientSection paths = CoefficientSection.of(table, surface, features, points, names);
    BeforeSection before = BeforeSection.of(table, surface, features, known, middle, names);
    List<EntrySection> entries =
        IntStream.range(0, surface.alphas().length)
            .mapToObj(a -> EntrySection.of(table, features.size(), a, names))
            .toList();
    CorrelatedGroups groups = CorrelatedGroups.read(run, features);
    List<Landmark> selected = selectedLandmarks();
    Optional<StabilityTable> folded =
        selected.isEmpty()
            ? Optional.empty()
            : Optional.of(StabilityTable.read(run, surface, features, Landmark.points(selected)));
    Optional<StabilitySection> stability =
        folded.map(
            f -> StabilitySection.of(f, groups, new HashSet<>(features.copies()), selected, names));
    Optional<ModelSection> model =
        chosen()
            .map(
                p ->
                    ModelSection.of(
                        table, surface, features, p, folded.orElseThrow().at(p).kept(), names));
    HealthSection health = HealthSection.of(facts, features, groups, names);
    return new ReportData(
        runData(),
        surface.alphas(),
        surface.paths(),
        selection.picked(),
        chosen(),
        selection.comparison().stream().map(c -> ReportData.Compared.of(c, verdict())).toList(),
        names.used(),
        paths,
        before,
        entries,
        stability,
        baseline(),
        calibration,
        model,
        health,
        conversions(),
        facts.drift().map(Drift::repeats).orElse(List.of()),
        facts.confusions());
  }

  private ReportData.Run runData() {
    return new ReportData.Run(
        facts.runId(),
        facts.label(),
        facts.family().label(),
        facts.family().predictor(),
        facts.convention(),
        facts.metric().label(),
        facts.metricTitle(),
        facts.metric().growsWithQuality(),
        facts.rule(),
        features.size(),
        facts.rowsUsed(),
        surface.validated() ? surface.scores().names() : null,
        surface.scores().folds(),
        facts.standardize(),
        facts.intercept(),
        facts.foldsColumn());
  }

  private Baseline baseline() {
    return new Baseline(
        facts.positive(),
        calibration.map(CalibrationSection::observed).orElse(Double.NaN),
        facts.family().quadratic() ? Math.sqrt(surface.nullDeviance()) : Double.NaN,
        answerFacts().explained());
  }

  private CoefficientTable coefficients(GridPoint middle) {
    Set<GridPoint> wanted = new LinkedHashSet<>(Landmark.points(landmarks));
    wanted.addAll(BeforeSection.histogramPoints(surface, middle));
    return CoefficientTable.read(run, surface, features, wanted);
  }

  private Optional<GridPoint> chosen() {
    return selection.chosen().map(Picked::point);
  }

  /** The chosen point, and after it the landmarks that some rule picked; none without folds. */
  private List<Landmark> selectedLandmarks() {
    List<GridPoint> picked = selection.picked().stream().map(Picked::point).toList();
    Optional<GridPoint> chosen = chosen();
    return landmarks.stream()
        .filter(l -> picked.contains(l.point()))
        .sorted(Comparator.comparing(l -> !chosen.equals(Optional.of(l.point()))))
        .toList();
  }

  private List<Conversions.Converted> conversions() {
    double scale = facts.family().quadratic() ? Math.sqrt(surface.nullDeviance()) : 1;
    Conversions conversions =
        new Conversions(facts.family(), facts.convention(), facts.weight(), scale);
    return landmarks.stream()
        .map(l -> conversions.of(l, surface.alpha(l.point()), surface.lambda(l.point())))
        .toList();
  }

  /** What the answer is told from. */
  AnswerFacts answerFacts() {
    Optional<Picked> chosen = selection.chosen();
    return new AnswerFacts(
        facts.label(),
        facts.metricTitle(),
        facts.squaredError(),
        facts.loss(),
        features.size(),
        facts.rule(),
        surface.scores().folds(),
        facts.dealing(),
        chosen.map(c -> new Points(scored(c), scored(selection.best().orElse(c)))),
        verdict(),
        calibration
            .filter(c -> Double.isFinite(c.slope().mean()))
            .map(
                c ->
                    new Calibration(
                        c.slope().mean(),
                        c.slope().standardError(),
                        c.bend().mean(),
                        c.bend().standardError())),
        facts.drift(),
        calibration.flatMap(CalibrationSection::lift).map(l -> l.inWords(positive())),
        chosen.flatMap(this::heldOut));
  }

  private Optional<HoldOut> heldOut(Picked point) {
    if (!run.has(TableSchemas.HOLDOUT)) {
      return Optional.empty();
    }
    return run
        .rows(TableSchemas.HOLDOUT, "elastic_net_param", "grid_index", "metric", "value", "rows")
        .stream()
        .filter(r -> r.number("elastic_net_param") == surface.alpha(point.point()))
        .filter(r -> r.integer("grid_index") == point.point().k())
        .filter(r -> r.text("metric").equals(facts.metric().label()))
        .map(r -> new HoldOut(r.number("value"), r.number("rows")))
        .filter(h -> Double.isFinite(h.value()))
        .findFirst();
  }

  /** What a row of the value 1 is. */
  private String positive() {
    return facts.label() + " = " + facts.positive().orElse("1");
  }

  private Verdict verdict() {
    return new Verdict(selection.comparison(), facts.metric().growsWithQuality());
  }

  private Scored scored(Picked p) {
    return new Scored(
        surface.alpha(p.point()),
        surface.lambda(p.point()),
        p.nonzero(),
        p.mean(),
        p.standardError());
  }

  /** Whether a run has the tables that a report needs; those of earlier versions lack some. */
  static boolean complete(Tables run) {
    return run.has(TableSchemas.CORRELATIONS);
  }
}
