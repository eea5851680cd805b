type Choice = "system" | "light" | "dark";

const KEY = "muster-theme";
const NEXT: Record<Choice, Choice> = { system: "light", light: "dark", dark: "system" };

/** Light or dark: as the system has it, unless the reader has chosen. */
class Theme {
  choice = $state<Choice>(stored());

  constructor() {
    this.apply();
  }

  next(): void {
    this.choice = NEXT[this.choice];
    try {
      localStorage.setItem(KEY, this.choice);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.apply();
  }

  private apply(): void {
    if (this.choice === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = this.choice;
    window.dispatchEvent(new Event("themechange"));
  }
}

function stored(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export const theme = new Theme();
