import type { FastifyHelmetOptions } from '@fastify/helmet';

/** The listener's own computer, where a proxy to their music server may run: browsers trust it over http (Secure Contexts §3.1). */
const LISTENERS_OWN = ['http://127.0.0.1:*', 'http://localhost:*'];

/**
 * The headers of a page or an answer.
 *
 * WebAssembly and workers from blobs are allowed: the engine needs them. Connections go to any https address,
 * because a listener's provider or a layer's host may be anywhere; when the instance itself is served over http
 * (at home), to http too. The pages are cross-origin isolated, which `SharedArrayBuffer` asks for. Only `/embed/`
 * may be framed by other sites.
 */
export function securityHeaders(path: string, baseUrl: string): FastifyHelmetOptions {
  const secure = baseUrl.startsWith('https:');
  const embed = path.startsWith('/embed/');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'worker-src': ["'self'", 'blob:'],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'media-src': ["'self'", 'blob:'],
        'connect-src': ["'self'", 'blob:', 'data:', 'https:', ...(secure ? LISTENERS_OWN : ['http:'])],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': [embed ? '*' : "'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginResourcePolicy: { policy: embed ? 'cross-origin' : 'same-origin' },
    frameguard: embed ? false : { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}
