package dev.muster.agent.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The system calls that Java has no word for. Restricted: a wrong call could end the JVM. */
@SuppressWarnings("restricted")
final class Posix {
  private static final MethodHandle KILL =
      find(
          "kill",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle MKFIFO =
      find(
          "mkfifo",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

  private static final MethodHandle PRCTL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("prctl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1));

  private static final MethodHandle WAITPID =
      find(
          "waitpid",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int WNOHANG = 1;

  private Posix() {}

  /** From now on our orphaned descendants become children of ours; whether the kernel agreed. */
  static boolean adoptOrphans() {
    try {
      return (int) PRCTL.invokeExact(PR_SET_CHILD_SUBREAPER, 1L) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("prctl(2) cannot be called", e);
    }
  }

  /** Takes the exit code of a child that has ended; nobody wants to know it. */
  static void collect(long pid) {
    try {
      int ignored = (int) WAITPID.invokeExact(atLeastTwo(pid), MemorySegment.NULL, WNOHANG);
    } catch (Throwable e) {
      throw new IllegalStateException("waitpid(2) cannot be called", e);
    }
  }

  /** Sends a signal to a process; nothing happens when there is none of that number. */
  static void signal(long pid, int signal) {
    kill(atLeastTwo(pid), signal);
  }

  /** Sends a signal to all processes of a group; nothing happens when there is none. */
  static void signalGroup(long group, int signal) {
    kill(-atLeastTwo(group), signal);
  }

  private static int atLeastTwo(long number) {
    if (number < 2) {
      throw new IllegalArgumentException("process or group: " + number + " (expected: >= 2)");
    }
    return Math.toIntExact(number);
  }

  private static void kill(int target, int signal) {
    try {
      int ignored = (int) KILL.invokeExact(target, signal);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  /** Makes a named pipe that only its owner may open. */
  static void makePipe(Path path) throws IOException {
    int result;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      result = (int) MKFIFO.invokeExact(name, 0600);
    } catch (Throwable e) {
      throw new IllegalStateException("mkfifo(3) cannot be called", e);
    }
    if (result != 0) {
      throw new IOException("named pipe " + path + ": cannot be made");
    }
  }

  private static MethodHandle find(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
