package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in light, dark and print, on a phone, and with names that mean harm. */
class PageLooksIT extends PageBrowser {
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
    browser.width(360);
    browser.open(
        "phone",
        new SampleReport(
            List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
            20,
            SampleReport.names(60),
            5,
            false));
    assertDrawn(WITH_FOLDS);
    assertThat(browser.script("return innerWidth")).isEqualTo(360L);
    assertThat(overflow()).isEmpty();
    assertThat(cutOff()).isEmpty();
    WebElement table = browser.find("#model-table");
    assertThat(
            (Boolean)
                browser.script("return arguments[0].scrollWidth > arguments[0].clientWidth", table))
        .isTrue();
    assertThat(table.getCssValue("background-attachment"))
        .isEqualTo("local, local, scroll, scroll");
    assertThat(browser.find("#model .swipe").isDisplayed()).isTrue();
    assertPaper(browser.picture("phone", 360), 360, 0xffffff);
  }

  /** Charts with ink in the outermost column of pixels: words that are cut off end there. */
  private static List<?> cutOff() {
    return (List<?>)
        browser.script(
            "return Object.entries(window.glidepath.charts).filter(([, chart]) => {"
                + "const c = chart.getDom().querySelector('canvas'), copy = document.createElement('canvas');"
                + "copy.width = c.width; copy.height = c.height;"
                + "const p = copy.getContext('2d', {willReadFrequently: true}); p.drawImage(c, 0, 0);"
                + "const ink = (x) => p.getImageData(x, 0, 1, c.height).data.some((v, i) => i % 4 === 3 && v > 0);"
                + "return ink(0) || ink(c.width - 1); }).map(([id]) => id)");
  }

  /** A picture of the whole page: as wide as the window, much longer, and on the right ground. */
  private static void assertPaper(Path picture, int width, int colour) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isGreaterThan(4000);
    assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(colour);
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
    assertPaper(browser.picture("light", 1280), 1280, 0xffffff);
    assertThat(cutOff()).isEmpty();
    assertThat(browser.find("#model .swipe").isDisplayed()).isFalse();
    browser.media("dark", "");
    Object dark = map(PICTURES).get("curve");
    assertThat(dark).isNotEqualTo(light);
    assertPaper(browser.picture("dark", 1280), 1280, 0x14181d);
    browser.media("dark", "print");
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.script("return getComputedStyle(document.querySelector('.bar')).display"))
        .isEqualTo("none");
    assertThat(
            browser.script(
                "return [...document.querySelectorAll('.plot')].every((p) => p.querySelector('canvas').clientWidth <= 700)"))
        .isEqualTo(true);
    assertPaper(browser.picture("print", 1280), 1280, 0xffffff);
    browser.media("dark", "");
    Path pdf = browser.pdf("print");
    assertThat(Files.size(pdf)).isGreaterThan(50_000);
    browser.settle();
    assertThat(map(PICTURES).get("curve")).as("as before, after printing").isEqualTo(dark);
  }
}
