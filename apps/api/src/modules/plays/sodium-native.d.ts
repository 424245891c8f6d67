/** The one function of it that is used here. */
declare module 'sodium-native' {
  const sodium: {
    /** @throws {Error} when the signature has not 64 bytes, or the key not 32. */
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  };
  export default sodium;
}
