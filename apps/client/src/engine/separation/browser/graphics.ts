/** Whether a model may be tried on the graphics card of this device. */
export type Graphics =
  { readonly usable: true; readonly name: string } | { readonly usable: false; readonly reason: string };

interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

/** The part of WebGPU that is looked at (https://www.w3.org/TR/webgpu/#gpuadapter). */
interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<{
    readonly info?: AdapterInfo;
    readonly isFallbackAdapter?: boolean;
  } | null>;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render/i;

/** Programs that only pretend to be a graphics card are slower than the processor without them. */
export async function graphicsOf(navigator: { readonly gpu?: unknown }): Promise<Graphics> {
  const gpu = navigator.gpu as Gpu | undefined;
  if (gpu === undefined) return { usable: false, reason: 'this browser does not offer WebGPU' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null)
    return { usable: false, reason: 'this browser found no graphics card that it can use' };
  const { vendor = '', architecture = '', description = '', isFallbackAdapter } = adapter.info ?? {};
  const name = [vendor, architecture, description].filter((word) => word !== '').join(' ');
  if (isFallbackAdapter === true || adapter.isFallbackAdapter === true || SOFTWARE.test(name)) {
    return { usable: false, reason: 'WebGPU is only imitated in software here' };
  }
  return { usable: true, name: name === '' ? 'graphics card' : name };
}
