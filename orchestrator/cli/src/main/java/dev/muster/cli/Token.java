package dev.muster.cli;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster token}: where the token is that opens the server. */
@Command(
    name = "token",
    description = "Say where the token is that opens the server, or print it.",
    footer = {
      "",
      "Examples:",
      "  muster token",
      "  curl -H \"Authorization: Bearer $(muster token --show)\" http://127.0.0.1:7180/api/v1/jobs"
    })
final class Token implements Callable<Integer> {
  private static final String VARIABLE = "MUSTER_TOKEN";

  /**
   * Where it is.
   *
   * @param place the variable or the file
   * @param token the token itself; null unless it was asked for
   */
  record Place(String place, @Nullable String token) {}

  @ParentCommand private Muster muster;

  @Option(names = "--show", description = "Print the token itself: whoever has it, has the server.")
  private boolean show;

  @Override
  public Integer call() {
    String given = muster.environment().getOrDefault(VARIABLE, "").strip();
    Path file = muster.home().token();
    String place = given.isEmpty() ? file.toString() : source();
    String token = !show ? null : given.isEmpty() ? read(file) : given;
    muster.answers().print(new Place(place, token), () -> lines(place, token));
    return 0;
  }

  private String source() {
    return muster.surroundings().environment().containsKey(VARIABLE)
        ? "the variable " + VARIABLE
        : "the context in " + muster.config().file();
  }

  private static List<String> lines(String place, @Nullable String token) {
    return token == null
        ? List.of("the token is in " + place, "  `muster token --show` prints it")
        : List.of(token);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          "there is no token in %s yet: a server makes it when it starts there".formatted(file),
          "muster ps",
          e);
    }
  }
}
