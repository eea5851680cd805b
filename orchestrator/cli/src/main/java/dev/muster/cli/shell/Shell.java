package dev.muster.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** A shell that completes words. */
public enum Shell {
  BASH,
  ZSH,
  FISH;

  private static final String FORMATS = "table json yaml";
  private static final String STATES =
      "queued admitted provisioning starting running draining suspended succeeded failed cancelled";

  /** The script that makes it complete the command. */
  public String script(CommandLine root) {
    Grammar grammar = Grammar.of(root);
    return switch (this) {
      case BASH -> bash(grammar);
      case ZSH -> zsh(grammar);
      case FISH -> fish(grammar);
    };
  }

  private static String bash(Grammar grammar) {
    return """
    # bash completion for muster; take it in by: source <(muster completion bash)
    _muster() {
      local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= word
      COMPREPLY=()
      for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in %s) verb=$word; break ;; esac
      done
      case $prev in
        -o|--output) COMPREPLY=($(compgen -W '%s' -- "$cur")); return ;;
        --state) COMPREPLY=($(compgen -W '%s' -- "$cur")); return ;;
      esac
      if [[ -z $verb ]]; then
        COMPREPLY=($(compgen -W '%s --help --version' -- "$cur"))
        return
      fi
      if [[ $cur == -* ]]; then
        case $verb in
    %s    esac
        return
      fi
      case $verb in
        %s) COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" completion jobs 2>/dev/null)" -- "$cur")) ;;
    %s  esac
    }
    complete -o default -F _muster muster
    """
        .formatted(
            String.join("|", grammar.names()),
            FORMATS,
            STATES,
            String.join(" ", grammar.names()),
            lines(grammar, "      %s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")) ;;\n"),
            grammar.names(Grammar.Takes.JOB),
            words(grammar, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")) ;;\n"));
  }

  private static String zsh(Grammar grammar) {
    return """
    #compdef muster
    # zsh completion for muster; take it in by: source <(muster completion zsh)
    _muster() {
      local verb= word
      for word in "${(@)words[2,CURRENT-1]}"; do
        case $word in (%s) verb=$word; break ;; esac
      done
      case $words[CURRENT-1] in
        (-o|--output) compadd -- %s; return ;;
        (--state) compadd -- %s; return ;;
      esac
      if [[ -z $verb ]]; then
        compadd -- %s --help --version
        return
      fi
      if [[ $words[CURRENT] == -* ]]; then
        case $verb in
    %s    esac
        return
      fi
      case $verb in
        (%s) compadd -- ${(f)"$($words[1] completion jobs 2>/dev/null)"} ;;
    %s    (*) _files ;;
      esac
    }
    compdef _muster muster
    """
        .formatted(
            String.join("|", grammar.names()),
            FORMATS,
            STATES,
            String.join(" ", grammar.names()),
            lines(grammar, "      (%s) compadd -- %s ;;\n"),
            grammar.names(Grammar.Takes.JOB),
            words(grammar, "    (%s) compadd -- %s ;;\n"));
  }

  private static String lines(Grammar grammar, String format) {
    return grammar.verbs().stream()
        .map(verb -> format.formatted(verb.name(), verb.options()))
        .collect(Collectors.joining());
  }

  private static String words(Grammar grammar, String format) {
    return grammar.verbs().stream()
        .filter(verb -> verb.takes() == Grammar.Takes.WORDS)
        .map(verb -> format.formatted(verb.name(), String.join(" ", verb.words())))
        .collect(Collectors.joining());
  }

  private static String fish(Grammar grammar) {
    StringBuilder script = new StringBuilder();
    script.append("# fish completion for muster; take it in by: muster completion fish | source\n");
    script.append("complete -c muster -f\n");
    for (Grammar.Verb verb : grammar.verbs()) {
      script.append(
          "complete -c muster -n __fish_use_subcommand -a %s -d %s\n"
              .formatted(verb.name(), quoted(verb.description())));
      String seen = "complete -c muster -n '__fish_seen_subcommand_from %s'".formatted(verb.name());
      switch (verb.takes()) {
        case JOB -> script.append(seen + " -a '(muster completion jobs 2>/dev/null)'\n");
        case FILES -> script.append(seen + " -F\n");
        case WORDS -> script.append(seen + " -a '" + String.join(" ", verb.words()) + "'\n");
        case NOTHING -> {}
      }
      verb.flags().forEach(flag -> script.append(seen).append(fish(flag)).append('\n'));
    }
    return script.toString();
  }

  private static String fish(Grammar.Flag flag) {
    String names =
        flag.names().stream()
            .map(name ->
                name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1))
            .collect(Collectors.joining());
    String values = flag.names().contains("--output") ? " -xa '" + FORMATS + "'" : " -r";
    return names + (flag.value() ? values : "") + " -d " + quoted(flag.description());
  }

  private static String quoted(String text) {
    return "'" + String.join("\\'", List.of(text.replace("\\", "\\\\").split("'", -1))) + "'";
  }
}
