package io.glidepath.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that remembers what pages say on its console and what they ask for. */
public final class Browser implements AutoCloseable {
  /** Where pages and pictures are left to be looked at. */
  static final Path FOLDER = Path.of("target", "report");

  private static final Pattern REQUEST =
      Pattern.compile(
          "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; the test is skipped where Chromium or its driver is not installed. */
  static Browser start() throws IOException {
    Optional<Path> chromium = installed("chromium", "chromium-browser", "google-chrome");
    Optional<Path> service = installed("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && service.isPresent(),
        "the report's page is not tested: there is no chromium or no chromedriver");
    Files.createDirectories(FOLDER);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + Files.createTempDirectory("chromium"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable("browser", Level.ALL);
    logs.enable("performance", Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService driver =
        new ChromeDriverService.Builder().usingDriverExecutable(service.get().toFile()).build();
    Browser browser = new Browser(new ChromeDriver(driver, options));
    browser.driver.get("about:blank");
    browser.console();
    browser.requests(); // those of the page that a new tab shows
    return browser;
  }

  private static Optional<Path> installed(String... names) {
    List<String> folders =
        new ArrayList<>(Arrays.asList(System.getenv("PATH").split(File.pathSeparator, -1)));
    folders.add("/usr/bin");
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens the page of a report; it stays in {@link #FOLDER} under that name. */
  void open(String name, SampleReport report) throws IOException {
    Path file = FOLDER.resolve(name + ".html");
    Files.writeString(
        file,
        Page.html(
            "Report of <" + name + ">",
            List.of("A headline & more", "A paragraph."),
            report.json()));
    open(file);
  }

  /** Opens a file. */
  public void open(Path file) {
    driver.get(file.toAbsolutePath().toUri().toString());
  }

  public Object script(String code, Object... arguments) {
    return driver.executeScript(code, arguments);
  }

  Object scriptLater(String code, Object... arguments) {
    return driver.executeAsyncScript(code, arguments);
  }

  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  Actions actions() {
    return new Actions(driver);
  }

  /** Waits until frames that are under way are drawn. */
  public void settle() {
    scriptLater(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));");
  }

  void width(int width) {
    size(width, 900);
  }

  private void size(int width, long height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    settle();
  }

  /** Emulates a colour scheme, "light" or "dark", and a medium, "" or "print". */
  void media(String scheme, String medium) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    settle();
  }

  /** A picture of the whole page with all its charts. */
  Path picture(String name, int width) throws IOException {
    script("scrollTo(0, 0); return Object.keys(window.glidepath.charts).length");
    long height = (Long) script("return document.documentElement.scrollHeight");
    size(width, height);
    script("return Object.keys(window.glidepath.charts).length");
    Object data =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")).get("data");
    width(width);
    return Files.write(FOLDER.resolve(name + ".png"), Base64.getDecoder().decode((String) data));
  }

  Path pdf(String name) throws IOException {
    Object data =
        driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true)).get("data");
    return Files.write(FOLDER.resolve(name + ".pdf"), Base64.getDecoder().decode((String) data));
  }

  /** What was said on the console, at any level, since the last time. */
  List<String> console() {
    return entries("browser").map(LogEntry::toString).toList();
  }

  /** Addresses that were asked for since the last time; what is inside the page is not. */
  List<String> requests() {
    return entries("performance")
        .map(entry -> REQUEST.matcher(entry.getMessage()))
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  private Stream<LogEntry> entries(String log) {
    return StreamSupport.stream(driver.manage().logs().get(log).spliterator(), false);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
