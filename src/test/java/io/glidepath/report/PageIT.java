package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The page in Chromium. After every test: nothing on the console, and no request but for the file.
 */
class PageIT {
  private static final String[] WITH_FOLDS = {
    "comparison",
    "map",
    "curve",
    "coefficients",
    "intercept",
    "bars",
    "weights",
    "norms",
    "entries",
    "kept",
    "agreement",
    "slope",
    "deciles",
    "certificates"
  };
  private static final String[] WITHOUT_FOLDS = {
    "coefficients", "intercept", "norms", "entries", "certificates"
  };

  /** A picture of each chart as it is drawn now, by the id of its figure. */
  private static final String PICTURES =
      "return Object.fromEntries(Object.entries(window.glidepath.charts)"
          + ".map(([id, chart]) => [id, chart.getDom().querySelector('canvas').toDataURL()]))";

  /** How many pixels each chart has that are not transparent. */
  private static final String INK =
      "return Object.fromEntries(Object.entries(window.glidepath.charts).map(([id, chart]) => {"
          + "const c = chart.getDom().querySelector('canvas');"
          + "const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
          + "let n = 0; for (let i = 3; i < p.length; i += 4) n += p[i] > 0; return [id, n]; }))";

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void saidNothingAndAskedForNothing() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith("file:"));
    browser.width(1280);
    browser.media("light", "");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String script) {
    return (Map<String, Object>) browser.script(script);
  }

  private static void assertDrawn(String... charts) {
    Map<String, Object> ink = map(INK);
    assertThat(ink.keySet()).containsExactlyInAnyOrder(charts);
    assertThat(ink)
        .allSatisfy((id, pixels) -> assertThat((Long) pixels).as(id).isGreaterThan(2000L));
  }

  @Test
  void drawsEveryChart() throws IOException {
    browser.open("sample", SampleReport.small());
    assertDrawn(WITH_FOLDS);
    assertThat(browser.all("figure [role=img]"))
        .hasSize(WITH_FOLDS.length)
        .allSatisfy(plot -> assertThat(plot.getAttribute("aria-label")).hasSizeGreaterThan(20));
    assertThat(browser.find("h1").getText()).isEqualTo("Report of <sample>");
    assertThat(browser.find("#headline").getText()).isEqualTo("A headline & more");
  }

  static Stream<Arguments> shapes() {
    List<String> names = SampleReport.names(6);
    return Stream.of(
        Arguments.of(
            "no-folds", new SampleReport(SampleReport.THREE, 12, names, 0, false), WITHOUT_FOLDS),
        Arguments.of("one-alpha", new SampleReport(List.of(0.5), 12, names, 5, false), WITH_FOLDS),
        Arguments.of(
            "one-lambda", new SampleReport(SampleReport.THREE, 1, names, 5, false), WITH_FOLDS),
        Arguments.of(
            "one-point-of-zero", new SampleReport(List.of(1.0), 1, names, 2, true), WITH_FOLDS),
        Arguments.of(
            "lambda-zero", new SampleReport(SampleReport.THREE, 5, names, 5, true), WITH_FOLDS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void drawsReportsOfEveryShape(String name, SampleReport report, String[] charts)
      throws IOException {
    browser.open(name, report);
    assertDrawn(charts);
    boolean folds = report.folds() > 0;
    assertThat(browser.all("#surface, #before, #stability, #calibration, #model"))
        .hasSize(folds ? 5 : 0);
    assertThat(browser.all("nav a")).hasSize(folds ? 8 : 3);
    assertThat(browser.find("#answer").getText().contains("no folds")).isEqualTo(!folds);
  }

  @Test
  void anotherAlphaChangesTheChartsOfThatAlpha() throws IOException {
    browser.open("alpha", SampleReport.small());
    Map<String, Object> before = map(PICTURES);
    browser.find("#alphas label:last-child").click();
    browser.settle();
    Map<String, Object> after = map(PICTURES);
    List<String> changed =
        before.keySet().stream().filter(id -> !before.get(id).equals(after.get(id))).toList();
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "curve", "coefficients", "intercept", "norms", "entries", "certificates");
    assertThat(browser.find("#curve [role=img]").getAttribute("aria-label")).contains("pure L1");
  }

  @Test
  void showsAtTheCursorWhatTheDataHold() throws IOException {
    SampleReport report = SampleReport.small();
    browser.open("cursor", report);
    assertReading(report, 1, 6);
    List<WebElement> alphas = browser.all("#alphas input");
    for (int a : new int[] {0, 2, 1}) {
      browser.script("arguments[0].click()", alphas.get(a));
      for (int k : new int[] {0, 5, 11}) {
        browser.script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
            browser.find("#strength"),
            k);
        browser.settle();
        assertReading(report, a, k);
      }
    }
  }

  private static void assertReading(SampleReport report, int a, int k) {
    assertThat(map("return window.glidepath.cursor"))
        .containsEntry("a", (long) a)
        .containsEntry("k", (long) k);
    assertThat(reading("alpha")).isEqualTo(report.alphas().get(a));
    assertThat(reading("lambda")).isEqualTo(report.lambda(a, k));
    assertThat(reading("nonzero")).isEqualTo(report.nonzero(a, k));
    assertThat(reading("error")).isEqualTo(report.mean(a, k));
    assertThat(reading("standard-error")).isEqualTo(report.error(a, k));
  }

  private static double reading(String key) {
    WebElement shown = browser.find("#readout [data-key=" + key + "]");
    double exact = Double.parseDouble(shown.getAttribute("data-value"));
    assertThat(Double.parseDouble(shown.getText()))
        .isCloseTo(exact, within(Math.abs(exact) * 5.01e-4));
    return exact;
  }

  @Test
  void numbersHaveFourDigits() throws IOException {
    browser.open("numbers", SampleReport.small());
    assertThat(
            browser.script(
                "return [0, 19821.6, 99999, 99999.9, 123456, 0.001, 0.00099, -1.5, null, 2, 0.00123456].map(gp.number)"))
        .isEqualTo(
            List.of(
                "0",
                "19820",
                "1.000e+5",
                "1.000e+5",
                "1.235e+5",
                "0.001",
                "9.900e-4",
                "-1.5",
                "–",
                "2",
                "0.001235"));
    assertThat(browser.script("return gp.shorten('neighbourhood=north', 11)"))
        .isEqualTo("neigh…north");
  }

  @Test
  void obeysTheKeyboard() throws IOException {
    browser.open("keyboard", SampleReport.small());
    WebElement strength = browser.find("#strength");
    strength.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    browser.settle();
    assertThat(map("return window.glidepath.cursor")).containsEntry("k", 8L);
    strength.sendKeys(Keys.HOME);
    browser.settle();
    assertThat(map("return window.glidepath.cursor")).containsEntry("k", 0L);
    browser.all("#alphas input").get(1).sendKeys(Keys.ARROW_RIGHT);
    browser.settle();
    assertThat(map("return window.glidepath.cursor")).containsEntry("a", 2L).containsEntry("k", 0L);
    browser.find("#home").sendKeys(Keys.ENTER);
    browser.settle();
    assertThat(map("return window.glidepath.cursor")).containsEntry("a", 1L).containsEntry("k", 6L);
    assertThat(browser.find("#home").isEnabled()).isFalse();
    browser.open("keyboard", SampleReport.small());
    browser.actions().sendKeys(Keys.TAB).perform();
    assertThat(browser.script("return document.activeElement.className")).isEqualTo("skip");
  }

  @Test
  void aClickOnTheMapPicksAlphaAndLambda() throws IOException {
    SampleReport report = SampleReport.small();
    browser.open("click", report);
    WebElement plot = browser.find("#map .plot");
    browser.script("arguments[0].scrollIntoView({block: 'center'}); window.glidepath.charts", plot);
    @SuppressWarnings("unchecked")
    List<Number> at =
        (List<Number>)
            browser.script(
                "return window.glidepath.charts.map.convertToPixel({gridIndex: 0}, [arguments[0], 2])",
                Math.log10(report.lambda(2, 9)));
    int x = at.get(0).intValue() - plot.getSize().getWidth() / 2;
    int y = at.get(1).intValue() - plot.getSize().getHeight() / 2;
    browser.actions().moveToElement(plot, x, y).click().perform();
    browser.settle();
    assertReading(report, 2, 9);
    assertThat(browser.find("#map .tip-body").getText())
        .contains("α = 1 (pure L1)")
        .contains("5 folds");
  }

  /** Tooltips are where a library would like to use inline styles, which the policy refuses. */
  @Test
  void tooltipsKeepToThePolicy() throws IOException {
    browser.open("tooltips", SampleReport.small());
    Map<String, Object> shown =
        map(
            "return Object.fromEntries(Object.entries(window.glidepath.charts).map(([id, chart]) => [id,"
                + "chart.getOption().series.map((s, i) => {"
                + "  chart.dispatchAction({type: 'hideTip'});"
                + "  chart.dispatchAction({type: 'showTip', seriesIndex: i, dataIndex: 0});"
                + "  return document.querySelector('#' + id + ' .tip-body')?.textContent ?? ''; }).join('')]))");
    List<String> lines = List.of("coefficients", "intercept", "norms");
    assertThat(shown)
        .hasSize(WITH_FOLDS.length)
        .allSatisfy(
            (id, text) ->
                assertThat(((String) text).isEmpty()).as(id).isEqualTo(lines.contains(id)));
  }

  @Test
  void theNearestLineTellsItsNameAndValue() throws IOException {
    SampleReport report = SampleReport.small();
    browser.open("hover", report);
    WebElement plot = browser.find("#coefficients .plot");
    browser.script("arguments[0].scrollIntoView({block: 'center'}); window.glidepath.charts", plot);
    double largest = report.coefficient(1, 11, 1);
    @SuppressWarnings("unchecked")
    List<Number> at =
        (List<Number>)
            browser.script(
                "return window.glidepath.charts.coefficients.convertToPixel({gridIndex: 0}, arguments[0])",
                List.of(Math.log10(report.lambda(1, 11)), largest));
    browser
        .actions()
        .moveToElement(
            plot,
            at.get(0).intValue() - plot.getSize().getWidth() / 2 - 1,
            at.get(1).intValue() - plot.getSize().getHeight() / 2)
        .perform();
    assertThat(browser.find("#coefficients .tip-body strong").getText()).isEqualTo("column_1");
    assertThat(browser.all("#coefficients .tip-body dd").get(1).getText()).isEqualTo("68.75");
    assertThat(largest).isEqualTo(68.75);
  }

  @Test
  void sortsFiltersAndTurnsPagesOfTheTable() throws IOException {
    browser.open(
        "table", new SampleReport(SampleReport.THREE, 12, SampleReport.names(100), 5, false));
    assertThat(browser.all("#model-table tbody tr")).hasSize(25);
    assertThat(browser.find("#model-count").getText()).isEqualTo("1 to 25 of 60");
    browser.find("#model-table th:nth-child(2) button").click();
    List<Double> falling = column(2);
    browser.find("#model-table th:nth-child(2) button").click();
    List<Double> rising = column(2);
    assertThat(falling).isSortedAccordingTo((x, y) -> Double.compare(Math.abs(y), Math.abs(x)));
    assertThat(rising)
        .isSortedAccordingTo((x, y) -> Double.compare(Math.abs(x), Math.abs(y)))
        .isNotEqualTo(falling);
    browser.find("#model-table th:first-child button").click();
    assertThat(browser.find("#model-table tbody td").getText()).isEqualTo("column_0");
    assertThat(browser.find("#model-table th:first-child").getAttribute("aria-sort"))
        .isEqualTo("ascending");
    browser.find("#model-on").click();
    browser.find("#model-on").click();
    assertThat(browser.find("#model-count").getText()).isEqualTo("51 to 60 of 60");
    assertThat(browser.find("#model-on").isEnabled()).isFalse();
    browser.find("#model-filter").sendKeys("COLUMN_24");
    assertThat(browser.all("#model-table tbody tr")).hasSize(1);
    browser.find("#model-filter").sendKeys("no such");
    assertThat(browser.find("#model-count").getText()).isEqualTo("no feature matches");
  }

  private static List<Double> column(int i) {
    return browser.all("#model-table tbody td:nth-child(" + i + ")").stream()
        .map(cell -> Double.parseDouble(cell.getText()))
        .toList();
  }

  @Test
  void copiesTheModelAsCsvOrLaysItOut() throws IOException {
    SampleReport report =
        new SampleReport(
            List.of(0.5), 2, List.of("plain", "with \"quotes\", comma", "two\nlines"), 2, false);
    browser.open("csv", report);
    browser.script(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: async (t) => { window.copied = t; }}})");
    browser.find("#model-copy").click();
    browser.settle();
    String head =
        "feature,coefficient,standardized_coefficient,standard_deviation,penalty_factor,entry_reg_param,kept";
    assertThat(browser.script("return window.copied.split('\\r\\n')"))
        .isEqualTo(
            List.of(
                head,
                "(intercept),1.4,,,,,",
                "plain,-50,-25,0.5,1,100,0",
                "\"two\nlines\",3.3333333333333335,8.333333333333334,2.5,1,100,0.5",
                "\"with \"\"quotes\"\", comma\",4.166666666666667,6.25,1.5,1,0.1,0.25",
                ""));
    assertThat(browser.find("#model-copied").getText()).isEqualTo("3 rows copied");
    browser.script(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined})");
    browser.find("#model-copy").click();
    browser.settle();
    assertThat(browser.find("#model-csv").isDisplayed()).isTrue();
    assertThat(
            ((String) browser.script("return document.getElementById('model-csv').value")).lines())
        .hasSize(6);
  }

  @Test
  void namesAreTextWhateverTheyHold() throws IOException {
    List<String> names =
        List.of(
            "<script>alert(1)</script>",
            "</script><script>window.hit = 1</script>",
            "<img src=x onerror=\"window.hit = 2\">",
            "'\"quoted\"'",
            "🦊 emoji ünïcode",
            "__proto__",
            "constructor",
            "{{title}} {a|b} $1",
            "x".repeat(200),
            "a\u2028b & c");
    browser.open("names", new SampleReport(SampleReport.THREE, 6, names, 4, false));
    assertDrawn(WITH_FOLDS);
    browser.script("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    browser.settle();
    assertThat(browser.script("return window.hit ?? null")).isNull();
    assertThat(browser.script("const all = []; for (const key in {}) all.push(key); return all"))
        .as("what a column called __proto__ would have put into every object")
        .isEqualTo(List.of());
    assertThat(browser.all("#surface script, #model script, img, iframe")).isEmpty();
    String kept =
        (String) browser.script("return document.querySelector('#kept table').textContent");
    assertThat(names).allSatisfy(name -> assertThat(kept).contains(name));
    WebElement field = browser.find("#find-feature");
    field.sendKeys("__proto__", Keys.TAB);
    browser.settle();
    assertThat((String) browser.script("return document.getElementById('chips').textContent"))
        .contains("__proto__");
    browser.width(390);
    assertThat(overflow()).isEmpty();
  }

  /** Elements that reach beyond the right edge without scrolling by themselves. */
  private static List<?> overflow() {
    return (List<?>)
        browser.script(
            "const w = document.documentElement.clientWidth;"
                + "if (document.documentElement.scrollWidth <= w) return [];"
                + "return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > w + 1).map((e) => e.tagName + '#' + e.id + '.' + e.className)");
  }

  @Test
  void fitsAPhone() throws IOException {
    browser.width(390);
    browser.open(
        "phone",
        new SampleReport(
            List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
            20,
            SampleReport.names(60),
            5,
            false));
    assertDrawn(WITH_FOLDS);
    assertThat(browser.script("return innerWidth")).isEqualTo(390L);
    assertThat(overflow()).isEmpty();
    assertThat(browser.picture("phone", 390)).isNotEmptyFile();
  }

  /**
   * A width that changes and comes back must leave the heights of charts out of sight as they were.
   */
  @Test
  void comesBackFromAnotherWidth() throws IOException {
    browser.open("widths", SampleReport.small());
    String heights =
        "window.glidepath.charts; return [...document.querySelectorAll('.plot')].map((p) => p.clientHeight)";
    Object before = browser.script(heights);
    browser.width(500);
    browser.settle();
    browser.width(1280);
    browser.settle();
    assertThat(browser.script(heights)).isEqualTo(before);
  }

  @Test
  void hasALightADarkAndAPrintedLook() throws IOException {
    browser.open("looks", SampleReport.small());
    Object light = map(PICTURES).get("curve");
    assertThat(browser.picture("light", 1280)).isNotEmptyFile();
    browser.media("dark", "");
    Object dark = map(PICTURES).get("curve");
    assertThat(dark).isNotEqualTo(light);
    assertThat(browser.picture("dark", 1280)).isNotEmptyFile();
    browser.media("dark", "print");
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.script("return getComputedStyle(document.querySelector('.bar')).display"))
        .isEqualTo("none");
    assertThat(
            browser.script(
                "return [...document.querySelectorAll('.plot')].every((p) => p.querySelector('canvas').clientWidth <= 700)"))
        .isEqualTo(true);
    assertThat(browser.picture("print", 1280)).isNotEmptyFile();
    browser.media("dark", "");
    Path pdf = browser.pdf("print");
    assertThat(Files.size(pdf)).isGreaterThan(50_000);
    browser.settle();
    assertThat(map(PICTURES).get("curve")).as("as before, after printing").isEqualTo(dark);
  }

  @Test
  void opensALargeSurfaceSoon() throws IOException {
    SampleReport large =
        new SampleReport(
            List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
            100,
            SampleReport.names(5000),
            10,
            false);
    browser.open("large", large);
    browser.settle();
    Object ready = browser.script("return performance.now()");
    Object loaded =
        browser.script("return performance.getEntriesByType('navigation')[0].loadEventEnd");
    Object all =
        browser.script(
            "const t = performance.now(); window.glidepath.charts; return performance.now() - t");
    Object step =
        browser.scriptLater(
            "const done = arguments[0], s = document.getElementById('strength'), t = performance.now(); s.value = 10;"
                + "s.dispatchEvent(new Event('input')); requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t)))");
    System.out.printf(
        "11 x 100 x 5,000, %.1f MB of data: loaded after %s ms (asked at %s), all charts in another %s ms, a step of the slider in %s ms%n",
        large.json().length() / 1e6, loaded, ready, all, step);
    assertThat(((Number) loaded).doubleValue()).isBetween(1.0, 10_000.0);
    assertDrawn(WITH_FOLDS);
  }
}
