import { writeXlsx } from 'hucre';
import { sheetOf } from '../../../shared/workbooks/workbooks';
import { SHEETS_OF, type SheetOf } from '../../../shared/workbooks/words';

/** Ten schools with two rooms of 50 seats each: 10 × (2 × (50 + 4) + 2) = 1,100 devices, 110 a school. */
const SITES = 10;
const ROOMS = 2;
const SEATS = 50;
/** 服务器 is no category of the product: the office means 主服务器. */
const IN_ROOM = ['摄像头', '摄像头', '服务器', '交换机'];
const AT_SITE = ['录像机', '专线'];

const two = (n: number) => String(n).padStart(2, '0');
export const siteId = (n: number) => `K${two(n)}`;
export const siteName = (n: number) => `演示考点${two(n)}`;
export const roomId = (site: number, room: number) => `${siteId(site)}-R${room}`;

type Row = Record<string, string | number>;

/** The rows of each sheet by the keys of their columns. All is in service since March of the given year. */
function rowsOf(year: number, mock: string): Record<SheetOf<'inventory'>, Row[]> {
  const sites: Row[] = [];
  const rooms: Row[] = [];
  const devices: Row[] = [];
  for (let n = 1; n <= SITES; n += 1) {
    sites.push({ siteId: siteId(n), name: siteName(n), area: '440781' });
    const put = (deviceId: string, category: string, more: Row = {}) =>
      devices.push({ deviceId, siteId: siteId(n), category, commissionedAt: `${year}-03-01`, ...more });
    AT_SITE.forEach((category, index) => put(`${siteId(n)}-X${index + 1}`, category));
    for (let room = 1; room <= ROOMS; room += 1) {
      const inRoom = { roomId: roomId(n, room) };
      rooms.push({
        ...inRoom,
        siteId: siteId(n),
        name: `第 ${room} 考场`,
        origin: '新建',
        seats: SEATS,
        profile: 'computer-room',
        acceptedAt: `${year}-03-10`,
      });
      IN_ROOM.forEach((category, index) => put(`${inRoom.roomId}-D${index + 1}`, category, inRoom));
      for (let seat = 1; seat <= SEATS; seat += 1) {
        put(`${inRoom.roomId}-PC${two(seat)}`, '考生机', { ...inRoom, seat: two(seat), domestic: '是' });
      }
    }
  }
  const sitting = {
    sittingId: 'MOCK',
    exam: '英语听说模拟',
    siteId: siteId(2),
    from: `${mock} 09:00`,
    to: `${mock} 11:00`,
    roomId: roomId(2, 1),
    placed: 40,
  };
  return { sites, rooms, devices, sittings: [sitting] };
}

/** The inventory of a county, as an office would hand it over, with a mock exam on a day ahead. */
export async function countyWorkbook(year: number, mock: string): Promise<Buffer> {
  const rows = rowsOf(year, mock);
  const sheets = SHEETS_OF.inventory.map((name) => {
    const { zh, columns } = sheetOf(name);
    const cells = rows[name].map((row) => columns.map(({ key }) => row[key] ?? null));
    return { name: zh, rows: [columns.map((column) => column.zh), ...cells] };
  });
  return Buffer.from(await writeXlsx({ sheets }));
}
