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
    const url = `${textOf(scheme).toLowerCase()}://${textOf(host)}:${String(port ?? '')}`;
    const rest = textOf(path);
    return `http-get ${url}${rest === '' || rest.startsWith('/') ? rest : `/${rest}`}`;
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
