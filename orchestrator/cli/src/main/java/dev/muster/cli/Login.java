package dev.muster.cli;

import dev.muster.api.SignInView;
import dev.muster.client.MusterClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster login}: a link that signs a browser in at the server's page. */
@Command(
    name = "login",
    description = "Print a link that signs a browser in at the page.",
    footer = {"", "Example:", "  muster login"})
final class Login implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Override
  public Integer call() {
    SignInView link = muster.ask(MusterClient::signIn);
    muster.answers().print(link, () -> List.of(link.url(), "  (" + PageLink.terms(link) + ")"));
    return 0;
  }
}
