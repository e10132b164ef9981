import { at, type Fields, fieldsOf, listOf, numberOf, textOf } from '../../api/fields.ts';

/** `http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3`. Source: describe.go DescribeProbe */
export function probeWords(probe: Fields): string {
  const number = (field: string): number => numberOf(probe[field]) ?? 0;
  const attributes = `delay=${number('initialDelaySeconds')}s timeout=${number('timeoutSeconds')}s period=${number('periodSeconds')}s #success=${number('successThreshold')} #failure=${number('failureThreshold')}`;
  return `${actionWords(probe)} ${attributes}`;
}

function actionWords({ exec, httpGet, tcpSocket, grpc }: Fields): string {
  if (exec !== undefined) return `exec [${listOf(at(exec, 'command')).join(' ')}]`;
  if (httpGet !== undefined) {
    const { scheme, host, port, path } = fieldsOf(httpGet);
    const rest = escapedPath(textOf(path));
    const slash = rest === '' || rest.startsWith('/') ? '' : '/';
    return `http-get ${textOf(scheme).toLowerCase()}://${hostPort(textOf(host), port)}${slash}${rest}`;
  }
  if (tcpSocket !== undefined) {
    const { host, port } = fieldsOf(tcpSocket);
    return `tcp-socket ${textOf(host)}:${String(port ?? '')}`;
  }
  if (grpc !== undefined) {
    const { port, service } = fieldsOf(grpc);
    return `grpc <pod>:${String(port ?? '')} ${textOf(service)}`;
  }
  return 'unknown';
}

/** An IPv6 address before a port stands in brackets. Source: Go net.JoinHostPort */
const hostPort = (host: string, port: unknown): string =>
  `${/[:%]/.test(host) ? `[${host}]` : host}:${String(port ?? '')}`;

/** A question mark too: to Go it belongs to the path. Source: Go net/url URL.EscapedPath */
const escapedPath = (path: string): string =>
  encodeURIComponent(path)
    .replace(/%(2F|24|26|2B|2C|3A|3B|3D|40)/g, (escaped) => decodeURIComponent(escaped))
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
