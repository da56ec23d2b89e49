package io.glidepath.select;

import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far the choice moves when the same rows are dealt into folds anew: what the rule would have
 * chosen by the folds of each repeat alone.
 *
 * @param repeats in order, two at least
 * @param inAll number of columns that all of these models keep
 * @param inSome number of columns that any of them keeps
 */
public record Drift(List<Repeat> repeats, int inAll, int inSome) {

  /**
   * The choice of a repeat.
   *
   * @param nonzero number of columns that it keeps
   * @param mean its held-out score in that repeat
   * @param standing how it stands to others there, as {@link Verdict#inShort} says it
   */
  public record Repeat(
      double alpha,
      int gridIndex,
      double lambda,
      int nonzero,
      double mean,
      Map<Member, String> standing) {

    private static Repeat of(Choice choice, Surface surface) {
      Selected chosen = choice.chosen();
      SurfacePoint point = surface.point(chosen.alphaIndex(), chosen.gridIndex());
      Verdict verdict = choice.verdict();
      Map<Member, String> standing = new EnumMap<>(Member.class);
      verdict.comparison().stream()
          .filter(c -> c.left() == Member.CHOSEN)
          .forEach(c -> standing.put(c.right(), verdict.inShort(c)));
      return new Repeat(
          point.alpha(),
          point.gridIndex(),
          point.lambda(),
          point.nonzero(),
          chosen.mean(),
          standing);
    }
  }

  /**
   * @param choices one a repeat
   */
  static Drift of(List<Choice> choices, Surface surface) {
    Map<Integer, Long> times =
        choices.stream()
            .map(Choice::chosen)
            .map(c -> surface.point(c.alphaIndex(), c.gridIndex()).coefficients().indices())
            .flatMap(kept -> IntStream.of(kept).boxed())
            .collect(Collectors.groupingBy(column -> column, Collectors.counting()));
    int all = (int) times.values().stream().filter(n -> n == choices.size()).count();
    return new Drift(choices.stream().map(c -> Repeat.of(c, surface)).toList(), all, times.size());
  }

  /**
   * In words, as in "over 5 repeats the rule takes 7 to 14 columns (5 always, 16 at least once),
   * and a share of L1 of 0.5 to 1".
   */
  public String inWords() {
    String kept =
        inAll == inSome ? "always the same" : inAll + " always, " + inSome + " at least once";
    return String.format(
        Locale.ROOT,
        "over %d repeats the rule takes %s columns (%s), and a share of L1 of %s",
        repeats.size(),
        range(Repeat::nonzero),
        kept,
        range(Repeat::alpha));
  }

  private String range(ToDoubleFunction<Repeat> value) {
    double least = repeats.stream().mapToDouble(value).min().orElseThrow();
    double most = repeats.stream().mapToDouble(value).max().orElseThrow();
    return least == most ? number(least) : number(least) + " to " + number(most);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "" + (int) value : "" + value;
  }

  /**
   * How often the choices of the repeats stand to a member in which way, as in "undecided 3 times,
   * as good 2 times"; empty where nothing is compared.
   */
  public String standing(Member member) {
    Map<String, Long> times =
        repeats.stream()
            .filter(r -> r.standing().containsKey(member))
            .collect(Collectors.groupingBy(r -> r.standing().get(member), Collectors.counting()));
    return times.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            e ->
                e.getKey() + (e.getValue() == repeats.size() ? " every time" : times(e.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String times(long n) {
    return n == 1 ? " once" : n == 2 ? " twice" : " " + n + " times";
  }
}
