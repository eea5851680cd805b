package dev.muster.agent.process;

/** Takes what a process prints. */
@FunctionalInterface
public interface Sink {
  /** Takes the first bytes of a buffer, which is reused afterwards. */
  void accept(byte[] buffer, int length);

  /** This sink, then another. */
  default Sink and(Sink other) {
    return (buffer, length) -> {
      accept(buffer, length);
      other.accept(buffer, length);
    };
  }
}
