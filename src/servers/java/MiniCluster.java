import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS, and YARN on top of it, in one JVM for tests. Started as a source file, because the jars it
 * needs clash with those Spark brings:
 *
 * <pre>
 * java --add-opens java.base/java.lang=ALL-UNNAMED -cp 'target/minicluster/*' \
 *     src/servers/java/MiniCluster.java DIRECTORY [yarn]
 * </pre>
 *
 * The directory receives {@code conf/}, which HADOOP_CONF_DIR may point to, and everything the
 * servers write. Prints {@code ready <address of HDFS>} and ends when its input does.
 */
final class MiniCluster {
  private MiniCluster() {}

  public static void main(String[] args) throws Exception {
    File home = new File(args[0]).getAbsoluteFile();
    System.setProperty("test.build.data", home + "/data");
    System.setProperty("hadoop.log.dir", home + "/logs");
    Configuration conf = new YarnConfiguration();
    conf.set("hadoop.tmp.dir", home + "/tmp");
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, home + "/dfs");
    conf.setBoolean("dfs.permissions.enabled", true);
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(1).nameNodePort(0).build();
    hdfs.waitActive();
    conf.set("fs.defaultFS", hdfs.getURI().toString());
    if (args.length > 1) {
      conf = yarn(conf, home);
    }
    write(conf, home.toPath().resolve("conf"));
    System.out.println("ready " + hdfs.getURI());
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    Runtime.getRuntime().halt(0);
  }

  private static Configuration yarn(Configuration conf, File home) {
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    conf.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9");
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    conf.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    conf.setInt("yarn.nodemanager.resource.memory-mb", 8192);
    conf.setInt("yarn.nodemanager.resource.cpu-vcores", 8);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    conf.setInt("yarn.resourcemanager.am.max-attempts", 1);
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 1, 1, 1);
    yarn.init(conf);
    yarn.start();
    return yarn.getConfig();
  }

  /** One file for all; the others are there because clients look for them. */
  private static void write(Configuration conf, Path directory) throws IOException {
    conf.unset("net.topology.node.switch.mapping.impl");
    Files.createDirectories(directory);
    for (String name : new String[] {"core-site.xml", "hdfs-site.xml", "yarn-site.xml"}) {
      try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
        conf.writeXml(out);
      }
    }
  }
}
