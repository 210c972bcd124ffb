type Options = Electron.MenuItemConstructorOptions;

/** An entry as it was described, with the defaults of Electron's that the app looks at. */
class StandInMenuItem implements Pick<Electron.MenuItem, 'id' | 'label' | 'type' | 'enabled' | 'visible' | 'checked' | 'role' | 'click'> {
  id: string;
  label: string;
  type: Electron.MenuItem['type'];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  role?: Electron.MenuItem['role'];
  accelerator: Options['accelerator'] | null;
  submenu?: StandInMenu;
  readonly #onClick: Options['click'];

  constructor(options: Options) {
    this.id = options.id ?? '';
    this.label = options.label ?? options.role ?? '';
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.accelerator = options.accelerator ?? null;
    if (options.role !== undefined) this.role = options.role as NonNullable<Electron.MenuItem['role']>;
    if (Array.isArray(options.submenu)) this.submenu = new StandInMenu(options.submenu);
    this.#onClick = options.click;
  }

  /** As a person's choice: an entry that is not enabled does nothing. */
  click = (): void => {
    if (this.enabled) this.#onClick?.(this as unknown as Electron.MenuItem, undefined, {});
  };
}

class StandInMenu implements Omit<Pick<Electron.Menu, 'getMenuItemById'>, 'getMenuItemById'> {
  readonly items: StandInMenuItem[];

  constructor(template: readonly Options[]) {
    this.items = template.map((options) => new StandInMenuItem(options));
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}

let applicationMenu: StandInMenu | null = null;

export const Menu = {
  buildFromTemplate: (template: Options[]) => new StandInMenu(template),
  setApplicationMenu: (menu: StandInMenu | null) => void (applicationMenu = menu),
  getApplicationMenu: () => applicationMenu,
};
