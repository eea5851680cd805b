package dev.muster.manifest.kind;

import static java.util.stream.Stream.concat;

import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.FieldTable;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.field.Values;
import dev.muster.manifest.job.Envelope;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.value.ListOf;
import dev.muster.manifest.value.MapOf;
import dev.muster.manifest.value.Text;
import dev.muster.manifest.value.ValueType;
import dev.muster.manifest.value.WholeNumber;
import dev.muster.manifest.value.Words;
import java.util.List;

/** Where capacity comes from, and how it is reached. */
final class ProviderFields {
  private static final Text TOKEN = Text.token("a name without blanks");
  private static final Text VARIABLE = Text.of("a variable's name", 256, "[A-Za-z_][A-Za-z0-9_]*");
  private static final ListOf<String> NAMES = new ListOf<>(TOKEN, "names", 64);
  private static final WholeNumber COUNT = new WholeNumber(0, 1_000_000);

  private static final Obeyed<String> TYPE =
      Obeyed.required(
          "spec.type",
          Words.of("local", "ssh", "aws", "gcp", "kubernetes"),
          "what it is; decides which block may stand here");

  /** One for each type that needs to be told more. */
  private static final List<Section> BLOCKS =
      List.of(
          Section.optional("spec.aws", "what only AWS has"),
          Section.optional("spec.gcp", "what only Google Cloud has"),
          Section.optional("spec.kubernetes", "what only Kubernetes has"),
          Section.optional("spec.ssh", "machines that are reached by SSH"));

  private static final List<Field> ROWS =
      List.of(
          TYPE,
          field("spec.regions", NAMES, "regions that may be used"),
          field("spec.zones", NAMES, "zones that may be used"),
          field("spec.endpoint", Text.URL, "an emulator, or a private endpoint"),
          Section.optional("spec.credentials", "who we are there; references, never values")
              .withOne(),
          field("spec.credentials.chain", TOKEN, "what the cloud's own library finds"),
          field("spec.credentials.env", new MapOf<>(VARIABLE, VARIABLE, 16), "variables of ours"),
          field("spec.credentials.file", Text.PATH, "a file of ours"),
          field("spec.credentials.assumeRole", TOKEN, "a role that we take on"),
          Section.optional("spec.limits", "what is never exceeded"),
          field("spec.limits.instances", COUNT, "machines at a time"),
          field(
              "spec.limits.accelerators",
              new MapOf<>(TOKEN, COUNT, 64),
              "accelerators at a time, by type"),
          field("spec.limits.hourly", Text.MONEY, "money per hour"),
          field("spec.advertise", Text.URL, "how agents there reach this server"),
          BLOCKS.get(0),
          field("spec.aws.subnets", NAMES, "subnets that machines are in"),
          field("spec.aws.securityGroups", NAMES, "security groups of machines"),
          field("spec.aws.image", TOKEN, "what machines start from"),
          field("spec.aws.instanceProfile", TOKEN, "what machines may do"),
          BLOCKS.get(1),
          field("spec.gcp.project", TOKEN, "project that machines are in"),
          field("spec.gcp.network", TOKEN, "network that machines are in"),
          field("spec.gcp.image", TOKEN, "what machines start from"),
          field("spec.gcp.serviceAccount", TOKEN, "what machines may do"),
          BLOCKS.get(2),
          field("spec.kubernetes.kubeconfig", Text.PATH, "file that says how to get there"),
          field("spec.kubernetes.context", TOKEN, "context of that file"),
          field("spec.kubernetes.namespace", Text.LABEL, "namespace of the workers"),
          field("spec.kubernetes.image", TOKEN, "image with an agent"),
          field("spec.kubernetes.gang", TOKEN, "what keeps workers together"),
          BLOCKS.get(3),
          field("spec.ssh.user", TOKEN, "who we are there"),
          Section.optional("spec.ssh.key", "what shows it"),
          Obeyed.required("spec.ssh.key.file", Text.PATH, "file with the private key"),
          Section.optional("spec.ssh.knownHosts", "who they are"),
          Obeyed.required("spec.ssh.knownHosts.file", Text.PATH, "file with their public keys"),
          new Items("spec.ssh.hosts", "the machines", "host", 1024),
          Obeyed.required("spec.ssh.hosts[].name", Text.LABEL, "what it is called"),
          Obeyed.required("spec.ssh.hosts[].address", TOKEN, "where it is"),
          Obeyed.or("22", "spec.ssh.hosts[].port", new WholeNumber(1, 65_535), "port of SSH"));

  static final FieldTable TABLE =
      new FieldTable(
          concat(
                  Envelope.rows(Words.of("Provider"), "what the provider is").stream(),
                  ROWS.stream())
              .toList());

  private ProviderFields() {}

  static void check(Values values, Problems problems) {
    String type = values.find(TYPE);
    for (Section block : BLOCKS) {
      if (type != null && values.has(block) && !block.name().equals(type)) {
        String expectation = "nothing for type: %s".formatted(type);
        problems.add(Problem.wrong(values.node(block), expectation, null));
      }
    }
  }

  private static <T> Obeyed<T> field(String path, ValueType<T> type, String meaning) {
    return Obeyed.optional(path, type, meaning, "not told");
  }
}
