package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a reader can do with the page: cursor, keyboard, table, CSV. */
class PageControlsIT extends PageBrowser {
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
}
