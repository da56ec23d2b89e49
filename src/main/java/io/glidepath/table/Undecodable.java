package io.glidepath.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;

/** What to do about a file that cannot be decoded and yet may be whole. */
final class Undecodable {
  private static final Pattern CODEC =
      Pattern.compile("Class (?:\\S+\\.)?(\\w+?)(?:Codec)? was not found");
  private static final Pattern ENCODING = Pattern.compile("Unsupported encoding: (\\w+)");
  private static final Pattern MISMATCH =
      Pattern.compile(
          "reading Parquet column \\[(.+?)\\]\\. Expected Spark type (.+?), actual Parquet type (.+?)\\. ");

  private static final Pattern RECORD =
      Pattern.compile("Malformed records are detected in record parsing: (.+?)\\.\\s");
  private static final Pattern HEADER =
      Pattern.compile(
          "CSV header does not conform to the schema.*?Expected: (.+?) but found: (.+?)\\s");

  private Undecodable() {}

  /** The whole message; empty if nothing better is known than that the file is damaged. */
  static Optional<String> explain(String path, Throwable thrown) {
    List<Throwable> chain = ReadFailures.chain(thrown);
    for (Throwable t : chain) {
      String message = String.valueOf(t.getMessage());
      Optional<String> line = line(path, message, chain.get(chain.size() - 1));
      if (line.isPresent()) {
        return line;
      }
      Matcher codec = CODEC.matcher(message);
      if (codec.find()) {
        return Optional.of(
            "input file "
                + path
                + " is compressed with "
                + codec.group(1)
                + ", for which Spark finds no codec. Write it again with zstd or snappy, or give"
                + " Spark the codec's jar (--jars).");
      }
      Matcher encoding = ENCODING.matcher(message);
      if (encoding.find()) {
        return Optional.of(
            "input file "
                + path
                + " has pages encoded as "
                + encoding.group(1)
                + ", which Spark's vectorized reader does not read. Give Spark --conf"
                + " spark.sql.parquet.enableVectorizedReader=false, which reads them more slowly,"
                + " or write the file without that encoding.");
      }
      Matcher mismatch = MISMATCH.matcher(message);
      if (mismatch.find()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "column \"%s\" of input file %s is %s, which Spark cannot read as %s. Write it in"
                    + " another type, or leave it out (columns.exclude).",
                mismatch.group(1),
                path,
                mismatch.group(3),
                mismatch.group(2)));
      }
      if (t instanceof ChecksumException && path.startsWith("file:")) {
        return Optional.of(staleChecksum(new Path(path)));
      }
    }
    return Optional.empty();
  }

  /** Of a file of text. */
  private static Optional<String> line(String path, String message, Throwable root) {
    String text = message.replaceAll("\\s+", " ") + " ";
    Matcher header = HEADER.matcher(text);
    if (header.find()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the first line of input file %s names the column %s where %s is expected. All files of"
                  + " a table name the columns of its schema, in that order.",
              path,
              header.group(2),
              header.group(1)));
    }
    Matcher record = RECORD.matcher(text);
    if (record.find()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "input file %s has a line that does not fit the columns (%s; read so far: %s). Correct"
                  + " the line, give the column another type in input.tables.<name>.schema, or set"
                  + " options { mode = PERMISSIVE }, by which all that does not fit is missing.",
              path,
              ReadFailures.reason(root),
              record.group(1)));
    }
    return Optional.empty();
  }

  private static String staleChecksum(Path file) {
    return "input file "
        + file
        + " is not what its checksum says, which stands beside it in "
        + new Path(file.getParent(), "." + file.getName() + ".crc")
        + ". If the file was replaced by a program that does not know of checksums, delete the"
        + " .crc; otherwise the file is damaged: write it again, or leave it out of input.tables.";
  }
}
