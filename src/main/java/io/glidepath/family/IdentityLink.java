package io.glidepath.family;

/** What losses with the identity link share: mu = eta, and a label may be any number. */
interface IdentityLink extends Family {

  @Override
  default boolean accepts(double label) {
    return true;
  }

  @Override
  default String accepted() {
    return "any finite number";
  }

  @Override
  default boolean degenerate(double meanLabel) {
    return false;
  }

  @Override
  default double link(double mean) {
    return mean;
  }

  @Override
  default double mean(double eta) {
    return eta;
  }
}
