package dev.muster.server.web;

import dev.muster.api.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Set;

/** A refusal is answered with its problem. */
@Singleton
@SuppressWarnings("rawtypes") // the framework's signature
final class RefusedAnswer implements ExceptionHandler<RefusedException, HttpResponse<?>> {
  private static final Set<HttpStatus> AGAIN_LATER =
      Set.of(HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE);

  private static final String RETRY_SECONDS = "1";

  @Override
  public HttpResponse<?> handle(HttpRequest request, RefusedException refusal) {
    return of(refusal.problem().at(request.getPath()));
  }

  static MutableHttpResponse<Problem> of(Problem problem) {
    MutableHttpResponse<Problem> answer =
        HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
            .body(problem)
            .contentType(Problem.MEDIA_TYPE);
    if (AGAIN_LATER.contains(answer.status())) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return answer;
  }
}
