package io.glidepath.table;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Lets Iceberg tables be read by their directory. Iceberg looks for a directory through a catalog
 * of this name, and takes a Hive metastore for it where none is configured; the directory itself is
 * enough.
 */
final class IcebergPaths {
  private static final String CATALOG = "spark.sql.catalog.default_iceberg";

  private IcebergPaths() {}

  static void allow(SparkSession session, Path table) {
    if (session.conf().getOption(CATALOG).isEmpty()) {
      session.conf().set(CATALOG, "org.apache.iceberg.spark.SparkCatalog");
      session.conf().set(CATALOG + ".type", "hadoop");
      session.conf().set(CATALOG + ".warehouse", String.valueOf(table.getParent()));
    }
  }
}
