import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * An S3 server that keeps its objects in memory, in one JVM for tests. Started as a source file,
 * because its jar holds a world of its own:
 *
 * <pre>
 * java -cp target/s3proxy/s3proxy.jar src/servers/java/ObjectStore.java BUCKET KEY SECRET
 * </pre>
 *
 * Prints {@code ready <address>} and ends when its input does.
 */
final class ObjectStore {
  private ObjectStore() {}

  public static void main(String[] args) throws Exception {
    BlobStore objects =
        ContextBuilder.newBuilder("transient")
            .credentials("any", "any")
            .buildView(BlobStoreContext.class)
            .getBlobStore();
    objects.createContainerInLocation(null, args[0]);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[1], args[2])
            .build();
    server.start();
    System.out.println("ready http://127.0.0.1:" + server.getPort());
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    Runtime.getRuntime().halt(0);
  }
}
