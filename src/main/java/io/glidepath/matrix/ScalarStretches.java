package io.glidepath.matrix;

/**
 * The functions of {@link Lanes} number by number; {@link VectorStretches} does the same operations
 * in the same order.
 *
 * <pre>
 *   e^x = 2^k e^r,  k = round(x / ln 2),  e^r = 1 + (r + r^2 Q(r)),  |r| &lt;= ln(2) / 2
 *   log(1 + u) = 2 artanh(s),  s = f / (2 + f),  1 + f = 1 + u or its half
 * </pre>
 *
 * <p>Q is the minimax polynomial for the relative error of e^r (2^-60); the series of the logarithm
 * is that of FreeBSD's msun (e_log.c), whose error is below 2^-55 here.
 */
final class ScalarStretches implements Stretches {
  /** Adding it rounds to a whole number, which then stands in the lowest bits. */
  static final double ROUND = 0x1.8p52;

  static final double MOST = 710;
  static final double LEAST = -746;
  static final double LOG2_E = 1 / 0.6931471805599453;

  /** ln 2 in two parts; a multiple of the first by up to 2^21 is exact. */
  static final double LN2_HIGH = 0x1.62e42feep-1;

  static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  static final int EXPONENT_BIAS = 1023;
  static final int EXPONENT_SHIFT = 52;

  static final double Q0 = 0.5;
  static final double Q1 = 0.16666666666666682;
  static final double Q2 = 0.04166666666666611;
  static final double Q3 = 0.008333333333317067;
  static final double Q4 = 0.0013888888889110208;
  static final double Q5 = 0.00019841269896286228;
  static final double Q6 = 2.480158693443445e-05;
  static final double Q7 = 2.755723496814739e-06;
  static final double Q8 = 2.755757694697272e-07;
  static final double Q9 = 2.51119979449396e-08;
  static final double Q10 = 2.0827728849311647e-09;

  /** About sqrt(2) - 1: from here on the logarithm is taken of half of 1 + u. */
  static final double HALVED = 0.4142;

  static final double L1 = 6.666666666666735130e-01;
  static final double L2 = 3.999999999940941908e-01;
  static final double L3 = 2.857142874366239149e-01;
  static final double L4 = 2.222219843214978396e-01;
  static final double L5 = 1.818357216161805012e-01;
  static final double L6 = 1.531383769920937332e-01;
  static final double L7 = 1.479819860511658591e-01;

  @Override
  public void exp(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = exp(x[i]);
    }
  }

  @Override
  public void logistic(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = logistic(x[i]);
    }
  }

  @Override
  public void softplus(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = softplus(x[i]);
    }
  }

  static double exp(double number) {
    double x = number > MOST ? MOST : number < LEAST ? LEAST : number;
    double k = (x * LOG2_E + ROUND) - ROUND;
    double r = (x - k * LN2_HIGH) - k * LN2_LOW;
    double q = Q10 * r + Q9;
    q = q * r + Q8;
    q = q * r + Q7;
    q = q * r + Q6;
    q = q * r + Q5;
    q = q * r + Q4;
    q = q * r + Q3;
    q = q * r + Q2;
    q = q * r + Q1;
    q = q * r + Q0;
    double e = (r * r * q + r) + 1;
    // in two steps, so that neither power of two leaves the range where the result does not
    double half = k * 0.5 + ROUND;
    double rest = (k - (half - ROUND)) + ROUND;
    return e * power(half) * power(rest);
  }

  /** 2^i for an i to which ROUND was added. */
  private static double power(double rounded) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(rounded) + EXPONENT_BIAS) << EXPONENT_SHIFT);
  }

  static double logistic(double x) {
    double e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (e + 1);
  }

  static double softplus(double x) {
    double u = exp(-Math.abs(x));
    boolean large = u > HALVED;
    double f = large ? u * 0.5 - 0.5 : u;
    double log = log(f);
    return (large ? log + LN2_LOW + LN2_HIGH : log) + (x > 0 ? x : 0);
  }

  /** log(1 + f) for f from -0.293 to 0.4142. */
  private static double log(double f) {
    double s = f / (f + 2);
    double z = s * s;
    double t = L7 * z + L6;
    t = t * z + L5;
    t = t * z + L4;
    t = t * z + L3;
    t = t * z + L2;
    t = t * z + L1;
    t = t * z;
    double half = f * f * 0.5;
    return f - (half - s * (half + t));
  }
}
