/** Two soft tones, made on the spot: no file, nothing to load. */
let audio: AudioContext | null = null;

export function chime() {
  // Browsers keep silent until the page was clicked once, and complain of an attempt.
  if (navigator.userActivation?.hasBeenActive === false) return;
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume().catch(() => {});
    const from = audio.currentTime + 0.02;
    tone(audio, 660, from);
    tone(audio, 880, from + 0.13);
  } catch {}
}

function tone(context: AudioContext, frequency: number, from: number) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 0.45);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.5);
}
