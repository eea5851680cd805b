package dev.muster.agent.prepare;

import dev.muster.agent.process.Surroundings;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks Python interpreters what they are. */
final class Interpreters {
  private static final String SCRIPT = "interpreter.py";
  private static final String ANSWER = "MUSTER-INTERPRETER ";

  private final Tools tools;
  private final Surroundings surroundings;
  private final Path script;
  private final JsonMapper json = JsonMapper.builder().build();

  Interpreters(Tools tools, Surroundings surroundings, Path home) {
    this.tools = tools;
    this.surroundings = surroundings;
    this.script = home.resolve(SCRIPT);
  }

  /**
   * Asks an interpreter.
   *
   * @param requirements the file that it should judge; null for none
   */
  Interpreter ask(String python, @Nullable Path requirements)
      throws Unprepared, IOException, InterruptedException {
    Tools.Result result = run(python, requirements);
    String answer = answer(result.lastLines());
    if (!result.succeeded() || answer == null) {
      throw new Unprepared(
          FaultCode.ENVIRONMENT_FAILED,
          "Python interpreter %s: cannot be used (%s)".formatted(python, result.exit().words()),
          result.lastLines());
    }
    return json.readValue(answer, Interpreter.class);
  }

  /** Asks again, of an environment that was built; null when its interpreter does not start. */
  @Nullable Interpreter askBuilt(Path python, Path requirements)
      throws IOException, InterruptedException {
    Tools.Result result = run(python.toString(), requirements);
    String answer = answer(result.lastLines());
    return result.succeeded() && answer != null ? json.readValue(answer, Interpreter.class) : null;
  }

  private Tools.Result run(String python, @Nullable Path requirements)
      throws IOException, InterruptedException {
    try (InputStream resource = Interpreters.class.getResourceAsStream(SCRIPT)) {
      if (resource == null) {
        throw new IllegalStateException(SCRIPT + " is not beside its class");
      }
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    if (requirements != null) {
      command.add(requirements.toString());
    }
    return tools.ask(command, surroundings.forBuild());
  }

  private static @Nullable String answer(List<String> lines) {
    String last = lines.isEmpty() ? "" : lines.getLast();
    return last.startsWith(ANSWER) ? last.substring(ANSWER.length()) : null;
  }
}
