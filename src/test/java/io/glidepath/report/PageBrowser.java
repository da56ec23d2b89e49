package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * Chromium for tests of the page. After every test: nothing on the console, and no request but for
 * the file.
 */
public abstract class PageBrowser {
  protected static final String[] WITH_FOLDS = {
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
  static final String[] WITHOUT_FOLDS = {
    "coefficients", "intercept", "norms", "entries", "certificates"
  };

  /** A picture of each chart as it is drawn now, by the id of its figure. */
  static final String PICTURES =
      "return Object.fromEntries(Object.entries(window.glidepath.charts)"
          + ".map(([id, chart]) => [id, chart.getDom().querySelector('canvas').toDataURL()]))";

  /** How many pixels each chart has that are not transparent. */
  static final String INK =
      "return Object.fromEntries(Object.entries(window.glidepath.charts).map(([id, chart]) => {"
          + "const c = chart.getDom().querySelector('canvas');"
          + "const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
          + "let n = 0; for (let i = 3; i < p.length; i += 4) n += p[i] > 0; return [id, n]; }))";

  protected static Browser browser;

  @BeforeAll
  public static void start() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  public static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  public final void saidNothingAndAskedForNothing() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url).startsWith("file:"));
    browser.width(1280);
    browser.media("light", "");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(String script) {
    return (Map<String, Object>) browser.script(script);
  }

  protected static void assertDrawn(String... charts) {
    Map<String, Object> ink = map(INK);
    assertThat(ink.keySet()).containsExactlyInAnyOrder(charts);
    assertThat(ink)
        .allSatisfy((id, pixels) -> assertThat((Long) pixels).as(id).isGreaterThan(2000L));
  }
}
