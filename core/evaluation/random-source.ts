/** Where randomness comes from: whoever asks for it hands over the generator that the workbench draws everything with. */

export interface RandomSource {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  gaussian(): number;
}

/** A generator that gives the same numbers for the same seed, an integer from 0 to 2^32 - 1. */
export type RandomFrom = (seed: number) => RandomSource;

/** The first `take` places of `places` become as many drawn from all of them, each as likely (Fisher & Yates). */
export function shuffle(places: Int32Array, random: RandomSource, take = places.length): void {
  for (let i = 0; i < Math.min(take, places.length - 1); i++) {
    const j = i + Math.floor(random.uniform() * (places.length - i));
    const kept = places[i];
    places[i] = places[j];
    places[j] = kept;
  }
}
