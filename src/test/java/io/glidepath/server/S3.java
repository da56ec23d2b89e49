package io.glidepath.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A real S3 server on this machine with one bucket; one for all tests of a JVM. */
public final class S3 {
  public static final String BUCKET = "lake";
  public static final String KEY = "AKIAGLIDEPATHTEST";
  public static final String SECRET = "s3cr3t/not+to+be+told";
  private static S3 server;

  private final String endpoint;

  private S3() {
    try {
      Path log = Files.createTempFile(Files.createDirectories(Path.of("target/servers")), "s3", "");
      endpoint =
          ServerProcess.start(
              "target/s3proxy/s3proxy.jar", "ObjectStore.java", log, BUCKET, KEY, SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static synchronized S3 server() {
    if (server == null) {
      server = new S3();
    }
    return server;
  }

  /** What Hadoop must be told to reach the bucket, keys included. */
  public Map<String, String> settings() {
    String bucket = "fs.s3a.bucket." + BUCKET + ".";
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(bucket + "endpoint", endpoint);
    settings.put(bucket + "endpoint.region", "us-east-1");
    settings.put(bucket + "path.style.access", "true");
    settings.put(bucket + "access.key", KEY);
    settings.put(bucket + "secret.key", SECRET);
    settings.put(bucket + "attempts.maximum", "2");
    return settings;
  }
}
