package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Pattern INLINE =
      Pattern.compile("<(script|style)([^>]*)>(.*?)</\\1>", Pattern.DOTALL);
  private static final String HOSTILE = "</script><script>alert(\"1\")</script> & '";

  private static String page(String json) {
    return Page.html("A <title>", List.of("Headline & more", "First.", HOSTILE), json);
  }

  /** The page without what stands in its scripts and styles. */
  private static String markup() {
    return INLINE.matcher(page("{}")).replaceAll("<$1$2></$1>");
  }

  @Test
  void policyAllowsExactlyTheScriptsAndStylesInside() throws Exception {
    String page = page("{}");
    Matcher inline = INLINE.matcher(page);
    List<String> hashes = new ArrayList<>();
    while (inline.find()) {
      if (!inline.group(2).contains("application/json")) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(inline.group(3).getBytes(StandardCharsets.UTF_8));
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      }
    }
    assertThat(hashes).hasSize(3);
    String policy =
        "default-src 'none'; style-src "
            + hashes.get(0)
            + "; script-src "
            + hashes.get(1)
            + " "
            + hashes.get(2)
            + "; img-src data:; base-uri 'none'; form-action 'none'";
    assertThat(page).contains("content=\"" + policy + "\"");
  }

  @Test
  void markupHasNeitherHandlersNorStylesNorAddresses() {
    assertThat(markup())
        .doesNotContainPattern("\\son[a-z]+\\s*=")
        .doesNotContainPattern("\\sstyle\\s*=")
        .doesNotContainPattern("\\ssrc\\s*=")
        .doesNotContain("http:", "https:", "//", "<link", "<iframe", "<img");
    assertThat(markup()).doesNotContainPattern("href=\"(?!#)");
  }

  @Test
  void styleLoadsNothing() {
    Matcher inline = INLINE.matcher(page("{}"));
    assertThat(inline.find()).isTrue();
    assertThat(inline.group(1)).isEqualTo("style");
    assertThat(inline.group(3)).doesNotContain("url(", "@import", "http");
  }

  @Test
  void textIsEscapedAndDataCannotLeaveItsScript() {
    String page = page("{\"names\":[\"</script><b>&\"]}");
    assertThat(page)
        .contains("<title>A &lt;title&gt;</title>")
        .contains("Headline &amp; more</h2>")
        .contains(
            "<p>&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;</p>")
        .contains("{\"names\":[\"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\"]}")
        .doesNotContain("alert(\"1\")");
  }

  @Test
  void placeholdersAreFilledOnceAndDataMayLookLikeOne() {
    assertThat(markup()).doesNotContain("{{");
    assertThat(page("{\"names\":[\"{{title}} $1 \\\\\"]}")).contains("[\"{{title}} $1 \\\\\"]");
  }

  @Test
  void equalContentGivesEqualBytes() {
    assertThat(page("{\"a\":1}")).isEqualTo(page("{\"a\":1}")).isNotEqualTo(page("{\"a\":2}"));
  }

  @Test
  void numbersStayWithTheirErrorsAndSigns() {
    assertThat(Page.html("t", List.of("h", "It is 1 \u00b1 0.5, so 26 % of it."), "{}"))
        .contains("<p>It is 1\u00a0\u00b1\u00a00.5, so 26\u00a0% of it.</p>");
  }

  /** Words that say more than models of folds that share most of their rows can tell. */
  @Test
  void proseClaimsNoMoreThanTheNumbers() {
    assertThat(markup())
        .doesNotContain(
            "is a finding",
            "as good for all we can tell",
            "matter most",
            "says much",
            "hardly tell these apart",
            "reg_param",
            "elastic_net_param")
        .contains("All of this takes the rows as independent", "folds.column");
  }

  /** In the order of the page, each figure of the markup is one that some script draws. */
  @Test
  void everyElementThatScriptsAskForIsThere() {
    String page = page("{}");
    Matcher asked = Pattern.compile("gp\\.(?:byId|figure|leaveOut)\\('([a-z-]+)'").matcher(page);
    List<String> ids = asked.results().map(match -> match.group(1)).distinct().toList();
    assertThat(ids)
        .hasSizeGreaterThan(20)
        .allSatisfy(id -> assertThat(page).contains(" id=\"" + id + "\""));
  }
}
