/** The limit: Express and Socket.IO that store nothing, and send each watcher one small frame an event; a page shows it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';

const app = express();
app.use(express.json({ limit: '2mb' }));
const server = createServer(app);
const io = new Server(server);
app.get('/page', (_req, res) => {
  res.send(`<p id="event">–</p><script src="/socket.io/socket.io.js"></script><script>
    const socket = io({ transports: ['websocket'] });
    socket.on('connect', () => (globalThis.connected = true));
    socket.on('event', ({ id }) => (document.getElementById('event').textContent = id));
  </script>`);
});
app.post('/api/entries', (req, res) => {
  const { entries } = req.body as { entries: { id: string }[] };
  for (const { id } of entries) io.emit('event', { id });
  res.json({ results: entries.map(({ id }) => ({ id, outcome: 'recorded' })) });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`kaodian is at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
