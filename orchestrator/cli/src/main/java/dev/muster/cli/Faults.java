package dev.muster.cli;

import dev.muster.api.Difference;
import dev.muster.api.ExplanationView;
import dev.muster.api.FieldError;
import dev.muster.api.Problem;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.text.Clip;
import dev.muster.cli.text.WaitText;
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.io.IOException;
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
  private static final String NOBODY_READS = "Broken pipe";

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
      case Answers.UnreadException _ -> ExitCode.SUCCEEDED.number();
      case InterruptedException _ -> ExitCode.CANCELLED.number();
      default -> unexpected(exception);
    };
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    what(Objects.toString(exception.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      next(command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE.number();
  }

  /** Who reads no more has what they wanted; anything else is a loss. */
  Integer unwritten(IOException reason) {
    String why = Objects.toString(reason.getMessage());
    if (why.contains(NOBODY_READS)) {
      return ExitCode.SUCCEEDED.number();
    }
    what("standard output cannot be written: " + why);
    next("muster doctor");
    return ExitCode.FAILED.number();
  }

  /** Java itself has come to an end. */
  int exhausted(Error error) {
    what("out of memory: " + error.getClass().getSimpleName());
    next("ask for less, for example by --limit; or give Java more by JDK_JAVA_OPTIONS=-Xmx1g");
    return ExitCode.FAILED.number();
  }

  private int failed(FailureException failure) {
    what(failure.what());
    next(failure.next());
    return failure.code().number();
  }

  private int unreachable(UnreachableException lost) {
    what(Objects.toString(lost.getMessage()));
    next("muster doctor");
    return ExitCode.UNREACHABLE.number();
  }

  private int refused(Problem problem) {
    what(problem.detail());
    problem.errors().forEach(this::field);
    problem.differences().forEach(this::difference);
    if (problem.explanation() != null) {
      tell(problem.explanation(), problem.detail());
    }
    if (!tellsNext(problem.explanation())) {
      next(remedy(problem));
    }
    return problem.status() >= SERVER_FAULTS ? ExitCode.FAILED.number() : ExitCode.USAGE.number();
  }

  private void tell(ExplanationView explanation, String said) {
    if (!said.contains(explanation.summary())) {
      err.println("  " + Clip.visible(explanation.summary()));
    }
    WaitText.remedies(explanation, said).forEach(err::println);
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
      case NOT_FOUND -> "muster ps";
      case DENIED -> "muster token";
      case CONFLICT -> problem.job() == null ? null : "muster ps";
      case UNAVAILABLE -> "muster doctor";
      default -> problem.status() >= SERVER_FAULTS ? "muster doctor" : null;
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
