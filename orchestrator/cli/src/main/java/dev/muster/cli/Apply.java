package dev.muster.cli;

import picocli.CommandLine.Command;

/** {@code muster apply}: the same as submit, for those who are used to the word. */
@Command(
    name = "apply",
    description = "Submit the jobs of files and folders, as kubectl does.",
    footer = {
      "",
      "A job that is alive already with an equal manifest stays as it is.",
      "",
      "Examples:",
      "  muster apply job.yaml",
      "  muster apply jobs/"
    })
final class Apply extends Submit {}
