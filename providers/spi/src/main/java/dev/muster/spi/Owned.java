package dev.muster.spi;

import java.util.List;

/**
 * A listing of what we own at a provider.
 *
 * @param items what was found
 * @param complete false when a page, zone or host could not be read: then absence proves nothing
 * @param problems why it is not complete
 */
public record Owned(List<OwnedResource> items, boolean complete, List<Fault> problems) {
  public Owned {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }
}
