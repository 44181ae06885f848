/** The few requests that the test makes, with nothing between it and the server. */
import { Agent, request } from 'node:https';

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
}

export interface Answer {
  readonly code: number;
  readonly body: any;
}

interface Kind { readonly name: string; readonly namespaced: boolean }

export class Client {
  private readonly agent: Agent;
  private readonly kinds = new Map<string, Promise<Map<string, Kind>>>();

  public constructor(private readonly port: number, private readonly token: string, ca: Buffer) {
    this.agent = new Agent({ keepAlive: true, ca });
  }

  public close(): void {
    this.agent.destroy();
  }

  public async exists(path: string): Promise<boolean> {
    try {
      return (await this.send('GET', path)).code === 200;
    } catch {
      return false;
    }
  }

  /** Where objects of this kind live, or nothing when the server has no such kind. */
  public async collection({ apiVersion, kind, metadata }: KubernetesObject): Promise<string | undefined> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.kinds.get(group) ?? this.discover(group);
    this.kinds.set(group, known);
    const found = (await known).get(kind);
    if (found === undefined) return undefined;
    return found.namespaced ? `${group}/namespaces/${metadata.namespace ?? 'default'}/${found.name}` : `${group}/${found.name}`;
  }

  public create(collection: string, object: KubernetesObject, query = ''): Promise<Answer> {
    return this.send('POST', `${collection}?fieldManager=test${query}`, object, 'application/json');
  }

  /** Server-side apply. */
  public apply(collection: string, object: KubernetesObject, query = ''): Promise<Answer> {
    return this.send('PATCH', `${collection}/${object.metadata.name}?fieldManager=test${query}`, object, 'application/apply-patch+yaml');
  }

  public remove(collection: string, object: KubernetesObject): Promise<Answer> {
    return this.send('DELETE', `${collection}/${object.metadata.name}`);
  }

  private async discover(group: string): Promise<Map<string, Kind>> {
    const { code, body } = await this.send('GET', group);
    const resources: (Kind & { kind: string })[] = code === 200 ? body.resources : [];
    return new Map(resources.filter(({ name }) => !name.includes('/')).map((resource) => [resource.kind, resource]));
  }

  private send(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.token}`, ...payload !== undefined && { 'content-type': contentType } };
      const sent = request({ host: '127.0.0.1', port: this.port, method, path, agent: this.agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => { text += part; });
        response.on('end', () => {
          const isJson = String(response.headers['content-type']).includes('json');
          resolve({ code: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
        });
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}
