package io.glidepath.faults;

import io.glidepath.SharedSpark;
import io.glidepath.cli.Cli;
import io.glidepath.job.SessionActions;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import scala.Option;

/**
 * The driver of a standalone cluster whose executors can be killed: a master and two workers in
 * this JVM, on two names of this host (Spark starts no copy of a task on the host of the task), and
 * an executor of each, a process of its own. It runs command lines that it reads from its standard
 * input until that ends.
 */
final class FaultyDriver {
  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");
  private static final int MEMORY_MB = 1024;

  private FaultyDriver() {}

  public static void main(String[] args) throws Exception {
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(System.out);
    System.setOut(System.err);
    startCluster(args[0]);
    while (true) {
      String[] command;
      try {
        command = in.readUTF().split("\n", -1);
      } catch (EOFException e) {
        System.exit(0);
        return;
      }
      run(command, out);
    }
  }

  private static void startCluster(String scratch) {
    SparkConf conf = new SparkConf();
    int port = Master.startRpcEnvAndEndpoint(HOSTS.get(0), 0, 0, conf)._1().address().port();
    String master = "spark://" + HOSTS.get(0) + ":" + port;
    int number = 1;
    for (String host : HOSTS) {
      Worker.startRpcEnvAndEndpoint(
          host,
          0,
          0,
          1,
          MEMORY_MB,
          new String[] {master},
          scratch,
          Option.apply((Object) number++),
          conf,
          Option.empty());
    }
    System.setProperty("spark.master", master);
    // for tasks that are not of a query too: executors know the settings of the session from these
    // only
    SharedSpark.session()
        .sparkContext()
        .setLocalProperty("spark.sql.codegen.factoryMode", "NO_CODEGEN");
  }

  /** Deed, kinds of stages, command line; answered by exit code, out, err and the record. */
  private static void run(String[] command, DataOutputStream answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream complained = new PrintStream(err, true, StandardCharsets.UTF_8);
    Faults.INSTANCE.begin(Deed.valueOf(command[0]), command[1]);
    String[] line = List.of(command).subList(2, command.length).toArray(String[]::new);
    int code =
        new Cli(told, complained, () -> new SessionActions(told, complained), Map.of()).run(line);
    Faults.Record record = Faults.INSTANCE.end();
    answer.writeInt(code);
    answer.writeUTF(out.toString(StandardCharsets.UTF_8));
    answer.writeUTF(err.toString(StandardCharsets.UTF_8));
    answer.writeUTF(String.join("\n", record.done()));
    answer.writeUTF(String.join("\n", record.seen()));
    answer.writeUTF(String.join("\n", record.again()));
    answer.flush();
  }
}
