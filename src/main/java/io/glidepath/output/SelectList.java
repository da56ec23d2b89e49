package io.glidepath.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The columns that a {@code SQLTransformer} adds by {@code SELECT *, ... AS name, ... FROM
 * __THIS__}, where every name is a plain word.
 */
record SelectList(List<String> items) {
  private static final String BEFORE = "SELECT *, ";
  private static final String AFTER = " FROM __THIS__";
  private static final Pattern WORD = Pattern.compile("\\W+");

  /**
   * @throws IllegalArgumentException if the statement does something else
   */
  static SelectList of(String statement) {
    if (!statement.startsWith(BEFORE) || !statement.endsWith(AFTER)) {
      throw new IllegalArgumentException("adds no columns: " + statement);
    }
    return new SelectList(
        split(statement.substring(BEFORE.length(), statement.length() - AFTER.length())));
  }

  /** The columns added. */
  List<String> names() {
    return items.stream().map(SelectList::name).toList();
  }

  /** Those items that make one of the columns. */
  SelectList only(Set<String> names) {
    return new SelectList(items.stream().filter(i -> names.contains(name(i))).toList());
  }

  /** Every word in the expressions: all plain names of columns that they read, and more. */
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    items.forEach(i -> words.addAll(WORD.splitAsStream(i).toList()));
    return words;
  }

  String statement() {
    return BEFORE + String.join(", ", items) + AFTER;
  }

  private static String name(String item) {
    return item.substring(item.lastIndexOf(' ') + 1);
  }

  /** At the commas that stand in no quotes and no parentheses. */
  private static List<String> split(String list) {
    List<String> items = new ArrayList<>();
    int start = 0;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (quote != 0) {
        i += quote == '\'' && c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote; // a quote that is doubled opens again at once
      } else if (c == '`' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
      } else if (c == ',' && depth == 0) {
        items.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    items.add(list.substring(start).strip());
    return items;
  }
}
