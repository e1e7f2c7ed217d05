import { MAIN, XML, textElement } from './text';

/** Comments are two parts: their texts, and the boxes that older programs draw them in. */
export function commentsXml(notes: ReadonlyMap<string, string>): string {
  const list = [...notes].map(
    ([ref, text]) => `<comment ref="${ref}" authorId="0"><text><r>${textElement(text)}</r></text></comment>`,
  );
  return `${XML}<comments xmlns="${MAIN}"><authors><author>kaodian</author></authors><commentList>${list.join('')}</commentList></comments>`;
}

const REF = /^([A-Z]+)(\d+)$/;

export function boxesXml(notes: ReadonlyMap<string, string>): string {
  const boxes = [...notes.keys()].map((ref, index) => {
    const [, column = 'A', row = '1'] = REF.exec(ref) ?? [];
    const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const line = Number(row) - 1;
    return [
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;width:200pt;height:60pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
      '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox/>',
      '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
      `<x:Anchor>${at + 1}, 10, ${line}, 4, ${at + 4}, 10, ${line + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>`,
      `<x:Row>${line}</x:Row><x:Column>${at}</x:Column></x:ClientData></v:shape>`,
    ].join('');
  });
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">',
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>',
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
    ...boxes,
    '</xml>',
  ].join('');
}
