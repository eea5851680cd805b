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

  private final FullDisk disk;

  StoreFaultAnswer(FullDisk disk) {
    this.disk = disk;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, StoreException fault) {
    log.error("request={} store=failed", request.getPath(), fault);
    RefusedException refused =
        disk.refusal("store.failed", String.valueOf(fault.getMessage()), fault);
    return RefusedAnswer.of(refused.problem().at(request.getPath()));
  }
}
