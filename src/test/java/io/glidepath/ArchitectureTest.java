package io.glidepath;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The import table of src/site/markdown/architecture.md. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.glidepath");

  /** What each package may import of ours; everyone may import failure. */
  private static final Map<String, List<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("failure", List.of()),
              Map.entry("matrix", List.of()),
              Map.entry("family", List.of("matrix")),
              Map.entry("stats", List.of("matrix", "family")),
              Map.entry("solve", List.of("matrix")),
              Map.entry("path", List.of("stats", "solve", "family", "matrix")),
              Map.entry("path.quadratic", List.of("path", "stats", "solve", "family", "matrix")),
              Map.entry("path.general", List.of("path", "stats", "solve", "family", "matrix")),
              Map.entry(
                  "path.engine",
                  List.of("path", "path.quadratic", "path.general", "family", "matrix")),
              Map.entry("select", List.of("path", "stats", "solve", "family", "matrix")),
              Map.entry("table", List.of()),
              Map.entry("rdd", List.of()),
              Map.entry("features", List.of("table", "rdd", "family")),
              Map.entry("design", List.of("features", "rdd", "matrix")),
              Map.entry("passes", List.of("design", "rdd", "stats", "path", "family", "matrix")),
              Map.entry(
                  "ml",
                  List.of(
                      "design",
                      "passes",
                      "path",
                      "path.engine",
                      "select",
                      "features",
                      "family",
                      "matrix")),
              Map.entry("output", List.of("ml", "path", "select", "features", "family")),
              Map.entry("report", List.of("output", "select", "family")),
              Map.entry(
                  "job",
                  List.of(
                      "config",
                      "table",
                      "features",
                      "design",
                      "ml",
                      "output",
                      "report",
                      "path",
                      "select",
                      "family",
                      "matrix"))));

  /** What {@code config} fills and hands on: the specifications, and the enums in them. */
  private static final Set<String> CONFIGURED =
      Set.of(
          "design.FoldSpec",
          "design.RowCache",
          "features.CoefficientsSpec",
          "features.ColumnsSpec",
          "features.DatePart",
          "features.Encoding",
          "features.EncodingSpec",
          "features.LevelSpec",
          "features.MissingSpec",
          "features.MissingSpec$Categorical",
          "features.MissingSpec$Numeric",
          "features.MissingSpec$Rows",
          "features.Unseen",
          "matrix.BlasChoice",
          "ml.PathSpec",
          "ml.VerifySpec",
          "output.OutputSpec",
          "output.OutputSpec$DenseCoefficients",
          "output.OutputSpec$Format",
          "output.OutputSpec$Mode",
          "path.AliveLimit",
          "path.Convention",
          "path.ModelSpec",
          "path.RegParamSpec",
          "path.SweepSpec",
          "select.SelectSpec",
          "select.SelectionRule",
          "table.InputSpec",
          "table.TableFormat",
          "table.TableSpec");

  private static final int MOST_LINES = 300;

  /** Files beyond the limit, with the lines they have: they may shrink, and others may not join. */
  private static final Map<String, Integer> LONG_FILES = Map.of();

  private static final List<String> WITHOUT_SPARK =
      List.of(
          "failure",
          "matrix",
          "family",
          "stats",
          "solve",
          "path",
          "path.quadratic",
          "path.general",
          "path.engine",
          "select");

  @TestFactory
  Stream<DynamicTest> packagesImportOnlyWhatTheTableAllows() {
    return ALLOWED.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, List<String> allowed) {
    classes()
        .that()
        .resideInAPackage("io.glidepath." + name)
        .should()
        .onlyDependOnClassesThat(
            new DescribedPredicate<>("are not ours, or in " + allowed) {
              @Override
              public boolean test(JavaClass c) {
                String ours = c.getPackageName();
                return !ours.startsWith("io.glidepath")
                    || ours.equals("io.glidepath." + name)
                    || ours.equals("io.glidepath.failure")
                    || allowed.stream().anyMatch(a -> ours.equals("io.glidepath." + a));
              }
            })
        .check(CLASSES);
  }

  @Test
  void configImportsListedSpecificationsAndFamiliesOnly() {
    classes()
        .that()
        .resideInAPackage("io.glidepath.config")
        .should()
        .onlyDependOnClassesThat(
            new DescribedPredicate<>("are not ours, or families, or in " + CONFIGURED) {
              @Override
              public boolean test(JavaClass c) {
                return !c.getPackageName().startsWith("io.glidepath")
                    || c.getPackageName().matches("io\\.glidepath\\.(config|failure|family)")
                    || CONFIGURED.contains(c.getName().substring("io.glidepath.".length()));
              }
            })
        .check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> theCoreKnowsNoSpark() {
    return WITHOUT_SPARK.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("io.glidepath." + name)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                "org.apache.spark..", "org.apache.hadoop..", "scala..")
                            .check(CLASSES)));
  }

  @Test
  void theReportKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.glidepath.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @Test
  void noPackagesGoRoundInACircle() {
    slices().matching("io.glidepath.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsInTheTable() {
    Assertions.assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .map(name -> name.replaceFirst("^io\\.glidepath\\.?", "")))
        .isSubsetOf(
            Stream.concat(ALLOWED.keySet().stream(), Stream.of("config", "cli", "")).toList());
  }

  @Test
  void publicClassesStayShortAndNamesSaySomething() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString();
        Assertions.assertThat(Files.readAllLines(file))
            .as(file.toString())
            .hasSizeLessThanOrEqualTo(LONG_FILES.getOrDefault(name, MOST_LINES));
        Assertions.assertThat(name)
            .doesNotMatch(".*(Util|Utils|Helper|Manager|Base|Common)\\.java");
      }
    }
  }

  @Test
  void noFileIsListedAsLongThatIsNot() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> names = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (Files.readAllLines(file).size() > MOST_LINES) {
          names.add(file.getFileName().toString());
        }
      }
      Assertions.assertThat(names).containsExactlyInAnyOrderElementsOf(LONG_FILES.keySet());
    }
  }
}
