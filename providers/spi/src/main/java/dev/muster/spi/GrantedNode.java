package dev.muster.spi;

import java.util.List;

/**
 * One node of a granted claim.
 *
 * @param index 0 … nodes-1, the node rank
 * @param id the provider's own identity of the node; an address is never an identity
 * @param address where other nodes of the gang reach it
 * @param devices the accelerators it may use, by the name that the framework's variable takes (for
 *     CUDA the device index); empty without any
 */
public record GrantedNode(int index, String id, String address, List<String> devices) {
  public GrantedNode {
    devices = List.copyOf(devices);
  }
}
