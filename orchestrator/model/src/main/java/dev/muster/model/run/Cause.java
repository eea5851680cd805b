package dev.muster.model.run;

import dev.muster.spi.FaultCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt or a job ended other than well: the first failure, not those that follow from it.
 *
 * @param code what happened
 * @param rank the rank it happened to; null when it was not one rank
 * @param node the node rank it happened on; null when it was not one node
 * @param detail one sentence: what was seen
 * @param lastLines the last lines that the rank (or the setup) wrote, oldest first, bounded
 */
public record Cause(
    FaultCode code,
    @Nullable Integer rank,
    @Nullable Integer node,
    String detail,
    List<String> lastLines) {
  public Cause {
    lastLines = List.copyOf(lastLines);
  }

  /** A cause that is not of one rank or node. */
  public static Cause of(FaultCode code, String detail) {
    return new Cause(code, null, null, detail, List.of());
  }
}
