package dev.muster.cli;

import dev.muster.cli.doctor.DataDirectory;
import dev.muster.cli.doctor.Examination;
import dev.muster.cli.doctor.Finding;
import dev.muster.cli.doctor.Machine;
import dev.muster.cli.doctor.Network;
import dev.muster.cli.doctor.Programs;
import dev.muster.cli.text.Clip;
import dev.muster.cli.text.Style;
import dev.muster.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster doctor}: what is missing on this machine. */
@Command(
    name = "doctor",
    description = "Say what is missing on this machine, and how to get it.",
    footer = {
      "",
      "Ends with 1 when something is missing that Muster does not work without.",
      "Changes nothing, and asks nobody but the package index that is configured.",
      "",
      "Examples:",
      "  muster doctor",
      "  muster doctor -o json | jq '.items[] | select(.verdict != \"ok\")'"
    })
final class Doctor implements Callable<Integer> {
  /** What was found. */
  record Report(boolean healthy, List<Finding> items) {
    Report {
      items = List.copyOf(items);
    }
  }

  @ParentCommand private Muster muster;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = muster.environment();
    List<Examination.Question> questions = new ArrayList<>();
    questions.addAll(new Programs(environment).questions());
    questions.addAll(new Machine(muster.home().root()).questions());
    questions.addAll(new DataDirectory(muster.home(), Version.number()).questions());
    questions.addAll(new Network(environment, muster.surroundings().clock()).questions());
    List<Finding> findings = Examination.of(questions);
    boolean healthy = findings.stream().noneMatch(Finding::blocks);
    muster.answers().print(new Report(healthy, findings), () -> lines(findings, muster.style()));
    return healthy ? 0 : 1;
  }

  private static List<String> lines(List<Finding> findings, Style style) {
    Table table = new Table("", "WHAT", "FOUND");
    for (Finding finding : findings) {
      table.row(
          style.verdict(finding.verdict()), finding.subject(), Clip.visible(finding.detail()));
    }
    List<String> lines = new ArrayList<>(table.lines());
    List<Finding> fixable = findings.stream().filter(finding -> finding.fix() != null).toList();
    if (!fixable.isEmpty()) {
      Table fixes = new Table("", "");
      fixable.forEach(finding -> fixes.row(finding.subject(), String.valueOf(finding.fix())));
      lines.add("");
      lines.add("How to get it:");
      fixes.lines().stream().skip(1).forEach(line -> lines.add("  " + line));
    }
    return lines;
  }
}
