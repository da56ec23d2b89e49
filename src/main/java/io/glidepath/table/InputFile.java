package io.glidepath.table;

import org.apache.hadoop.fs.FileStatus;

/**
 * A data file that the input is read from, as it was when it was listed.
 *
 * @param path fully qualified Hadoop path
 * @param length in bytes
 * @param modificationTime milliseconds since 1970
 */
public record InputFile(String path, long length, long modificationTime) {

  static InputFile of(FileStatus file) {
    return new InputFile(file.getPath().toString(), file.getLen(), file.getModificationTime());
  }
}
