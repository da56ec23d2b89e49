package io.glidepath.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.Publisher;
import io.glidepath.output.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The report of a run: one HTML page, made from the tables and run.json alone, so that it can be
 * made again at any time. Equal tables and an equal run.json give equal bytes.
 */
public final class Report {
  /** The name of the page in a run's directory. */
  public static final String FILE = Publisher.REPORT;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .registerModule(
              new SimpleModule()
                  .addSerializer(new OptionalAsNull())
                  .addSerializer(Double.class, new Defined())
                  .addSerializer(Double.TYPE, new Defined())
                  .addSerializer(new AllDefined()));

  private Report() {}

  /**
   * Makes the page.
   *
   * @param tables of the run, in memory or published
   * @param manifest what run.json holds, or will hold
   * @throws JobFailure INPUT_MISSING if the run was published by a version whose tables do not say
   *     enough
   */
  public static String html(Tables tables, JsonNode manifest) {
    RunFacts facts = new RunFacts(manifest);
    if (!ReportReader.complete(tables)) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING,
          "The run "
              + facts.runId()
              + " has no table 'correlations': it was published by version "
              + facts.glidepathVersion()
              + ", before there were reports. Run it again with --force.");
    }
    ReportReader reader = new ReportReader(tables, facts);
    List<String> answer = Answer.of(reader.answerFacts());
    try {
      String title = facts.label() + " \u00b7 " + facts.runId();
      return Page.html(title, answer, JSON.writeValueAsString(reader.data()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values have a text", e);
    }
  }

  /** JSON has no NaN and no infinity. */
  private static void write(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static final class Defined extends StdSerializer<Double> {
    Defined() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write(value, json);
    }
  }

  private static final class AllDefined extends StdSerializer<double[]> {
    AllDefined() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }

  private static final class OptionalAsNull extends StdSerializer<Optional<?>> {
    OptionalAsNull() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), json);
    }
  }
}
