package dev.muster.server.web;

import dev.muster.api.Problem;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Gives every error that the framework answers by itself the form of a problem. */
@Singleton
final class ProblemBodies implements ErrorResponseProcessor<Problem> {
  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    MutableHttpResponse<Problem> answer = (MutableHttpResponse<Problem>) response;
    if (context.getRequest().getMethod() == HttpMethod.HEAD) {
      return answer;
    }
    return answer.body(problem(context, response.status())).contentType(Problem.MEDIA_TYPE);
  }

  private static Problem problem(ErrorContext context, HttpStatus status) {
    return Problem.of(type(status), status.getReason(), status.getCode(), detail(context, status))
        .at(context.getRequest().getPath());
  }

  /** What went wrong inside stays inside; the log has it. */
  private static String detail(ErrorContext context, HttpStatus status) {
    HttpRequest<?> request = context.getRequest();
    String asked = "%s %s".formatted(request.getMethodName(), request.getPath());
    if (status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
      return asked + ": the server failed; its log says why";
    }
    String why =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    return Shown.text(why.isEmpty() ? asked : asked + ": " + why);
  }

  private static String type(HttpStatus status) {
    return switch (status.getCode()) {
      case 401, 403 -> "auth.denied";
      case 404 -> "not.found";
      case 405 -> "method.not-allowed";
      case 406 -> "media.not-acceptable";
      case 413 -> "request.too-large";
      case 414 -> "request.too-long";
      case 415 -> "media.unsupported";
      case 421 -> "request.misdirected";
      case 431 -> "request.too-large";
      case 429 -> "throttled";
      default -> status.getCode() < 500 ? "request.invalid" : "server.fault";
    };
  }
}
