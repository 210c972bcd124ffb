/** An event of Electron's: it can be prevented, and its details are its own properties. */
export class StandInEvent<Details extends object = object> {
  defaultPrevented = false;

  constructor(details?: Details) {
    Object.assign(this, details);
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
