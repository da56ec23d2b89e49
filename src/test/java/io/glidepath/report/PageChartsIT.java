package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.WebElement;

/** The charts of the page. */
class PageChartsIT extends PageBrowser {
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

  /** Beside the charts: what the numbers are to be read against. */
  @Test
  void tellsWhatTheNumbersStandBeside() throws IOException {
    browser.open("beside", SampleReport.small());
    assertThat(browser.find("#key-figures").getText())
        .contains("31%", "of the loss without columns", "42%", "price = yes, which counts as 1");
    assertThat(browser.all("#lift tbody tr").stream().map(WebElement::getText))
        .containsExactly(
            "top 10% 80% 1.9 19%",
            "top 20% 76% 1.9 19%", "top 30% 72% 1.9 19%", "top 50% 64% 1.9 19%");
    assertThat(browser.find("#groups .group p").getText())
        .isEqualTo(
            "correlation 0.91 to above 0.9999, in part negative; nearly equal, but no exact copies:"
                + " how the weight is split between them means little");
    assertThat(browser.find("#odd-columns").getText())
        .contains("No column is an exact copy of another.")
        .contains("2 columns nearly equal to another");
    assertThat(browser.find("#lift p").getText())
        .isEqualTo(
            "Held-out rows from the highest prediction down. Of all rows, 42% have price = yes,"
                + " which counts as 1; so would rows picked at random.");
    assertThat(browser.find("#stability p").getText())
        .contains("With 5 folds, any two of these models have 75% of their rows in common.");
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

  /** Column 4 is exactly 0 again at steps 8 and 9 of 12: no ink there, and words that say so. */
  @Test
  void theOrderOfEntryShowsWhereAColumnIsZeroAgain() throws IOException {
    SampleReport report = SampleReport.small();
    browser.open("gaps", report);
    assertThat(entryInk(report)).isEqualTo(List.of(true, true, false, false, true, true));
    browser.script("document.querySelector('#entries details').open = true");
    browser.settle();
    List<String> row =
        browser.all("#entries table tr").stream()
            .map(WebElement::getText)
            .filter(text -> text.startsWith("column_4 "))
            .toList();
    assertThat(row).singleElement().asString().endsWith("0.3297 to 0.176");
  }

  /** Whether the middle of column 4's bar has ink at the steps 6 to 11 of the middle alpha. */
  private static Object entryInk(SampleReport report) {
    return browser.script(
        "const chart = window.glidepath.charts.entries;"
            + "const [, row] = chart.getOption().series[0].data.find((d) => gp.name(gp.data.entries[1].features[d[1]]) === 'column_4');"
            + "const at = arguments[0].map((x) => chart.convertToPixel({gridIndex: 0}, [x, row]));"
            + "const c = chart.getDom().querySelector('canvas'), r = c.width / c.clientWidth;"
            + "const { data } = c.getContext('2d').getImageData(0, Math.round(at[0][1] * r), c.width, 1);"
            + "return at.map(([x]) => data[4 * Math.round(x * r) + 3] > 0)",
        IntStream.range(6, 12).mapToObj(k -> Math.log10(report.lambda(1, k))).toList());
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
