package dev.muster.spi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A classified failure.
 *
 * @param code what happened
 * @param detail one sentence for people: the value, what was expected, what to do
 * @param retryAfter how long to wait before the next try, if the provider said so
 */
public record Fault(FaultCode code, String detail, @Nullable Duration retryAfter) {
  public Fault {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
  }

  /** A fault without a hint when to retry. */
  public static Fault of(FaultCode code, String detail) {
    return new Fault(code, detail, null);
  }
}
