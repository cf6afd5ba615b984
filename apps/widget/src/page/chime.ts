/** Two soft notes, made rather than loaded. Silent where the browser does not allow sound yet. */
export function chime(): void {
  try {
    const context = new AudioContext();
    const at = context.currentTime;
    for (const [index, frequency] of [659.25, 880].entries()) {
      const begin = at + index * 0.12;
      const note = context.createOscillator();
      const volume = context.createGain();
      note.frequency.value = frequency;
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(0.08, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.4);
      note.connect(volume).connect(context.destination);
      note.start(begin);
      note.stop(begin + 0.45);
    }
    setTimeout(() => void context.close(), 1_000);
  } catch {}
}
