/** A vertical line beside the states: all ways to one state, from the uppermost to the lowermost. */
export interface Track {
  readonly target: string;
  readonly from: number;
  readonly to: number;
}

/** Least distance of two lines on one track. */
const apart = 6;

/**
 * Gives each track a place, counted from the states outwards. The short ones stand nearest; those that do not meet
 * share a place.
 */
export function placeTracks(tracks: readonly Track[]): ReadonlyMap<string, number> {
  const rows: Track[][] = [];
  const places = new Map<string, number>();
  for (const track of tracks.toSorted((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
    const free = rows.findIndex((row) =>
      row.every((other) => other.to + apart < track.from || track.to + apart < other.from),
    );
    const place = free < 0 ? rows.length : free;
    rows[place] = [...(rows[place] ?? []), track];
    places.set(track.target, place);
  }
  return places;
}
