import type { BodyOf } from '../model/kinds';
import {
  type ColumnType,
  type Choice,
  type Described,
  type Fields,
  type SheetSpec,
  id,
  inOrder,
  instant,
  name,
} from './column';

const code: ColumnType = { is: 'code', max: 200 };
const flag: ColumnType = { is: 'flag' };
const count: ColumnType = { is: 'whole', min: 0, max: 1_000_000 };
const side: ColumnType = { is: 'whole', min: 1, max: 100 };

const ORIGINS: readonly Choice[] = [
  { value: 'new', zh: '新建', en: 'new' },
  { value: 'existing', zh: '已有', en: 'existing' },
];

const sites: Record<Fields<BodyOf<'site.registered'>>, Described> = {
  siteId: { zh: '考点编号', en: 'Site id', type: id, required: true, example: 'K01' },
  name: { zh: '考点名称', en: 'Site name', type: name, required: true, example: '第一中学' },
  area: { zh: '区划代码', en: 'Area code', type: { is: 'area' }, required: true, example: '440781' },
  lat: { zh: '纬度', en: 'Latitude', type: { is: 'decimal', min: -90, max: 90 }, example: 22.25 },
  lng: { zh: '经度', en: 'Longitude', type: { is: 'decimal', min: -180, max: 180 }, example: 112.79 },
};

type RoomFields = Exclude<Fields<BodyOf<'room.registered'>>, 'layout'>;
const rooms: Record<RoomFields | 'rows' | 'cols' | 'acceptedAt' | 'retiredAt', Described> = {
  roomId: { zh: '考场编号', en: 'Room id', type: id, required: true, example: 'K01-R1' },
  siteId: { zh: '考点编号', en: 'Site id', type: id, required: true, names: 'site', example: 'K01' },
  name: { zh: '考场名称', en: 'Room name', type: name, required: true, example: '第 1 考场' },
  origin: {
    zh: '新建或已有',
    en: 'New or existing',
    type: { is: 'choice', choices: ORIGINS },
    required: true,
    example: '新建',
  },
  seats: { zh: '考位数', en: 'Seats', type: count, required: true, example: 30 },
  spareSeats: { zh: '备用考位数', en: 'Spare seats', type: count, example: 2 },
  profile: { zh: '配置标准', en: 'Profile', type: id, names: 'profile' },
  projectId: { zh: '项目编号', en: 'Project id', type: id, names: 'project' },
  rows: { zh: '座位行数', en: 'Rows of seats', type: side, example: 5 },
  cols: { zh: '座位列数', en: 'Columns of seats', type: side, example: 6 },
  acceptedAt: { zh: '验收日期', en: 'Accepted on', type: instant },
  retiredAt: { zh: '停用日期', en: 'Retired on', type: instant },
};

const devices: Record<Fields<BodyOf<'device.registered'>> | 'commissionedAt' | 'retiredAt', Described> = {
  deviceId: { zh: '设备编号', en: 'Device id', type: id, required: true, example: 'K01-R1-PC01' },
  siteId: { zh: '考点编号', en: 'Site id', type: id, required: true, names: 'site', example: 'K01' },
  roomId: { zh: '考场编号', en: 'Room id', type: id, names: 'room', example: 'K01-R1' },
  seat: { zh: '考位', en: 'Seat', type: { is: 'line', max: 64 }, example: '01' },
  label: { zh: '设备名称', en: 'Device name', type: name, example: '1 号考生机' },
  category: { zh: '类别', en: 'Category', type: { is: 'category' }, required: true, example: '考生机' },
  vendor: { zh: '厂商', en: 'Vendor', type: name },
  model: { zh: '型号', en: 'Model', type: name },
  serial: { zh: '序列号', en: 'Serial number', type: code, example: '0000000001' },
  assetNo: { zh: '资产编号', en: 'Asset number', type: code },
  commissionedAt: { zh: '投用日期', en: 'In service since', type: instant, example: '2023-09-01' },
  spare: { zh: '备用', en: 'Spare', type: flag, example: '否' },
  domestic: { zh: '信创', en: 'Domestic', type: flag, example: '是' },
  projectId: { zh: '项目编号', en: 'Project id', type: id, names: 'project' },
  parentId: { zh: '上级设备编号', en: 'Parent device id', type: id, names: 'device' },
  reportWithinS: {
    zh: '上报间隔（秒）',
    en: 'Report interval (s)',
    type: { is: 'whole', min: 1, max: 315_619_200 },
  },
  contractNo: { zh: '合同编号', en: 'Contract number', type: code },
  acceptanceNo: { zh: '验收编号', en: 'Acceptance number', type: code },
  cpu: { zh: '处理器', en: 'Processor', type: name },
  os: { zh: '操作系统', en: 'Operating system', type: name },
  ip: { zh: 'IP 地址', en: 'IP address', type: code },
  mac: { zh: 'MAC 地址', en: 'MAC address', type: code },
  retiredAt: { zh: '报废日期', en: 'Retired on', type: instant },
};

type SittingFields = Exclude<Fields<BodyOf<'exam.scheduled'>>, 'rooms'>;
const sittings: Record<SittingFields | 'roomId' | 'placed' | 'attended', Described> = {
  sittingId: { zh: '场次编号', en: 'Sitting id', type: id, required: true, example: '2024-06-07-A' },
  exam: { zh: '考试名称', en: 'Exam', type: name, required: true, example: '英语听说模拟' },
  siteId: { zh: '考点编号', en: 'Site id', type: id, required: true, names: 'site', example: 'K01' },
  from: { zh: '开始时间', en: 'Begins', type: instant, required: true, example: '2024-06-07 09:00' },
  to: { zh: '结束时间', en: 'Ends', type: instant, required: true, example: '2024-06-07 11:00' },
  roomId: { zh: '考场编号', en: 'Room id', type: id, required: true, names: 'room', example: 'K01-R1' },
  placed: { zh: '编排人数', en: 'Placed', type: count, required: true, example: 30 },
  attended: { zh: '实考人数（全场）', en: 'Attendance (whole sitting)', type: count },
};

/**
 * The inventory workbook (contract 7): the one table that the template, the reader, the writer and the dry run follow. Its
 * keys are the fields of the kinds' bodies: a new field of a kind does not compile without a column.
 */
export const INVENTORY: readonly SheetSpec[] = [
  { name: 'sites', zh: '考点', en: 'sites', columns: inOrder(sites) },
  { name: 'rooms', zh: '考场', en: 'rooms', columns: inOrder(rooms) },
  { name: 'devices', zh: '设备', en: 'devices', columns: inOrder(devices) },
  /** A row for each room of a sitting: what is of the whole sitting stands in each of its rows. */
  { name: 'sittings', zh: '场次', en: 'sittings', columns: inOrder(sittings) },
];
