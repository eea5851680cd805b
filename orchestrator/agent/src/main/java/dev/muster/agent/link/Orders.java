package dev.muster.agent.link;

import dev.muster.model.agent.Directive;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The newest directive. Answers to a report and to a long poll may overtake each other: the higher
 * revision stays. The answer to a hello always counts, since a server that was started again may
 * count anew.
 */
public final class Orders {
  private final AtomicReference<@Nullable Directive> newest = new AtomicReference<>();
  private final Runnable whenChanged;

  public Orders(Runnable whenChanged) {
    this.whenChanged = whenChanged;
  }

  /** What is wanted now; null before the first answer. */
  public @Nullable Directive newest() {
    return newest.get();
  }

  long revision() {
    Directive now = newest.get();
    return now == null ? -1 : now.revision();
  }

  void greeted(Directive directive) {
    newest.set(directive);
    whenChanged.run();
  }

  void told(Directive directive) {
    newest.updateAndGet(
        now -> now == null || directive.revision() > now.revision() ? directive : now);
    whenChanged.run();
  }
}
