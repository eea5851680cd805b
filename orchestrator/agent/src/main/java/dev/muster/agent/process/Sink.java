package dev.muster.agent.process;

/** Takes what a process prints. */
@FunctionalInterface
public interface Sink {
  /** Takes the first bytes of a buffer, which is reused afterwards. */
  void accept(byte[] buffer, int length);

  /** No more will come. */
  default void end() {}

  /** This sink, then another. */
  default Sink and(Sink other) {
    return new Sink() {
      @Override
      public void accept(byte[] buffer, int length) {
        Sink.this.accept(buffer, length);
        other.accept(buffer, length);
      }

      @Override
      public void end() {
        Sink.this.end();
        other.end();
      }
    };
  }
}
