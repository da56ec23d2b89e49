package io.glidepath.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report as one HTML file that needs nothing else: style, scripts, charts' library and data are
 * inside it, and its Content-Security-Policy allows exactly those, by their hashes, and no request.
 *
 * <p>Equal content gives equal bytes. What comes from data is escaped here and nowhere else.
 */
final class Page {
  /** In this order: each may use what those before it define. */
  private static final List<String> SCRIPTS =
      List.of(
          "core.js",
          "format.js",
          "theme.js",
          "state.js",
          "scales.js",
          "marks.js",
          "hover.js",
          "figure.js",
          "answer.js",
          "bar.js",
          "surface.js",
          "curve.js",
          "paths.js",
          "before.js",
          "weights.js",
          "sparsity.js",
          "stability.js",
          "calibration.js",
          "model.js",
          "health.js",
          "start.js");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

  /** The page with all that is the same in every report, cut where something else belongs. */
  private static final class Frame {
    /** Texts by turns with names of what is between them. */
    static final List<String> PIECES = pieces();

    private Frame() {}

    private static List<String> pieces() {
      String style = resource("report.css");
      String charts = resource("echarts.min.js");
      String script = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
      Map<String, String> same =
          Map.of(
              "policy", policy(style, List.of(charts, script)),
              "style", style,
              "charts", charts,
              "script", script);
      String page = resource("page.html");
      List<String> pieces = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int end = 0;
      Matcher matcher = PLACEHOLDER.matcher(page);
      while (matcher.find()) {
        text.append(page, end, matcher.start());
        end = matcher.end();
        String name = matcher.group(1);
        if (same.containsKey(name)) {
          text.append(same.get(name));
        } else {
          pieces.add(text.toString());
          pieces.add(name);
          text.setLength(0);
        }
      }
      pieces.add(text.append(page, end, page.length()).toString());
      return List.copyOf(pieces);
    }
  }

  private Page() {}

  /**
   * Puts the page together.
   *
   * @param title text
   * @param answer paragraphs of text, the first one the headline
   * @param json data of the charts
   */
  static String html(String title, List<String> answer, String json) {
    Map<String, String> parts =
        Map.of(
            "title", escaped(title),
            "headline", escaped(answer.get(0)),
            "answer", paragraphs(answer.subList(1, answer.size())),
            "data", inScript(json));
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < Frame.PIECES.size(); i++) {
      String piece = Frame.PIECES.get(i);
      page.append(i % 2 == 0 ? piece : parts.get(piece));
    }
    return page.toString();
  }

  private static String policy(String style, List<String> scripts) {
    return "default-src 'none'; style-src '"
        + hash(style)
        + "'; script-src "
        + scripts.stream().map(s -> "'" + hash(s) + "'").collect(Collectors.joining(" "))
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String paragraphs(List<String> texts) {
    return texts.stream()
        .map(t -> "<p>" + escaped(together(t)) + "</p>")
        .collect(Collectors.joining("\n        "));
  }

  /** Keeps a number, its error and its per cent sign in one line. */
  private static String together(String text) {
    return text.replace(" %", "\u00a0%").replace(" \u00b1 ", "\u00a0\u00b1\u00a0");
  }

  /** Text as HTML shows it. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** JSON that cannot end the script element it stands in, whatever its strings hold. */
  static String inScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
