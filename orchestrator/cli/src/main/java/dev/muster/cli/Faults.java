package dev.muster.cli;

import dev.muster.api.Difference;
import dev.muster.api.ExplanationView;
import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.WaitText;
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong and what to do next, on standard error, and finds the exit code for it. A
 * stack trace is for those who set MUSTER_DEBUG.
 */
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int SERVER_FAULTS = 500;
  private static final int NOT_FOUND = 404;
  private static final int DENIED = 401;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final PrintWriter err;
  private final boolean debugging;

  Faults(Surroundings surroundings) {
    this.err = surroundings.err();
    this.debugging = !surroundings.environment().getOrDefault("MUSTER_DEBUG", "").isEmpty();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, @Nullable ParseResult parsed) {
    if (debugging) {
      exception.printStackTrace(err);
    }
    return switch (exception) {
      case FailureException failure -> failed(failure);
      case ProblemException refused -> refused(refused.problem());
      case UnreachableException lost -> unreachable(lost);
      case InterruptedException _ -> ExitCode.CANCELLED.number();
      default -> unexpected(exception);
    };
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    what(Objects.toString(exception.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      next("`%s --help` shows how".formatted(command.getCommandSpec().qualifiedName()));
    }
    return ExitCode.USAGE.number();
  }

  private int failed(FailureException failure) {
    what(failure.what());
    next(failure.next());
    return failure.code().number();
  }

  private int unreachable(UnreachableException lost) {
    what(Objects.toString(lost.getMessage()));
    next("is it up, and is MUSTER_SERVER right?");
    return ExitCode.UNREACHABLE.number();
  }

  private int refused(Problem problem) {
    what(problem.detail());
    problem.errors().forEach(this::field);
    problem.differences().forEach(this::difference);
    if (problem.explanation() != null) {
      WaitText.lines(problem.explanation()).stream()
          .filter(line -> !problem.detail().contains(line))
          .forEach(line -> err.println("  " + line));
    }
    if (!tellsNext(problem.explanation())) {
      next(remedy(problem));
    }
    return problem.status() >= SERVER_FAULTS ? ExitCode.FAILED.number() : ExitCode.USAGE.number();
  }

  private int unexpected(Exception exception) {
    what("unexpected: " + exception);
    next("set MUSTER_DEBUG=1 to see where it comes from");
    return ExitCode.FAILED.number();
  }

  private static boolean tellsNext(@Nullable ExplanationView explanation) {
    return explanation != null && !explanation.next().isEmpty();
  }

  private static @Nullable String remedy(Problem problem) {
    return switch (problem.status()) {
      case NOT_FOUND -> "`muster ps` shows the jobs there are";
      case DENIED -> "set MUSTER_TOKEN to the server's token";
      case CONFLICT -> problem.job() == null ? null : "cancel that job, or choose another name";
      case UNAVAILABLE -> "try again once that is mended; the server's log may tell more";
      default ->
          problem.status() >= SERVER_FAULTS ? "look into the server's log, and try again" : null;
    };
  }

  private void field(FieldError error) {
    err.printf("  %s:%s: %s%n", error.line(), error.column(), error.message());
  }

  private void difference(Difference difference) {
    err.printf(
        "  %s%n    there: %s%n    here:  %s%n",
        difference.field(), shown(difference.live()), shown(difference.submitted()));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "absent" : value;
  }

  private void what(String line) {
    err.println("muster: " + line);
  }

  private void next(@Nullable String line) {
    if (line != null) {
      err.println("  next: " + line);
    }
    err.flush();
  }
}
