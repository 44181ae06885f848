/** A kube-apiserver with its etcd on loopback, for as long as the test runs; everything that it writes lies in one temporary folder. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client';

const READY_WITHIN_MS = 120_000;

export class Server {
  public static async start(apiserver: string, etcd: string): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'calico-apiserver-'));
    const server = new Server(folder);
    try {
      await server.boot(apiserver, etcd);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  public client!: Client;
  private readonly children: ChildProcess[] = [];

  private constructor(private readonly folder: string) {}

  public async stop(): Promise<void> {
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    this.client?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async boot(apiserver: string, etcd: string): Promise<void> {
    const [port, clientPort, peerPort] = await freePorts(3);
    const token = randomBytes(16).toString('hex');
    this.makeCertificates();
    writeFileSync(join(this.folder, 'tokens.csv'), `${token},admin,admin,"system:masters"\n`);
    const clients = `http://127.0.0.1:${clientPort}`;
    const peers = `http://127.0.0.1:${peerPort}`;
    this.run('etcd', etcd, [
      '--name=test', '--data-dir=etcd', '--unsafe-no-fsync', '--log-level=warn', `--initial-cluster=test=${peers}`,
      `--listen-client-urls=${clients}`, `--advertise-client-urls=${clients}`, `--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`,
    ]);
    const process = this.run('kube-apiserver', apiserver, [
      `--etcd-servers=${clients}`, '--bind-address=127.0.0.1', '--external-hostname=127.0.0.1', `--secure-port=${port}`,
      '--tls-cert-file=tls.crt', '--tls-private-key-file=tls.key', '--client-ca-file=ca.crt', '--token-auth-file=tokens.csv',
      '--authorization-mode=AlwaysAllow', '--anonymous-auth=false', '--service-cluster-ip-range=10.0.0.0/24', '--endpoint-reconciler-type=none',
      '--service-account-issuer=https://kubernetes.default.svc', '--service-account-key-file=sa.key', '--service-account-signing-key-file=sa.key',
      '--disable-admission-plugins=ServiceAccount', '--enable-priority-and-fairness=false', '--profiling=false',
      // Calico's admission policies say v1beta1.
      '--runtime-config=admissionregistration.k8s.io/v1beta1=true',
    ]);
    this.client = new Client(port, token, readFileSync(join(this.folder, 'ca.crt')));
    const last = Date.now() + READY_WITHIN_MS;
    // The namespace `default` appears a moment after /readyz says ok.
    while (!await this.client.exists('/readyz') || !await this.client.exists('/api/v1/namespaces/default')) {
      if (process.exitCode !== null) throw new Error(`kube-apiserver stopped:\n${this.log('kube-apiserver')}`);
      if (Date.now() > last) throw new Error(`kube-apiserver is not ready after ${READY_WITHIN_MS / 1000} s:\n${this.log('kube-apiserver')}`);
      await sleep(200);
    }
  }

  private run(name: string, command: string, args: string[]): ChildProcess {
    const log = openSync(join(this.folder, `${name}.log`), 'w');
    const child = spawn(command, args, { cwd: this.folder, stdio: ['ignore', log, log] });
    this.children.push(child);
    return child;
  }

  private log(name: string): string {
    return readFileSync(join(this.folder, `${name}.log`), 'utf8').split('\n').slice(-20).join('\n');
  }

  private makeCertificates(): void {
    const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: this.folder, stdio: 'ignore' });
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    // The server reads the key of service accounts as SEC1 only.
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'sa.key');
    openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=test-ca', '-keyout', 'ca.key', '-out', 'ca.crt');
    openssl('req', ...curve, '-subj', '/CN=kube-apiserver', '-keyout', 'tls.key', '-out', 'tls.csr');
    writeFileSync(join(this.folder, 'names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost');
    openssl('x509', '-req', '-in', 'tls.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-out', 'tls.crt', '-extfile', 'names');
  }
}

/** Ports that nobody listens on now; they are held until all are found, so they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  }));
  return Promise.all(servers.map(async (server) => {
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address !== null ? address.port : 0;
  }));
}
