package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.SignInView;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a browser is let in, and what is asked of its requests then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
  private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: ([^;\\r]+);(.*)$");

  private ServerFixture fixture;
  private String cookie;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    fixture = ServerFixture.on(folder);
    cookie = cookie(follow(fixture.client().signIn()));
  }

  @AfterAll
  void end() {
    fixture.close();
  }

  @Test
  void theLinkSignsInOnce() throws Exception {
    SignInView link = fixture.client().signIn();

    String first = follow(link);
    String second = follow(link);

    assertThat(first).startsWith("HTTP/1.1 303").containsIgnoringCase("\nlocation: /\r\n");
    assertThat(second).startsWith("HTTP/1.1 303").doesNotContainIgnoringCase("set-cookie");
    assertThat(second).containsIgnoringCase("\nlocation: /#/stale-link\r\n");
  }

  @Test
  void theLinkHoldsNoTokenAndTheSessionIsOutOfReachOfScripts() throws Exception {
    SignInView link = fixture.client().signIn();
    Matcher set = COOKIE.matcher(follow(link));

    assertThat(link.url()).doesNotContain(fixture.token());
    assertThat(set.find()).isTrue();
    assertThat(set.group(1)).startsWith("muster-session-" + fixture.url().getPort() + "=");
    assertThat(set.group(2)).contains("HttpOnly", "SameSite=Strict", "Path=/api/v1", "Max-Age=");
  }

  @Test
  void lookingAtTheHeadOfALinkDoesNotUseItUp() throws Exception {
    SignInView link = fixture.client().signIn();

    String head = at("HEAD", "/signin?" + URI.create(link.url()).getQuery()).send(fixture.url());

    assertThat(head).doesNotContainIgnoringCase("set-cookie");
    assertThat(cookie(follow(link))).isNotEmpty();
  }

  @Test
  void onlyWhoIsInGetsALink() throws Exception {
    assertThat(at("POST", "/api/v1/signin").send(fixture.url())).startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void thePageReadsWithItsSession(String site) throws Exception {
    String answer = withCookie("GET", "/api/v1/jobs").header("Sec-Fetch-Site", site).send(url());

    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, same-site, 403",
    "GET, cross-site, 403",
    "POST, none, 403",
    "POST, same-site, 403",
    "POST, cross-site, 403",
    "POST, same-origin, 200"
  })
  void whatAForeignPageSendsIsRefused(String method, String site, int status) throws Exception {
    String path = method.equals("GET") ? "/api/v1/jobs" : "/api/v1/signin";

    String answer = withCookie(method, path).header("Sec-Fetch-Site", site).send(url());

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void aBrowserThatDoesNotSayTheSiteIsJudgedByTheOrigin() throws Exception {
    String own = "http://" + url().getAuthority();

    assertThat(withCookie("POST", "/api/v1/signin").send(url())).startsWith("HTTP/1.1 403");
    for (String foreign : new String[] {"null", "http://evil.example", "http://127.0.0.1:1"}) {
      assertThat(withCookie("POST", "/api/v1/signin").header("Origin", foreign).send(url()))
          .startsWith("HTTP/1.1 403");
    }
    assertThat(withCookie("POST", "/api/v1/signin").header("Origin", own).send(url()))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil:80", "10.0.0.1"})
  void aNameThatWasMadeToPointHereIsRefused(String host) throws Exception {
    for (String path : new String[] {"/", "/assets/x.js", "/signin?code=x"}) {
      assertThat(new RawRequest("GET", path).header("Host", host).send(url()))
          .startsWith("HTTP/1.1 421");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "127.9.9.9"})
  void everyNameOfThisMachineWillDo(String host) throws Exception {
    String name = host + ":" + url().getPort();

    assertThat(new RawRequest("GET", "/").header("Host", name).send(url()))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void anAlteredSessionIsNone() throws Exception {
    String altered = cookie.substring(0, cookie.length() - 2) + "xx";

    assertThat(at("GET", "/api/v1/jobs").header("Cookie", altered).send(url()))
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void signingOutMakesTheBrowserForget() throws Exception {
    String answer =
        withCookie("POST", "/api/v1/signout").header("Sec-Fetch-Site", "same-origin").send(url());

    assertThat(answer).startsWith("HTTP/1.1 204").contains("Max-Age=0");
  }

  @Test
  void theDocumentAllowsNothingInlineAndNothingForeign() throws Exception {
    String answer = at("GET", "/").send(url());

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("content-type: text/html;charset=utf-8")
        .containsIgnoringCase("cache-control: no-cache")
        .containsIgnoringCase("x-content-type-options: nosniff")
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe")
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("src=\"http")
        .doesNotContain("<style");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.js", "..%2f..%2findex.html", "%2e%2e", "index.html", "a%00.js"})
  void whatIsNoFileOfThePageIsNotFound(String name) throws Exception {
    assertThat(at("GET", "/assets/" + name).send(url())).containsPattern("^HTTP/1.1 (404|400|401)");
  }

  private URI url() {
    return fixture.url();
  }

  private RawRequest at(String method, String path) {
    return new RawRequest(method, path).header("Host", url().getAuthority());
  }

  private RawRequest withCookie(String method, String path) {
    return at(method, path).header("Cookie", cookie);
  }

  private String follow(SignInView link) throws Exception {
    return at("GET", "/signin?" + URI.create(link.url()).getQuery()).send(url());
  }

  private static String cookie(String answer) {
    Matcher set = COOKIE.matcher(answer);
    return set.find() ? set.group(1) : "";
  }
}
