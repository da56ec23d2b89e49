package io.glidepath.report;

import io.glidepath.output.TableSchemas;
import io.glidepath.report.AnswerFacts.End;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.report.AnswerFacts.Slope;
import io.glidepath.report.AnswerFacts.Verdict;
import io.glidepath.select.FoldMean;
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
  private final RunTables run;
  private final RunFacts facts;
  private final SurfaceTable surface;
  private final FeatureTable features;
  private final Selection selection;
  private final List<Landmark> landmarks;

  ReportReader(RunTables run, RunFacts facts) {
    this.run = run;
    this.facts = facts;
    this.surface = SurfaceTable.read(run, facts.metric().label());
    this.features = FeatureTable.read(run);
    this.selection = Selection.read(run, surface);
    this.landmarks = selection.landmarks(surface, facts.sign());
  }

  ReportData data() {
    Names names = new Names(features.names());
    GridPoint middle = chosen().orElse(new GridPoint(0, (surface.gridPoints() - 1) / 2));
    CoefficientTable table = coefficients(middle);
    List<GridPoint> points = Landmark.points(landmarks);
    CoefficientSection paths = CoefficientSection.of(table, surface, features, points, names);
    BeforeSection before = BeforeSection.of(table, surface, features, landmarks, middle, names);
    List<EntrySection> entries =
        IntStream.range(0, surface.alphas().length)
            .mapToObj(a -> EntrySection.of(table, features.size(), a, names))
            .toList();
    Optional<StabilitySection> stability =
        chosen().map(p -> StabilitySection.of(run, surface, features, selectedLandmarks(p), names));
    Optional<ModelSection> model = chosen().map(p -> model(table, p, names));
    HealthSection health = HealthSection.of(facts, features, names);
    return new ReportData(
        runData(),
        surface.alphas(),
        surface.paths(),
        selection.picked(),
        chosen(),
        selection.comparison().stream().map(ReportData.Compared::of).toList(),
        names.used(),
        paths,
        before,
        entries,
        stability,
        calibration(),
        model,
        health,
        conversions());
  }

  private ModelSection model(CoefficientTable table, GridPoint chosen, Names names) {
    double[] kept = StabilitySection.read(run, surface, features, chosen).kept();
    return ModelSection.of(table, surface, features, chosen, kept, names);
  }

  private ReportData.Run runData() {
    return new ReportData.Run(
        facts.runId(),
        facts.label(),
        facts.family(),
        facts.convention(),
        facts.metric().label(),
        facts.metricTitle(),
        facts.metric().growsWithQuality(),
        facts.rule(),
        features.size(),
        facts.rowsUsed(),
        surface.validated() ? surface.folds() : null,
        facts.standardize(),
        facts.intercept());
  }

  private CoefficientTable coefficients(GridPoint middle) {
    Set<GridPoint> wanted = new LinkedHashSet<>(Landmark.points(landmarks));
    wanted.addAll(BeforeSection.histogramPoints(surface, middle));
    return CoefficientTable.read(run, surface, features, wanted);
  }

  private Optional<GridPoint> chosen() {
    return selection.chosen().map(Picked::point);
  }

  /** The chosen point, and after it the landmarks that some rule picked. */
  private List<Landmark> selectedLandmarks(GridPoint chosen) {
    List<GridPoint> picked = selection.picked().stream().map(Picked::point).toList();
    return landmarks.stream()
        .filter(l -> picked.contains(l.point()))
        .sorted((l, m) -> Boolean.compare(m.point().equals(chosen), l.point().equals(chosen)))
        .toList();
  }

  private Optional<CalibrationSection> calibration() {
    return chosen().map(p -> CalibrationSection.of(run, surface, p));
  }

  private List<Conversions.Converted> conversions() {
    double scale = facts.family().equals("gaussian") ? Math.sqrt(surface.nullDeviance()) : 1;
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
        facts.metric().growsWithQuality(),
        facts.metricTitle().equals("mean squared error"),
        features.size(),
        facts.rule(),
        surface.folds().length,
        chosen.map(c -> new Verdict(scored(c), scored(selection.best().orElse(c)))),
        selection.comparison(),
        chosen.flatMap(c -> end(c.point())),
        calibration()
            .map(CalibrationSection::slope)
            .filter(s -> Double.isFinite(s.mean()))
            .map(s -> new Slope(s.mean(), s.standardError())));
  }

  private Scored scored(Picked p) {
    return new Scored(
        surface.alpha(p.point()),
        surface.lambda(p.point()),
        p.nonzero(),
        p.mean(),
        p.standardError());
  }

  private Optional<End> end(GridPoint chosen) {
    GridPoint end = surface.end(chosen.a());
    if (end.equals(chosen)) {
      return Optional.empty();
    }
    PathTable path = surface.path(chosen.a());
    double[] difference = new double[surface.folds().length];
    for (int f = 0; f < difference.length; f++) {
      difference[f] = path.folds()[end.k()][f] - path.folds()[chosen.k()][f];
    }
    FoldMean mean = FoldMean.of(difference, surface.foldWeights());
    return Double.isFinite(mean.mean())
        ? Optional.of(
            new End(surface.lambda(end), path.mean()[end.k()], mean.mean(), mean.standardError()))
        : Optional.empty();
  }

  /** Whether a run has the tables that a report needs; those of earlier versions lack some. */
  static boolean complete(RunTables run) {
    return run.has(TableSchemas.CORRELATIONS);
  }
}
