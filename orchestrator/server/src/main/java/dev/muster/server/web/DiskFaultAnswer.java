package dev.muster.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be kept is never acknowledged: agents keep it and come again, and people are told
 * why.
 */
@Singleton
@SuppressWarnings("rawtypes") // the framework's signature
final class DiskFaultAnswer implements ExceptionHandler<IOException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(DiskFaultAnswer.class);

  private final FullDisk disk;

  DiskFaultAnswer(FullDisk disk) {
    this.disk = disk;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, IOException fault) {
    log.warn("request={} disk=failed cause={}", request.getPath(), fault.toString());
    String detail = "a file could not be read or written: " + fault.getMessage();
    return RefusedAnswer.of(
        disk.refusal("disk.failed", detail, fault).problem().at(request.getPath()));
  }
}
