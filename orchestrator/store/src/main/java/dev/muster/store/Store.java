package dev.muster.store;

import dev.muster.engine.port.Journal;
import dev.muster.spi.OwnerTag;
import java.util.function.Supplier;

/** Everything durable of one installation: the engine's journal and what lies beside it. */
public interface Store extends Journal, AutoCloseable {

  /** What people read: committed rows only. */
  History history();

  /** Where reported numbers go, past the engine. */
  MetricSink metrics();

  /**
   * The tag of this installation, kept for good.
   *
   * @param fresh makes it when there is none yet
   */
  OwnerTag owner(Supplier<OwnerTag> fresh);

  /** Whether nobody has opened the store since, to write in this one's place. */
  boolean leads();

  @Override
  void close();
}
