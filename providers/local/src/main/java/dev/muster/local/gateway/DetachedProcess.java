package dev.muster.local.gateway;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program in a session of its own, so that neither our end nor a terminal's signals reach
 * it.
 *
 * <p>{@code setsid} becomes the program by exec (a fresh child never leads a process group, so it
 * need not fork): the number that we get is the program's own.
 */
public final class DetachedProcess {
  private static final String SETSID = "/usr/bin/setsid";
  private static final String OUR_VARIABLES = "MUSTER_";

  private DetachedProcess() {}

  /**
   * Starts it with our environment, without what is meant for Muster's own programs.
   *
   * @param command program and arguments
   * @param directory where it starts
   * @param log the file that its output is appended to
   * @return its process number
   * @throws IOException when it cannot be started
   */
  public static long start(List<String> command, Path directory, Path log) throws IOException {
    List<String> line = new ArrayList<>(List.of(SETSID));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith(OUR_VARIABLES));
    return builder.start().pid();
  }
}
