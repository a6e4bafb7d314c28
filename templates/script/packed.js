// What is too much to write out is packed in the page (src/render/view/packed.rs),
// and unpacked when it is first asked for.

// The value that is packed there; an empty list where nothing is.
export async function unpack(id) {
  const packed = document.getElementById(id);
  if (!packed || !self.DecompressionStream) return [];
  const raw = atob(packed.textContent);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}
