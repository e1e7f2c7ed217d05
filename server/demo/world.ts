/** The places and devices of the demo: 台山市 with 演示考点01…13. All invented: no real school, no real faults. */
import { zoneOf } from '../../shared/timeline/zone';
import type { Instant } from '../../shared/model/instant';

export const ZONE = zoneOf('Asia/Shanghai');
export const AREA = '440781';
export const GRANT = 'G36';
export const PROJECT = 'P-XXH';
export const PROFILE = 'computer-room';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A local wall time as an instant. */
export function wall(date: string, time = '00:00'): Instant {
  return Date.parse(`${date}T${time}:00+08:00`);
}

export interface DemoDevice {
  id: string;
  siteId: string;
  roomId?: string;
  seat?: string;
  spare?: boolean;
  category: string;
  label: string;
  domestic?: boolean;
  vendor: string;
  model?: string;
  cpu?: string;
  os?: string;
  commissionedAt: Instant;
}

export interface DemoRoom {
  id: string;
  siteId: string;
  name: string;
  seats: number;
  spareSeats: number;
  acceptedAt: Instant;
  devices: DemoDevice[];
}

export interface DemoSite {
  id: string;
  name: string;
  rooms: DemoRoom[];
  /** Devices outside the rooms. */
  common: DemoDevice[];
}

const two = (n: number) => String(n).padStart(2, '0');

/** The devices of every room besides those of the seats. */
const ROOM_DEVICES: [suffix: string, category: string, label: string][] = [
  ['CAM1', 'camera', '前摄像头'],
  ['CAM2', 'camera', '后摄像头'],
  ['SRV1', 'server', '主服务器'],
  ['SRV2', 'backup-server', '备用服务器'],
  ['SW1', 'switch', '交换机'],
  ['UPS1', 'ups', 'UPS'],
  ['BC1', 'broadcast', '广播'],
  ['CLK1', 'clock', '时钟'],
  ['JAM1', 'jammer', '屏蔽仪'],
  ['MD1', 'metal-detector', '金属探测门'],
];

const SITE_DEVICES: [suffix: string, category: string, label: string][] = [
  ['GATE1', 'camera', '校门摄像头 1'],
  ['GATE2', 'camera', '校门摄像头 2'],
  ['SEC1', 'camera', '保密室摄像头 1'],
  ['SEC2', 'camera', '保密室摄像头 2'],
  ['MON1', 'camera', '监控室摄像头'],
  ['NVR1', 'recorder', '录像机'],
  ['ID1', 'id-terminal', '身份验证终端 1'],
  ['ID2', 'id-terminal', '身份验证终端 2'],
  ['LINE1', 'leased-line', '专线'],
];

/** The five subsystems of a standard site (教育部, 标准化考点). */
const SYSTEMS: [suffix: string, label: string, commissioned: string][] = [
  ['KWZH', '考务综合业务系统', '2023-10-16'],
  ['SFYZ', '考生身份验证系统', '2023-10-16'],
  ['ZBFK', '作弊防控系统', '2023-10-30'],
  ['WSXC', '网上巡查系统', '2023-10-30'],
  ['YJZH', '应急指挥系统', '2026-04-13'],
];

/** Who delivered what: seat computers in two lots, everything else by its category. */
const VENDOR_OF: Readonly<Record<string, string>> = {
  camera: '演示厂商丁',
  recorder: '演示厂商丁',
  server: '演示厂商乙',
  'backup-server': '演示厂商乙',
  switch: '演示厂商戊',
  'leased-line': '演示运营商',
  ups: '演示厂商己',
  'information-system': '演示软件公司',
};
const vendorOf = (category: string): string => VENDOR_OF[category] ?? '演示厂商庚';

/** The rooms whose seat computers are domestic: 56 + 57 = 113 of them, with spares. */
const DOMESTIC_ROOMS = new Set(['K01-1', 'K05-2']);

function seatComputers(room: Omit<DemoRoom, 'devices'>): DemoDevice[] {
  const domestic = DOMESTIC_ROOMS.has(room.id);
  return Array.from({ length: room.seats + room.spareSeats }, (_, index) => {
    const spare = index >= room.seats;
    const seat = spare ? `S${index - room.seats + 1}` : two(index + 1);
    return {
      id: `${room.id}-PC${seat}`,
      siteId: room.siteId,
      roomId: room.id,
      seat,
      ...(spare && { spare }),
      category: 'computer',
      label: spare ? `备用 ${index - room.seats + 1} 号机` : `${two(index + 1)} 号机`,
      domestic,
      vendor: domestic ? '演示厂商甲' : room.siteId <= 'K08' ? '演示厂商乙' : '演示厂商丙',
      model: domestic ? '演示机型 D2000' : room.siteId <= 'K08' ? '演示机型 E500' : '演示机型 E300',
      ...(domestic && { cpu: '飞腾 D2000', os: '银河麒麟 V10' }),
      commissionedAt: room.acceptedAt - 3 * DAY,
    };
  });
}

function makeRoom(siteNumber: number, number: number, index: number): DemoRoom {
  const siteId = `K${two(siteNumber)}`;
  const id = `${siteId}-${number}`;
  const seats = index % 3 === 2 ? 54 : 53;
  // One room is new this year; the others were accepted in the autumn of 2023, two a week.
  const acceptedAt = id === 'K05-2' ? wall('2026-03-02', '10:00') : wall('2023-09-04', '10:00') + index * 3.5 * DAY;
  const room = { id, siteId, name: `第 ${number} 考场`, seats, spareSeats: 56 - seats, acceptedAt };
  const around = ROOM_DEVICES.filter(([suffix]) => id !== 'K11-1' || (suffix !== 'UPS1' && suffix !== 'MD1')).map(
    ([suffix, category, label]) => ({
      id: `${id}-${suffix}`,
      siteId,
      roomId: id,
      category,
      label,
      vendor: vendorOf(category),
      commissionedAt: acceptedAt - 3 * DAY,
    }),
  );
  return { ...room, devices: [...seatComputers(room), ...around] };
}

/** 13 sites, 15 rooms (ten of 53 exam seats, five of 54), about 1,100 devices. */
export function makeWorld(): DemoSite[] {
  let index = 0;
  return Array.from({ length: 13 }, (_, n) => {
    const number = n + 1;
    const id = `K${two(number)}`;
    const rooms = (number === 1 || number === 5 ? [1, 2] : [1]).map((room) => makeRoom(number, room, index++));
    const commissionedAt = rooms[0]!.acceptedAt - 3 * DAY;
    const common: DemoDevice[] = SITE_DEVICES.map(([suffix, category, label]) => ({
      id: `${id}-${suffix}`,
      siteId: id,
      category,
      label,
      vendor: vendorOf(category),
      commissionedAt,
    }));
    if (number === 1) {
      for (const [suffix, label, date] of SYSTEMS) {
        common.push({
          id: `SYS-${suffix}`,
          siteId: id,
          category: 'information-system',
          label,
          vendor: vendorOf('information-system'),
          commissionedAt: wall(date, '09:00'),
        });
      }
    }
    return { id, name: `演示考点${two(number)}`, rooms, common };
  });
}
