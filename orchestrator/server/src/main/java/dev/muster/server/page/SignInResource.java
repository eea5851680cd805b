package dev.muster.server.page;

import dev.muster.api.SignInView;
import dev.muster.server.heart.Heart;
import dev.muster.server.signin.BrowserRequest;
import dev.muster.server.signin.Sessions;
import dev.muster.server.signin.SignInCodes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Lets a browser in, and out again. */
@Controller
final class SignInResource {
  private static final URI PAGE = URI.create("/");
  private static final URI LINK_IS_STALE = URI.create("/#/stale-link");

  private final Heart heart;
  private final SignInCodes codes;
  private final Sessions sessions;

  SignInResource(Heart heart, SignInCodes codes, Sessions sessions) {
    this.heart = heart;
    this.codes = codes;
    this.sessions = sessions;
  }

  /** A link that signs one browser in. */
  @Post("/api/v1/signin")
  SignInView link() {
    return new SignInView(
        SignInLink.of(heart.address().url(), codes), SignInCodes.VALID.toSeconds());
  }

  /** Where the link leads: on to the page, signed in or told why not. */
  @Get(value = "/signin", headRoute = false)
  HttpResponse<?> signIn(HttpRequest<?> request, @QueryValue @Nullable String code) {
    if (code == null || !codes.use(code)) {
      return goTo(LINK_IS_STALE);
    }
    return goTo(PAGE).header("Set-Cookie", new BrowserRequest(request).keep(sessions.open()));
  }

  /** Makes the browser that asks forget its session. */
  @Post("/api/v1/signout")
  @Status(HttpStatus.NO_CONTENT)
  HttpResponse<?> signOut(HttpRequest<?> request) {
    return HttpResponse.noContent().header("Set-Cookie", new BrowserRequest(request).forget());
  }

  private static MutableHttpResponse<?> goTo(URI place) {
    return PageHeaders.on(HttpResponse.seeOther(place)).header("Cache-Control", "no-store");
  }
}
