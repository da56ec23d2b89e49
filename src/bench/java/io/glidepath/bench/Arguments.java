package io.glidepath.bench;

/** Command-line arguments by position, each with a default. */
record Arguments(String[] values) {

  String text(int position, String otherwise) {
    return position < values.length ? values[position] : otherwise;
  }

  long number(int position, long otherwise) {
    return position < values.length ? Long.parseLong(values[position]) : otherwise;
  }
}
