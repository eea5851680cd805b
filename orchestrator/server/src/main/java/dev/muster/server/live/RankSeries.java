package dev.muster.server.live;

/**
 * Under which name the store keeps what one rank reports of a metric. Ranks are kept apart there,
 * because which of them speaks for the job, the lowest that reports, is only known in the end.
 *
 * @param rank who reported
 * @param metric what
 */
public record RankSeries(int rank, String metric) {
  private static final char SEPARATOR = ':';

  /** The name in the store. */
  public static String name(int rank, String metric) {
    return "%d%c%s".formatted(rank, SEPARATOR, metric);
  }

  /** Reads a name of the store. */
  public static RankSeries parse(String name) {
    int end = name.indexOf(SEPARATOR);
    return new RankSeries(Integer.parseInt(name.substring(0, end)), name.substring(end + 1));
  }
}
