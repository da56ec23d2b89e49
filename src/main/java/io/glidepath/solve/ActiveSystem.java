package io.glidepath.solve;

/** H d = g for the curvature H of n unknowns, some of which may be held at 0 later. */
interface ActiveSystem {

  /**
   * Holds unknowns at 0, all that are to be held from now on: none is released again.
   *
   * @return false if a new system without them is the better way; nothing is then promised
   */
  boolean hold(int[] unknowns);

  /** Whether solutions cost so much that sweeps should find out first which unknowns are 0. */
  boolean rough();

  /** Takes unknowns that are held out of a gradient. */
  void release(double[] gradient);

  /**
   * Solves in place of g; a step downhill in any case.
   *
   * @param enough what may be left of any element of g - H d
   */
  void solve(double[] g, double enough);
}
