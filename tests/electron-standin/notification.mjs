// `Notification`: kept where a test finds it; a test clicks by emitting `click`.
import { EventEmitter } from 'node:events';
import { state, strict } from './state.mjs';

state.notifications = [];

export class Notification extends EventEmitter {
  constructor({ title = '', body = '' } = {}) {
    super();
    if (!state.ready) throw new Error('Cannot create Notification before app is ready');
    this.title = title;
    this.body = body;
    return strict('Notification', this);
  }
  show() {
    state.notifications.push(this);
    this.emit('show', {});
  }
  close() {
    this.emit('close', {});
  }
  static isSupported() {
    return true;
  }
  /** Of the stand-in only: what was shown so far. */
  static shown() {
    return state.notifications;
  }
}
