package dev.muster.server.page;

import io.micronaut.http.MutableHttpResponse;

/** What a browser is told about everything that it may show. */
final class PageHeaders {
  /** Only our own files, nothing inline, nobody around us. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PageHeaders() {}

  static <T> MutableHttpResponse<T> on(MutableHttpResponse<T> answer) {
    return answer
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
