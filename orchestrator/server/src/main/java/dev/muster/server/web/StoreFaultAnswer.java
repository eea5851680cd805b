package dev.muster.server.web;

import dev.muster.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that cannot be read or written is not there for now. */
@Singleton
@SuppressWarnings("rawtypes") // the framework's signature
final class StoreFaultAnswer implements ExceptionHandler<StoreException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(StoreFaultAnswer.class);

  @Override
  public HttpResponse<?> handle(HttpRequest request, StoreException fault) {
    log.error("request={} store=failed", request.getPath(), fault);
    RefusedException refused =
        RefusedException.unavailable("store.failed", String.valueOf(fault.getMessage()));
    return RefusedAnswer.of(refused.problem().at(request.getPath()));
  }
}
