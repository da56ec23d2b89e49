package io.glidepath.select;

import io.glidepath.select.Contrast.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the comparison says about the chosen model, in words that claim no more than the numbers.
 *
 * @param comparison all pairs that there are
 * @param largerIsBetter of the metric
 */
public record Verdict(List<Contrast> comparison, boolean largerIsBetter) {
  private static final Set<Finding> AS_GOOD = Set.of(Finding.EQUAL, Finding.TOO_SMALL);

  /** A pair, if its members are there. */
  public Optional<Contrast> of(Member left, Member right) {
    return comparison.stream().filter(c -> c.left() == left && c.right() == right).findFirst();
  }

  /** How much better the best grid point is than no columns, in the metric; 0 if not known. */
  public double explained() {
    return of(Member.BEST, Member.NULL)
        .map(c -> largerIsBetter ? c.difference() : -c.difference())
        .filter(Double::isFinite)
        .orElse(0.0);
  }

  /** What a pair's difference amounts to. */
  public Finding finding(Contrast contrast) {
    return contrast.finding(largerIsBetter, explained());
  }

  /** How the chosen model stands to another one, in a word or two. */
  public String inShort(Contrast contrast) {
    if (contrast.same()) {
      return "the same";
    }
    return switch (finding(contrast)) {
      case LEFT_BETTER -> "better";
      case RIGHT_BETTER -> "worse";
      case EQUAL, TOO_SMALL -> "as good";
      case UNDECIDED -> "undecided";
    };
  }

  /**
   * How the chosen model stands to the others, worst news first, as the end of a sentence that
   * begins with it; empty if it is compared with nothing.
   */
  public String ofChosen() {
    List<String> parts = new ArrayList<>();
    add(parts, "clearly worse than ", others(Set.of(Finding.RIGHT_BETTER)));
    add(parts, "clearly better than ", others(Set.of(Finding.LEFT_BETTER)));
    add(parts, "as good as ", others(AS_GOOD));
    add(parts, "not told apart from ", others(Set.of(Finding.UNDECIDED)));
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String relation, List<String> others) {
    if (!others.isEmpty()) {
      parts.add(relation + list(others));
    }
  }

  /** Those that the chosen model stands to in one of these ways; itself is left out. */
  private List<String> others(Set<Finding> findings) {
    return comparison.stream()
        .filter(c -> c.left() == Member.CHOSEN && !c.same())
        .filter(c -> c.right() != Member.BEST || !isAlsoBestOfAFamily())
        .filter(c -> findings.contains(finding(c)))
        .filter(c -> c.right() != Member.NULL || finding(c) != Finding.LEFT_BETTER || alone())
        .map(c -> c.right().words())
        .toList();
  }

  /** That it beats no columns at all goes without saying where there is something else to say. */
  private boolean alone() {
    return comparison.stream()
        .noneMatch(c -> c.left() == Member.CHOSEN && c.right() != Member.NULL && !c.same());
  }

  /** The best grid point is the best of pure L2, of pure L1 or of the mix, and named as such. */
  private boolean isAlsoBestOfAFamily() {
    Optional<Contrast> best = of(Member.CHOSEN, Member.BEST);
    return best.isPresent()
        && comparison.stream()
            .filter(c -> c.left() == Member.CHOSEN)
            .filter(c -> Set.of(Member.L2, Member.L1, Member.MIX).contains(c.right()))
            .anyMatch(
                c ->
                    c.difference() == best.get().difference()
                        && c.standardError() == best.get().standardError());
  }

  /** The members at which the grid ends, so that a better model may lie beyond; none twice. */
  public List<Member> atEnd() {
    List<Member> members = new ArrayList<>();
    for (Contrast c : comparison) {
      if (c.leftAtEnd() && !members.contains(c.left())) {
        members.add(c.left());
      }
      if (c.rightAtEnd() && !members.contains(c.right())) {
        members.add(c.right());
      }
    }
    members.remove(Member.NONE); // the weakest penalty is an end by definition
    return members;
  }

  /** Words in a row, the last two joined by "and". */
  public static String list(List<String> words) {
    int last = words.size() - 1;
    return last <= 0
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
