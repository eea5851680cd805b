package dev.muster.server.signin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a browser sends it, and whether our own page is behind it. A foreign site can make a
 * browser send requests with our cookie on them; what it cannot do is forge where they come from.
 */
public final class BrowserRequest {
  private static final String COOKIE = "muster-session-";
  private static final String COOKIE_PATH = "/api/v1";
  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final String SAME_ORIGIN = "same-origin";

  /** The address line, a bookmark. */
  private static final String NOBODY = "none";

  private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Names that no resolver can point elsewhere. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final HttpRequest<?> request;

  public BrowserRequest(HttpRequest<?> request) {
    this.request = request;
  }

  /**
   * Whether it was sent to this machine by its name: another name may have been made to point here.
   */
  public boolean isForThisMachine() {
    return LOOPBACK.matcher(authority()).matches();
  }

  /** Whether our page, or for what changes nothing the person at the address line, has sent it. */
  public boolean isOurOwn() {
    boolean harmless = HARMLESS.contains(request.getMethod());
    String site = header(FETCH_SITE);
    if (site != null) {
      return site.equals(SAME_ORIGIN) || (harmless && site.equals(NOBODY));
    }
    String origin = header(HttpHeaders.ORIGIN);
    return origin == null ? harmless : authority().equals(authorityOf(origin));
  }

  /** The session that it bears. */
  public Optional<String> session() {
    return request.getCookies().findCookie(cookieName()).map(Cookie::getValue);
  }

  /**
   * The header that makes the browser keep a session: out of reach of scripts and of foreign sites.
   */
  public String keep(String session) {
    return cookie(session, Sessions.VALID.toSeconds());
  }

  /** The header that makes the browser forget its session. */
  public String forget() {
    return cookie("", 0);
  }

  private String cookie(String value, long maxAgeSeconds) {
    return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Strict"
        .formatted(cookieName(), value, COOKIE_PATH, maxAgeSeconds);
  }

  /** Cookies know no ports: servers of one machine are told apart by their cookies' names. */
  private String cookieName() {
    int colon = authority().lastIndexOf(':');
    String port = authority().substring(colon + 1);
    return COOKIE + (colon > 0 && port.chars().allMatch(Character::isDigit) ? port : "80");
  }

  private String authority() {
    String host = header(HttpHeaders.HOST);
    return host == null ? "" : host;
  }

  private static @Nullable String authorityOf(String origin) {
    try {
      return new URI(origin).getRawAuthority();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }
}
