// `shell` of the stand-in: addresses that were given to the system are only remembered.
export const opened = [];
export const shell = {
  async openExternal(url) {
    opened.push(url);
  },
};
