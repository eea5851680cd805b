import { Refused, Unreachable } from "../api/client";

/** Whether this browser is let in, and whether the server answers. */
class Session {
  signedIn = $state<boolean | null>(null);
  reachable = $state(true);

  /** An answer has come. */
  well(): void {
    this.signedIn = true;
    this.reachable = true;
  }

  /** Takes over what a failed request says about both; answers whether that explains it. */
  explains(fault: unknown): boolean {
    if (fault instanceof Unreachable || (fault instanceof DOMException && fault.name === "TimeoutError")) {
      this.reachable = false;
      return true;
    }
    if (fault instanceof Refused) {
      this.reachable = true;
      if (fault.signedOut) this.signedIn = false;
      return fault.signedOut;
    }
    return false;
  }
}

export const session = new Session();
