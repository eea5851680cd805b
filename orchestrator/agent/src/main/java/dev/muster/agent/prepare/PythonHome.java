package dev.muster.agent.prepare;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process finds its Python.
 *
 * @param first folders before everything else in PATH
 * @param last folders after everything else in PATH
 * @param virtualEnvironment its virtual environment; null outside of one
 */
public record PythonHome(List<Path> first, List<Path> last, @Nullable Path virtualEnvironment) {
  /** No Python of our choice. */
  static final PythonHome NONE = new PythonHome(List.of(), List.of(), null);

  public PythonHome {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }

  /** Puts this Python into an environment. */
  public void enter(Map<String, String> environment) {
    List<String> path = new ArrayList<>();
    first.forEach(folder -> path.add(folder.toString()));
    path.add(environment.getOrDefault("PATH", ""));
    last.forEach(folder -> path.add(folder.toString()));
    environment.put("PATH", String.join(File.pathSeparator, path));
    if (virtualEnvironment != null) {
      environment.put("VIRTUAL_ENV", virtualEnvironment.toString());
    }
  }
}
