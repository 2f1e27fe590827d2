/** What is kept where, in words with a time: connection, saving, unsent signatures, key (screens §5). */

import { useEffect, useState } from 'react';
import type { StatusView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { clockTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';

/** Words of saving. */
export function savingWords(status: StatusView): string {
  if (status.unsavedUpdates > 0)
    return status.connection === 'online' ? '저장하는 중 · 이 기기에 저장됨' : `이 기기에 저장됨 · 보낼 글 ${status.unsavedUpdates}건`;
  return status.lastSavedAt === null ? '모두 저장됨' : `저장됨 ${clockTime(status.lastSavedAt)} 이 기기·서버`;
}

/** The bar at the foot. */
export function StatusBar({ onKeys }: { readonly onKeys: () => void }) {
  const client = useClient();
  const [status, setStatus] = useState<StatusView | null>(null);
  const [news, setNews] = useState<string | null>(null);
  useEffect(() => {
    void client.call('status.get', {}).then((answer) => {
      if (answer.ok) setStatus(answer.value);
    });
    const stops = [client.on('status.changed', setStatus), client.on('outbox.settled', (settled) => setNews(settled.sentence))];
    return () => stops.forEach((stop) => stop());
  }, [client]);
  const online = status?.connection === 'online';
  return (
    <footer className="status">
      <span className="g" role="status">
        {online ? (
          <>
            <span className="dot" aria-hidden="true" />
            서버 연결됨
          </>
        ) : (
          <>
            <Icon name="off" />
            서버에 닿지 않음 {clockTime(status?.since ?? null)}부터 · 하던 일은 이 기기에 저장됨
          </>
        )}
      </span>
      <span className="vr" />
      {status !== null && (
        <span className="g">
          <Icon name="save" />
          {savingWords(status)}
        </span>
      )}
      <span className="vr" />
      <span className="g">
        <Icon name="out" />
        {(status?.outbox ?? 0) === 0 ? '보낼 서명 없음' : `보낼 서명 ${status?.outbox}건`}
      </span>
      {news !== null && (
        <span className="g" role="status">
          {news}
        </span>
      )}
      <span className="sp" />
      <span className="g">{status?.keyUnlockedUntil == null ? '인증서 잠김' : `인증서 열려 있음 ${clockTime(status.keyUnlockedUntil)}까지`}</span>
      <button type="button" className="keys-button" onClick={onKeys}>
        <kbd>?</kbd> 단축키
      </button>
    </footer>
  );
}
