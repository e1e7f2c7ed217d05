import { VoiceItem } from '../../../contract/work/voices';
import { toIso } from '../../../model/instant';
import { VOICE_PROBLEMS } from '../../../model/vocabulary';
import { placeWithin } from '../../figures/uptime';
import { openVoices } from '../../voice/open-voices';
import { versionAt } from '../../state/versions';
import { list, oneOf, text } from '../list';
import { devicesIn } from '../lister';

/** Notes of one device that are listed, the newest. */
const NOTES = 20;

/** One item a device in service that has open voices, at the place where the device stands now. */
export const voices = list({
  does: 'The devices with reports of people without an account that nobody has looked at.',
  schema: VoiceItem,
  right: 'read',
  ref: (id) => `device:${id}`,
  filters: {
    site: text((item: VoiceItem) => item.siteId),
    room: text((item: VoiceItem) => item.roomId),
    problem: oneOf(VOICE_PROBLEMS, (item: VoiceItem) => item.problems.map(({ problem }) => problem)),
  },
  sorts: {
    count: (item: VoiceItem) => item.count,
    firstAt: (item: VoiceItem) => item.firstAt,
    lastAt: (item: VoiceItem) => item.lastAt,
    site: (item: VoiceItem) => item.siteId,
    room: (item: VoiceItem) => item.roomId,
  },
  text: ({ id, roomId, siteId }) => [id, roomId, siteId],
  span: ({ firstAt, lastAt }) => ({ from: Date.parse(firstAt), to: Date.parse(lastAt) + 1 }),
  all: ({ state }) => state.voices.keys(),
  *in(context, scope) {
    for (const id of devicesIn(context, scope)) if (context.state.voices.has(id)) yield id;
  },
  item({ state, derived, now }, id) {
    if (!state.voices.has(id)) return null;
    const view = state.devices.has(id) ? derived.view(id) : undefined;
    const place = view && versionAt(view.versions, now)?.value;
    if (!place || now < view.service.from || view.service.to <= now) return null;
    const open = openVoices(state, id, now);
    const [first, last] = [open[0], open.at(-1)];
    if (!first || !last) return null;
    const said = open.flatMap(({ value }) => value.problems);
    return {
      id,
      siteId: place.siteId,
      ...(place.roomId !== undefined && { roomId: place.roomId }),
      count: open.length,
      firstAt: toIso(first.at),
      lastAt: toIso(last.at),
      problems: VOICE_PROBLEMS.map((problem) => ({ problem, count: said.filter((one) => one === problem).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count),
      notes: open
        .flatMap(({ value }) => value.note ?? [])
        .reverse()
        .slice(0, NOTES),
    };
  },
  within({ state, derived, now }, { id }, scope) {
    const place = derived.view(id)?.places.find((one) => one.from <= now && now < one.to);
    return place !== undefined && placeWithin(state, scope)(place, id);
  },
});
