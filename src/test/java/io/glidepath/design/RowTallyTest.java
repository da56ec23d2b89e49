package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

class RowTallyTest {
  private final Input x = new Input(0, "x", Role.FEATURE, DataTypes.DoubleType, 0, 1);
  private final Input v = new Input(1, "v", Role.VECTOR, DataTypes.DoubleType, 1, 4);
  private final Input y = new Input(2, "y", Role.LABEL, DataTypes.DoubleType, -1, 0);
  private final Input w = new Input(3, "w", Role.WEIGHT, DataTypes.DoubleType, -1, 0);

  private RowTally dirty() {
    RowTally tally = new RowTally();
    tally.countRead(20);
    tally.countUsed(8);
    tally.countZeroWeight(w);
    tally.of(x).missing = 2;
    tally.of(x).infinite = 1;
    tally.of(v).wrongWidth = 3;
    tally.of(y).missing = 4;
    tally.of(w).negative = 1;
    return tally;
  }

  private RowTally clean() {
    RowTally tally = new RowTally();
    tally.countRead(5);
    tally.countUsed(5);
    return tally;
  }

  private void assertDoubled(RowTally both) {
    assertThat(both.read()).isEqualTo(40);
    assertThat(both.used()).isEqualTo(16);
    assertThat(both.zeroWeight()).isEqualTo(2);
    assertThat(both.rejected()).isEqualTo(22);
    assertThat(both.missing("x")).isEqualTo(4);
    assertThat(both.infinite("x")).isEqualTo(2);
    assertThat(both.wrongWidth("v")).isEqualTo(6);
    assertThat(both.missing("y")).isEqualTo(8);
    assertThat(both.of(w).negative).isEqualTo(2);
  }

  @Test
  void combineAddsAndLeavesItsPartsAlone() {
    RowTally one = dirty();
    RowTally two = dirty();
    assertDoubled(one.combine(two));
    assertDoubled(RowTally.empty().combine(one).combine(RowTally.empty()).combine(two));
    assertThat(one.missing("x")).isEqualTo(2);
    assertThat(two.read()).isEqualTo(20);
  }

  @Test
  void requireCleanNamesEveryColumnWithCountsAndRemedy() {
    assertThatThrownBy(() -> dirty().combine(clean()).requireClean())
        .isInstanceOfSatisfying(
            JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("16 of 25 rows".replace("16", "11"))
        .hasMessageContaining("feature column 'x': null or NaN in 2 rows")
        .hasMessageContaining("missing.numeric = mean | median | drop-row")
        .hasMessageContaining("feature column 'x': infinite in 1 row")
        .hasMessageContaining("'v': a vector of other than 4 elements in 3 rows")
        .hasMessageContaining("label column 'y': null or NaN in 4 rows; set missing.label")
        .hasMessageContaining("weight column 'w': negative in 1 row");
  }

  @Test
  void requireCleanLetsCleanRowsPass() {
    assertThatCode(() -> clean().requireClean()).doesNotThrowAnyException();
  }

  @Test
  void requireCleanWantsARow() {
    assertThatThrownBy(() -> RowTally.empty().requireClean())
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("no rows");
    RowTally weightless = new RowTally();
    weightless.countRead(1);
    weightless.countZeroWeight(w);
    assertThatThrownBy(weightless::requireClean)
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("all 1 rows have weight 0 in column 'w'");
  }

  @Test
  void crossesTheWireByJavaAndByKryo() throws IOException, ClassNotFoundException {
    Scanned<double[]> sent = new Scanned<>(3, new double[] {1, 2}, dirty());
    assertSame(javaCopy(sent));
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    ByteBuffer bytes = kryo.serialize(sent, ClassTag$.MODULE$.apply(Scanned.class));
    assertSame(kryo.deserialize(bytes, ClassTag$.MODULE$.apply(Scanned.class)));
  }

  private void assertSame(Object received) {
    Scanned<?> scanned = (Scanned<?>) received;
    assertThat(scanned.partition()).isEqualTo(3);
    assertThat((double[]) scanned.state()).containsExactly(1, 2);
    assertDoubled(scanned.rows().combine(dirty()));
    assertThatThrownBy(() -> scanned.rows().requireClean()).hasMessageContaining("'v'");
  }

  private static Object javaCopy(Object sent) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
