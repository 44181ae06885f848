/** Dots and a last part of letters, as `api.example.org`; what stands around it in an address of the web may be there. */
const HOST_NAME = /^([a-z][a-z\d+.-]*:\/\/)?([\w*-]+\.)+[a-z]{2,}\.?(:\d+)?(\/.*)?$/i;

/** Whether a text is the name of a host where an address is asked for. */
export function looksLikeHostName(text: string): boolean {
  return HOST_NAME.test(text);
}
