package dev.muster.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Takes signals over from the Java runtime. Its interface for that is in every JDK and officially
 * in none, so it is looked up by name; without it signals end the process as they always do. A
 * signal that our parent told us to ignore stays ignored.
 */
public final class Signals {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  /** What can come. */
  public enum Signal {
    INT,
    TERM,
    HUP
  }

  private Signals() {}

  /** Hands every signal to the consumer, on a thread of its own. */
  public static void handle(Consumer<Signal> consumer) {
    for (Signal signal : Signal.values()) {
      handle(signal.name(), () -> consumer.accept(signal));
    }
  }

  /** Hands changes of the terminal's size on. */
  static void onResize(Runnable action) {
    handle("WINCH", action);
  }

  /** Hands Ctrl-Z on, which then stops nothing by itself. */
  static void onSuspend(Runnable action) {
    handle("TSTP", action);
  }

  /** Hands on that the process goes on after it was stopped. */
  static void onContinue(Runnable action) {
    handle("CONT", action);
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(HANDLER);
      InvocationHandler run =
          (proxy, method, arguments) -> answer(proxy, method.getName(), arguments, action);
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      // This Java does not hand out the signal: what it does by itself has to do.
    }
  }

  @SuppressWarnings("ReferenceEquality") // a handler equals itself alone
  private static Object answer(Object proxy, String method, Object[] arguments, Runnable action) {
    return switch (method) {
      case "handle" -> {
        action.run();
        yield proxy;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "signal handler";
    };
  }
}
