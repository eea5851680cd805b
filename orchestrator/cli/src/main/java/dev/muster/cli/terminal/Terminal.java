package dev.muster.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The terminal while something is drawn on it: without a cursor, and with keys that are neither
 * echoed nor held back until the end of a line. Closing gives it back as it was, whichever way the
 * process ends.
 */
public final class Terminal implements AutoCloseable {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final File DEVICE = new File("/dev/tty");
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;
  private static final long STTY_SECONDS = 2;

  /** Fields of a process's {@code stat}, counted from its state. */
  private static final int GROUP = 2;

  private static final int FOREGROUND_GROUP = 5;

  private final PrintWriter out;
  private final InputStream keys;
  private final String former;
  private final Thread atExit = new Thread(this::restore, "terminal");
  private final AtomicBoolean resized = new AtomicBoolean(true);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private int width = USUAL_WIDTH;
  private int height = USUAL_HEIGHT;

  private Terminal(PrintWriter out, InputStream keys) {
    this.out = out;
    this.keys = keys;
    this.former = stty("-g");
  }

  /** Whether people see what is written: standard output is a terminal, and not a dumb one. */
  public static boolean isInteractive(Map<String, String> environment) {
    return isTerminal(1) && !"dumb".equals(environment.get("TERM"));
  }

  /** Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise. */
  public static boolean isColourful(Map<String, String> environment) {
    return isInteractive(environment) && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Whether there is somebody to ask: both ends are a terminal. */
  public static boolean canAsk() {
    return isTerminal(0) && isTerminal(2);
  }

  /** How wide the terminal is that people see; empty when there is none. */
  public static Optional<Integer> columns(Map<String, String> environment) {
    if (!isInteractive(environment)) {
      return Optional.empty();
    }
    String[] size = stty("size").split(" ", -1);
    return size.length == 2 && !size[1].equals("0")
        ? Optional.of(Integer.valueOf(size[1]))
        : Optional.empty();
  }

  /** Takes the terminal over. */
  public static Terminal open(PrintWriter out, InputStream keys) {
    Terminal terminal = new Terminal(out, keys);
    Runtime.getRuntime().addShutdownHook(terminal.atExit);
    Signals.onResize(() -> terminal.resized.set(true));
    Signals.onSuspend(terminal::suspend);
    Signals.onContinue(terminal::take);
    terminal.take();
    return terminal;
  }

  /** Columns, as of now. */
  public int width() {
    measure();
    return width;
  }

  /** Rows, as of now. */
  public int height() {
    measure();
    return height;
  }

  /** A key that was pressed; empty when none was. */
  public OptionalInt key() {
    try {
      return isTerminal(0) && keys.available() > 0
          ? OptionalInt.of(keys.read())
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook with it.
      return;
    }
  }

  private void restore() {
    if (open.compareAndSet(true, false)) {
      giveBack();
    }
  }

  /** Also after a pause, in which the shell had the terminal; unless it keeps it. */
  private void take() {
    if (open.get() && isInForeground()) {
      resized.set(true);
      stty("-icanon", "-echo", "min", "1");
      out.print(HIDE_CURSOR);
      out.flush();
    }
  }

  private void giveBack() {
    out.print(SHOW_CURSOR);
    out.flush();
    if (!former.isEmpty()) {
      stty(former);
    }
  }

  /** The shell gets its terminal as it was; then this process stops until it is told to go on. */
  private void suspend() {
    if (open.get()) {
      giveBack();
    }
    run("kill", "-STOP", Long.toString(ProcessHandle.current().pid()));
  }

  private void measure() {
    if (resized.compareAndSet(true, false)) {
      String[] size = stty("size").split(" ", -1);
      if (size.length == 2 && !size[0].equals("0") && !size[1].equals("0")) {
        height = Integer.parseInt(size[0]);
        width = Integer.parseInt(size[1]);
      }
    }
  }

  /** What {@code stty} answers; empty when it cannot. */
  private static String stty(String... arguments) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /** What a program answers about the terminal; empty when it cannot. */
  private static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] answer = process.getInputStream().readAllBytes();
      boolean ended = process.waitFor(STTY_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? new String(answer, StandardCharsets.US_ASCII).strip()
          : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Whether the shell has given us the terminal: in the background nobody may set it. */
  private static boolean isInForeground() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[GROUP].equals(fields[FOREGROUND_GROUP]);
    } catch (IOException e) {
      return true;
    }
  }

  /** Looks where the descriptor leads; where that cannot be seen, Java knows about all of them. */
  @SuppressWarnings("SystemConsoleNull") // it may be null all the same
  public static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      Console console = System.console();
      return console != null && console.isTerminal();
    }
  }
}
