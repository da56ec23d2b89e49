package io.glidepath.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glidepath.failure.Secrets;
import io.glidepath.family.Confusion;
import io.glidepath.ml.SweepResult;
import io.glidepath.path.Effort;
import io.glidepath.path.RunLog;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.Drift;
import io.glidepath.select.Selected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.util.VersionInfo;

/**
 * What run.json records: what was asked, what was read, how it was computed, what came out. All
 * that is needed to tell one run from another, and to repeat it.
 *
 * <p>The JSON is UTF-8, indented, with keys in a fixed order; a number that is not defined is null.
 *
 * @param configuration the resolved configuration as a JSON object, secrets masked
 * @param seed of the folds
 * @param timeZone whose clock says what a timestamp's date and hour are
 * @param log of what the run takes; what it says when the text is made is recorded
 * @param verify what a comparison with MLlib found; absent: none was asked for
 */
public record RunManifest(
    RunRequest request,
    String configuration,
    long seed,
    String timeZone,
    Inputs inputs,
    Rows rows,
    RunLog log,
    SweepResult result,
    Optional<Map<String, Object>> verify) {
  /** Rises when a key changes its meaning or goes away. */
  public static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What was read.
   *
   * @param files sorted by path
   * @param versions of tables that have versions
   * @param tables SQL type by column of each table, by its name
   */
  public record Inputs(
      List<InputFile> files, List<InputVersion> versions, Map<String, Map<String, String>> tables) {

    private List<InputFile> shown() {
      return files.stream()
          .map(f -> new InputFile(Secrets.mask(f.path()), f.length(), f.modified()))
          .toList();
    }

    private List<InputVersion> shownVersions() {
      return versions.stream()
          .map(v -> new InputVersion(v.table(), v.format(), Secrets.mask(v.source()), v.version()))
          .toList();
    }

    /** Hex SHA-256 over path, length and time of every file, and over all versions. */
    public String fingerprint() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (InputFile file : files) {
          String line = file.path() + "\t" + file.length() + "\t" + file.modified() + "\n";
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        for (InputVersion version : versions) {
          String line = String.join("\t", version.source(), version.format(), version.version());
          digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /**
   * Where rows went. Rows used come from the result, which also knows of rows of weight zero: they
   * are added to the dropped ones.
   *
   * @param read rows of the joined input
   * @param heldOut of everything that is learned
   * @param dropped rows by reason, in order
   */
  public record Rows(long read, long heldOut, Map<String, Long> dropped) {}

  /** The text of run.json. */
  String json(String attempt, List<PublishedFile> files) {
    ObjectNode run = tree();
    run.put("attempt", attempt);
    run.set("files", JSON.valueToTree(files));
    try {
      return JSON.writeValueAsString(defined(run)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values has a text", e);
    }
  }

  /** What run.json will say, but for the attempt that publishes it and the files published. */
  public JsonNode preview() {
    return defined(tree());
  }

  private ObjectNode tree() {
    Effort effort = log.effort();
    ObjectNode run = JSON.createObjectNode();
    run.put("schema_version", SCHEMA_VERSION);
    run.put("run_id", request.runId());
    run.put("status", "published");
    run.putNull("attempt");
    run.set("configuration", configurationNode());
    run.put("fingerprint", request.fingerprint());
    ObjectNode read = run.putObject("inputs").put("fingerprint", request.inputsFingerprint());
    read.set("files", JSON.valueToTree(inputs.shown()));
    read.set("versions", JSON.valueToTree(inputs.shownVersions()));
    read.set("tables", JSON.valueToTree(inputs.tables()));
    run.set("rows", rowsNode());
    run.put("seed", seed);
    run.put("time_zone", timeZone);
    run.set("passes", JSON.valueToTree(effort.passes()));
    run.set("timings", JSON.valueToTree(effort.seconds()));
    run.put("retries", log.failedTasks());
    run.put("lost_executors", log.lostExecutors());
    run.putObject("blas")
        .put("driver", effort.blas())
        .set("executors", JSON.valueToTree(effort.executorBlas()));
    run.set("cache", JSON.valueToTree(effort.cache().isEmpty() ? null : effort.cache()));
    log.keptBytes().ifPresent(bytes -> ((ObjectNode) run.get("cache")).put("bytes", bytes));
    run.set("versions", JSON.valueToTree(versions()));
    run.set("convergence", convergenceNode());
    run.set("warnings", JSON.valueToTree(log.warnings()));
    run.putArray("files");
    run.set("verify", JSON.valueToTree(verify.orElse(null)));
    run.set("chosen", chosenNode());
    return run;
  }

  private JsonNode configurationNode() {
    try {
      return JSON.readTree(configuration);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the resolved configuration is not JSON", e);
    }
  }

  private ObjectNode rowsNode() {
    Map<String, Long> dropped = new LinkedHashMap<>(rows.dropped());
    if (result.rowsZeroWeight() > 0) {
      dropped.put("zero weight", result.rowsZeroWeight());
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("read", rows.read());
    node.put("used", result.rowsUsed());
    node.put("weight", result.weightUsed());
    if (rows.heldOut() > 0) {
      node.put("held_out", rows.heldOut());
    }
    node.set("dropped", JSON.valueToTree(dropped));
    return node;
  }

  private ObjectNode convergenceNode() {
    List<SurfacePoint> points = result.surface().points();
    ObjectNode node = JSON.createObjectNode();
    node.put("points", points.size());
    node.put("not_converged", points.stream().filter(p -> !p.converged()).count());
    node.put(
        "worst_kkt_violation",
        points.stream().mapToDouble(SurfacePoint::kktViolation).max().orElse(Double.NaN));
    node.put("worst_fold_violation", result.worstFoldViolation());
    return node;
  }

  private JsonNode chosenNode() {
    if (result.choice().isEmpty()) {
      return JSON.nullNode();
    }
    Selected chosen = result.choice().get().chosen();
    SurfacePoint point = result.surface().point(chosen.alphaIndex(), chosen.gridIndex());
    ArrayNode atEnd = JSON.createArrayNode();
    result.choice().get().verdict().atEnd().forEach(m -> atEnd.add(m.label()));
    ObjectNode node =
        pointNode(point.alpha(), point.gridIndex(), point.lambda(), point.nonzero())
            .put("rule", chosen.rule().label())
            .put("metric", result.choice().get().metric())
            .put("mean", chosen.mean())
            .put("standard_error", chosen.standardError());
    node.set("grid_ends_at", atEnd);
    confusions(chosen).ifPresent(c -> node.set("confusion", JSON.valueToTree(c)));
    result.choice().get().drift().ifPresent(d -> node.set("drift", driftNode(d)));
    return node;
  }

  /** Of two classes, by threshold. */
  private Optional<List<Map<String, Double>>> confusions(Selected chosen) {
    return result
        .calibrations()
        .filter(c -> !c.confusions().isEmpty())
        .map(c -> c.confusions().get(c.indexOf(chosen.alphaIndex(), chosen.gridIndex())))
        .map(all -> all.stream().map(RunManifest::counts).toList());
  }

  private static Map<String, Double> counts(Confusion confusion) {
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put("threshold", confusion.threshold());
    counts.put("true_positive", confusion.truePositive());
    counts.put("false_positive", confusion.falsePositive());
    counts.put("false_negative", confusion.falseNegative());
    counts.put("true_negative", confusion.trueNegative());
    return counts;
  }

  private static ObjectNode pointNode(double alpha, int gridIndex, double lambda, int nonzero) {
    return JSON.createObjectNode()
        .put("elastic_net_param", alpha)
        .put("grid_index", gridIndex)
        .put("reg_param", lambda)
        .put("nonzero", nonzero);
  }

  private static ObjectNode driftNode(Drift drift) {
    ArrayNode repeats = JSON.createArrayNode();
    for (Drift.Repeat repeat : drift.repeats()) {
      ObjectNode node =
          pointNode(repeat.alpha(), repeat.gridIndex(), repeat.lambda(), repeat.nonzero())
              .put("mean", repeat.mean());
      ObjectNode standing = node.putObject("is");
      repeat.standing().forEach((member, word) -> standing.put(member.label(), word));
      repeats.add(node);
    }
    return JSON.createObjectNode()
        .put("columns_in_all", drift.inAll())
        .put("columns_in_some", drift.inSome())
        .set("repeats", repeats);
  }

  /** Of this program. */
  static String version() {
    String own = RunManifest.class.getPackage().getImplementationVersion();
    return own == null ? "development" : own;
  }

  private static Map<String, String> versions() {
    Properties system = System.getProperties();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("glidepath", version());
    versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    versions.put("scala", scala.util.Properties.versionNumberString());
    versions.put("java", system.getProperty("java.runtime.version"));
    versions.put("hadoop", VersionInfo.getVersion());
    versions.put(
        "os",
        String.join(
            " ",
            system.getProperty("os.name"),
            system.getProperty("os.version"),
            system.getProperty("os.arch")));
    return versions;
  }

  /** The same tree with null where a number is NaN or infinite, which JSON cannot say. */
  private static JsonNode defined(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(e -> e.setValue(defined(e.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, defined(array.get(i)));
      }
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      return JsonNodeFactory.instance.nullNode();
    }
    return node;
  }
}
