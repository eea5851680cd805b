/** The time that relative times are told against; it moves once a second while the page is seen. */
class Now {
  millis = $state(Date.now());

  constructor() {
    setInterval(() => {
      if (!document.hidden) this.millis = Date.now();
    }, 1000);
  }
}

export const now = new Now();
