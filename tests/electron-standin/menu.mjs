// `Menu` and `MenuItem`: nothing is drawn; tests click items by id.
import { EventEmitter } from 'node:events';
import { BrowserWindow } from './window.mjs';

let appMenu = null;
export class MenuItem {
  constructor(o) {
    Object.assign(this, { id: '', label: '', type: o.submenu ? 'submenu' : 'normal', enabled: true, visible: true, checked: false }, o);
    this._click = o.click;
    if (Array.isArray(o.submenu)) this.submenu = Menu.buildFromTemplate(o.submenu);
    this.click = (event = {}, w = BrowserWindow.getFocusedWindow()) => this._click?.(this, w ?? undefined, event);
  }
}
export class Menu extends EventEmitter {
  items = [];
  append(i) {
    this.items.push(i);
  }
  insert(n, i) {
    this.items.splice(n, 0, i);
  }
  popup() {
    this.emit('menu-will-show');
  }
  closePopup() {}
  getMenuItemById(id) {
    for (const i of this.items) {
      if (i.id === id) return i;
      const s = i.submenu?.getMenuItemById(id);
      if (s) return s;
    }
    return null;
  }
  static buildFromTemplate(t) {
    const m = new Menu();
    for (const i of t) m.append(i instanceof MenuItem ? i : new MenuItem(i));
    return m;
  }
  static setApplicationMenu(m) {
    appMenu = m;
  }
  static getApplicationMenu() {
    return appMenu;
  }
}
