package io.glidepath.config;

import java.util.Locale;
import java.util.Set;

/**
 * Looks at a text as SQL just closely enough to tell whether it is one query: comments, quotes and
 * parentheses are understood, nothing else. Whether it is right, Spark says later.
 */
final class SqlShape {
  private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");

  private final String sql;
  private final StringBuilder word = new StringBuilder();
  private int depth;
  private String first = "";
  private String verb = "";
  private boolean ended;
  private boolean more;

  private SqlShape(String sql) {
    this.sql = sql;
  }

  /** Whether the text is a single SELECT, or a WITH that leads to one. */
  static boolean isSingleQuery(String sql) {
    SqlShape shape = new SqlShape(sql);
    shape.scan();
    boolean query = shape.first.equals("select") || shape.first.equals("with");
    return query && !shape.more && !CHANGES.contains(shape.verb);
  }

  /** The query without semicolons at its end. */
  static String withoutEnd(String sql) {
    return sql.strip().replaceAll("[;\\s]+$", "");
  }

  private void scan() {
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      int next = skipped(i);
      if (next > i) {
        endWord();
        boolean comment = c == '-' || c == '/';
        more |= ended && !comment;
        i = next;
        continue;
      }
      if (Character.isLetterOrDigit(c) || c == '_') {
        word.append(c);
        more |= ended;
      } else {
        endWord();
        symbol(c);
      }
      i++;
    }
    endWord();
  }

  private void symbol(char c) {
    if (c == ';') {
      ended = true;
    } else if (!Character.isWhitespace(c)) {
      more |= ended;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  private void endWord() {
    if (word.length() == 0) {
      return;
    }
    String lower = word.toString().toLowerCase(Locale.ROOT);
    word.setLength(0);
    if (first.isEmpty()) {
      first = lower;
    }
    boolean decides = CHANGES.contains(lower) || lower.equals("select") || lower.equals("from");
    if (depth == 0 && verb.isEmpty() && decides) {
      verb = lower;
    }
  }

  /** The end of the comment or quoted text that starts here; the same place if there is none. */
  private int skipped(int i) {
    if (sql.startsWith("--", i)) {
      return end(sql.indexOf('\n', i), 1);
    }
    if (sql.startsWith("/*", i)) {
      return end(sql.indexOf("*/", i + 2), 2);
    }
    char c = sql.charAt(i);
    return c == '\'' || c == '"' || c == '`' ? quoteEnd(i, c) : i;
  }

  private int quoteEnd(int start, char quote) {
    for (int i = start + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\' && quote != '`') {
        i++;
      } else if (sql.charAt(i) == quote) {
        return i + 1;
      }
    }
    return sql.length();
  }

  private int end(int found, int length) {
    return found < 0 ? sql.length() : found + length;
  }
}
