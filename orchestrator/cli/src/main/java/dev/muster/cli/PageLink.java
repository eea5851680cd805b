package dev.muster.cli;

import dev.muster.api.SignInView;
import dev.muster.client.MusterClient;
import dev.muster.client.ProblemException;
import java.time.Duration;

/** Tells where the page is, with a link that signs a browser in. */
final class PageLink {
  private PageLink() {}

  /** For people, and as a hint only: a server that gives no link is no reason to stop. */
  static void print(Muster muster) {
    if (!muster.answers().forPeople()) {
      return;
    }
    try {
      SignInView link = muster.ask(MusterClient::signIn);
      muster.surroundings().err().printf("page: %s%n", link.url());
      muster.surroundings().err().printf("  (%s)%n", terms(link));
      muster.surroundings().err().flush();
    } catch (ProblemException e) {
      muster.surroundings().err().printf("page: no link (%s)%n", e.problem().detail());
    }
  }

  /** What the link is good for. */
  static String terms(SignInView link) {
    return "opens once, within %d minutes; `muster login` gives another"
        .formatted(Duration.ofSeconds(link.validSeconds()).toMinutes());
  }
}
