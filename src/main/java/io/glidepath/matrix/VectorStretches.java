package io.glidepath.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Lanes} by the Vector API, to the same bits as {@link ScalarStretches},
 * which also does the last few numbers of a stretch. The methods are cut so that the JVM's compiler
 * inlines all of them into the loops: of a method this large it inlines calls only if they stand
 * early, and vectors that leave the loop are objects on the heap, five times slower.
 */
final class VectorStretches implements Stretches {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

  /**
   * @throws LinkageError if the module is missing or lacks something that is used here
   */
  VectorStretches() {
    double[] probe = new double[LANES.length()];
    exp(probe, 0, probe.length);
    logistic(probe, 0, probe.length);
    softplus(probe, 0, probe.length);
  }

  @Override
  public void exp(double[] x, int from, int n) {
    int i = from;
    for (int end = from + LANES.loopBound(n); i < end; i += LANES.length()) {
      exp(DoubleVector.fromArray(LANES, x, i)).intoArray(x, i);
    }
    for (; i < from + n; i++) {
      x[i] = ScalarStretches.exp(x[i]);
    }
  }

  @Override
  public void logistic(double[] x, int from, int n) {
    int i = from;
    for (int end = from + LANES.loopBound(n); i < end; i += LANES.length()) {
      logistic(DoubleVector.fromArray(LANES, x, i)).intoArray(x, i);
    }
    for (; i < from + n; i++) {
      x[i] = ScalarStretches.logistic(x[i]);
    }
  }

  @Override
  public void softplus(double[] x, int from, int n) {
    int i = from;
    for (int end = from + LANES.loopBound(n); i < end; i += LANES.length()) {
      softplus(DoubleVector.fromArray(LANES, x, i)).intoArray(x, i);
    }
    for (; i < from + n; i++) {
      x[i] = ScalarStretches.softplus(x[i]);
    }
  }

  private static DoubleVector exp(DoubleVector number) {
    DoubleVector x =
        number
            .blend(ScalarStretches.MOST, number.compare(VectorOperators.GT, ScalarStretches.MOST))
            .blend(
                ScalarStretches.LEAST, number.compare(VectorOperators.LT, ScalarStretches.LEAST));
    DoubleVector k =
        x.mul(ScalarStretches.LOG2_E).add(ScalarStretches.ROUND).sub(ScalarStretches.ROUND);
    DoubleVector r = x.sub(k.mul(ScalarStretches.LN2_HIGH)).sub(k.mul(ScalarStretches.LN2_LOW));
    DoubleVector half = k.mul(0.5).add(ScalarStretches.ROUND);
    DoubleVector second = power(k.sub(half.sub(ScalarStretches.ROUND)).add(ScalarStretches.ROUND));
    DoubleVector first = power(half);
    DoubleVector q = r.mul(ScalarStretches.Q10).add(ScalarStretches.Q9);
    q = q.mul(r).add(ScalarStretches.Q8);
    q = q.mul(r).add(ScalarStretches.Q7);
    q = q.mul(r).add(ScalarStretches.Q6);
    q = q.mul(r).add(ScalarStretches.Q5);
    q = q.mul(r).add(ScalarStretches.Q4);
    q = q.mul(r).add(ScalarStretches.Q3);
    q = q.mul(r).add(ScalarStretches.Q2);
    q = q.mul(r).add(ScalarStretches.Q1);
    q = q.mul(r).add(ScalarStretches.Q0);
    DoubleVector e = r.mul(r).mul(q).add(r).add(1);
    return e.mul(first).mul(second);
  }

  private static DoubleVector power(DoubleVector rounded) {
    LongVector bits = rounded.reinterpretAsLongs();
    return bits.add(ScalarStretches.EXPONENT_BIAS)
        .lanewise(VectorOperators.LSHL, ScalarStretches.EXPONENT_SHIFT)
        .reinterpretAsDoubles();
  }

  private static DoubleVector logistic(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    return DoubleVector.broadcast(LANES, 1)
        .blend(e, x.compare(VectorOperators.LT, 0))
        .div(e.add(1));
  }

  private static DoubleVector softplus(DoubleVector x) {
    DoubleVector u = exp(x.abs().neg());
    VectorMask<Double> large = u.compare(VectorOperators.GT, ScalarStretches.HALVED);
    DoubleVector f = u.blend(u.mul(0.5).sub(0.5), large);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector t = z.mul(ScalarStretches.L7).add(ScalarStretches.L6);
    t = t.mul(z).add(ScalarStretches.L5);
    t = t.mul(z).add(ScalarStretches.L4);
    t = t.mul(z).add(ScalarStretches.L3);
    t = t.mul(z).add(ScalarStretches.L2);
    t = t.mul(z).add(ScalarStretches.L1);
    t = t.mul(z);
    DoubleVector half = f.mul(f).mul(0.5);
    DoubleVector log = f.sub(half.sub(s.mul(half.add(t))));
    return log.blend(log.add(ScalarStretches.LN2_LOW).add(ScalarStretches.LN2_HIGH), large)
        .add(DoubleVector.zero(LANES).blend(x, x.compare(VectorOperators.GT, 0)));
  }
}
